//! What was changed at run time and is over: the last of it, with who ended it, when and how.

use std::collections::VecDeque;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Revision;

/// What is over and remembered at most.
pub const REMEMBERED: usize = 1_000;

/// How something that was changed at run time came to its end.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It was written down by a version that did not say.
    #[default]
    Unknown,
    /// Somebody took it back.
    Undone,
    /// Somebody changed the same once more.
    Replaced,
    /// Its time was over.
    Expired,
    /// An apply says the same.
    Configured,
    /// An apply left nothing that it could be about.
    Gone,
}

/// The end of something that was changed at run time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Ending {
    /// How it came about.
    pub how: How,
    /// When; absent: a version of earlier did not write that down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Timestamp>,
    /// By whom; absent: by nobody, or it was not written down.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The revision that ended it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revision: Option<Revision>,
}

impl Ending {
    /// Somebody has ended it.
    pub fn by(how: How, by: String, at: Timestamp) -> Ending {
        Ending {
            how,
            at: Some(at),
            by: Some(by),
            revision: None,
        }
    }

    /// Its time is over.
    pub fn expired(at: Timestamp) -> Ending {
        Ending {
            how: How::Expired,
            at: Some(at),
            ..Ending::default()
        }
    }
}

/// Something that is over, and its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(from = "Written<T>")]
pub struct Ended<T> {
    /// What.
    pub what: T,
    /// Its end.
    #[serde(flatten)]
    pub ending: Ending,
}

/// It as it is written, or as it once was: without a word of its end.
#[derive(Deserialize)]
#[serde(untagged)]
enum Written<T> {
    Whole {
        what: T,
        #[serde(flatten)]
        ending: Ending,
    },
    Bare(T),
}

impl<T> From<Written<T>> for Ended<T> {
    fn from(written: Written<T>) -> Ended<T> {
        let (what, ending) = match written {
            Written::Whole { what, ending } => (what, ending),
            Written::Bare(what) => (what, Ending::default()),
        };
        Ended { what, ending }
    }
}

/// The last of what is over, the oldest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Past<T> {
    over: VecDeque<Ended<T>>,
    /// How many more there were.
    forgotten: u64,
}

impl<T> Default for Past<T> {
    fn default() -> Past<T> {
        Past {
            over: VecDeque::new(),
            forgotten: 0,
        }
    }
}

impl<T> Past<T> {
    /// Remembers one, in place of the oldest where there are too many.
    pub fn push(&mut self, what: T, ending: Ending) {
        self.over.push_back(Ended { what, ending });
        if self.over.len() > REMEMBERED {
            self.over.pop_front();
            self.forgotten += 1;
        }
    }

    /// Those that are remembered, the oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Ended<T>> {
        self.over.iter()
    }

    /// How many that is.
    pub fn len(&self) -> usize {
        self.over.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.over.is_empty()
    }

    /// How many are not remembered any more.
    pub fn forgotten(&self) -> u64 {
        self.forgotten
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_of_its_end_is_read_and_nothing_is_invented() {
        let bare: Ended<String> = serde_json::from_str("\"center.emergency\"").expect("an end");
        assert_eq!(bare.what, "center.emergency");
        assert_eq!(bare.ending, Ending::default());
        assert_eq!((bare.ending.how, bare.ending.at), (How::Unknown, None));
    }

    #[test]
    fn an_end_is_read_as_it_was_written() {
        let ending = Ending {
            how: How::Configured,
            at: Some(Timestamp::UNIX_EPOCH),
            by: Some("ci".to_owned()),
            revision: Some(Revision(7)),
        };
        let what = "center.emergency".to_owned();
        let ended = Ended { what, ending };
        let written = serde_json::to_string(&ended).expect("JSON");
        let line = concat!(
            r#"{"what":"center.emergency","how":"configured","#,
            r#""at":"1970-01-01T00:00:00Z","by":"ci","revision":7}"#
        );
        assert_eq!(written, line);
        assert_eq!(
            serde_json::from_str::<Ended<String>>(&written).expect("an end"),
            ended
        );
    }

    #[test]
    fn the_oldest_is_forgotten_and_counted() {
        let mut past = Past::default();
        for number in 0..REMEMBERED + 2 {
            past.push(number, Ending::default());
        }
        assert_eq!((past.len(), past.forgotten()), (REMEMBERED, 2));
        assert_eq!(past.iter().next().map(|it| it.what), Some(2));
    }
}
