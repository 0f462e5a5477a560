//! `voicemail`: takes a message.

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::config::Speech;
use crate::{Name, Span};

/// Takes a message: says something, beeps, and records what the caller says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Voicemail {
    /// What is said before the beep.
    pub speech: Speech,
    /// After how long a silence the message ends. Default 5 s.
    #[serde(default = "five_seconds", skip_serializing_if = "is_five_seconds")]
    pub silence: Span,
    /// How long a message may be. Default 3 min.
    #[serde(default = "three_minutes", skip_serializing_if = "is_three_minutes")]
    pub max_length: Span,
    /// What is said after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closing: Option<Speech>,
    /// The node after it; `None`: the call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Name>,
}

impl Voicemail {
    /// A node with everything else at its default.
    pub fn new(speech: Speech) -> Voicemail {
        Voicemail {
            speech,
            silence: five_seconds(),
            max_length: three_minutes(),
            closing: None,
            next: None,
        }
    }
}

impl Outline for Voicemail {
    fn exits(&self) -> Vec<Exit<'_>> {
        Exit::maybe("next", &self.next).into_iter().collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        self.next.iter_mut().collect()
    }

    fn can_end(&self) -> bool {
        self.next.is_none()
    }

    fn speeches(&self) -> Vec<&Speech> {
        [&self.speech].into_iter().chain(&self.closing).collect()
    }

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        [&mut self.speech]
            .into_iter()
            .chain(&mut self.closing)
            .collect()
    }

    /// `#` ends the message.
    fn asks(&self) -> bool {
        true
    }
}

fn five_seconds() -> Span {
    Span::seconds(5)
}

fn is_five_seconds(span: &Span) -> bool {
    *span == five_seconds()
}

fn three_minutes() -> Span {
    Span::seconds(180)
}

fn is_three_minutes(span: &Span) -> bool {
    *span == three_minutes()
}
