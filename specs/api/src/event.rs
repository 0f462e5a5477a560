//! What happens, as a WebSocket tells it.

use jiff::Timestamp;
use model::live::Ending;
use model::record::{CallEvent, CallRecord};
use model::state::{AgentState, TrunkState};
use model::{Extension, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{LiveStory, live};

/// Which events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct EventQuery {
    /// Go on behind the event that had this cursor; absent: with what happens from here on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// Topics with commas between them; absent: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topics: Option<String>,
}

/// What events are about.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// What happens in calls.
    Calls,
    /// The records of calls that are over, and what is noted there.
    Records,
    /// What agents do.
    Agents,
    /// How many callers wait.
    Queues,
    /// Whether phones can be reached.
    Phones,
    /// How trunks are.
    Trunks,
    /// What is applied, and what is changed at run time beside it.
    Config,
}

impl Topic {
    /// Every topic.
    pub const ALL: [Topic; 7] = [
        Topic::Calls,
        Topic::Records,
        Topic::Agents,
        Topic::Queues,
        Topic::Phones,
        Topic::Trunks,
        Topic::Config,
    ];

    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Topic::Calls => "calls",
            Topic::Records => "records",
            Topic::Agents => "agents",
            Topic::Queues => "queues",
            Topic::Phones => "phones",
            Topic::Trunks => "trunks",
            Topic::Config => "config",
        }
    }

    /// Whether its events are kept on disk and can be told again after a restart. Of the others a
    /// [`EventKind::Gap`] says that some are missing: their lists tell how things are.
    pub const fn is_kept(self) -> bool {
        matches!(self, Topic::Calls | Topic::Records | Topic::Config)
    }
}

impl std::str::FromStr for Topic {
    type Err = UnknownTopic;
    fn from_str(text: &str) -> Result<Topic, UnknownTopic> {
        Topic::ALL
            .into_iter()
            .find(|topic| topic.word() == text)
            .ok_or(UnknownTopic)
    }
}

/// A text is no topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownTopic;

impl std::fmt::Display for UnknownTopic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words: Vec<_> = Topic::ALL.iter().map(|topic| topic.word()).collect();
        write!(f, "a topic is one of {}", words.join(", "))
    }
}

impl std::error::Error for UnknownTopic {}

/// One message of the stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Event {
    /// Its place in the stream: give the last one that you saw as `cursor` and the stream goes on
    /// behind it. It says nothing to you and its form may change.
    pub cursor: String,
    /// When the center did it.
    pub at: Timestamp,
    /// What happened.
    #[serde(flatten)]
    pub kind: EventKind,
}

/// What a message of the stream says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum EventKind {
    /// Something happened in a call.
    Call {
        /// What.
        event: Box<CallEvent>,
    },
    /// A call is over and this is its record.
    Record {
        /// The record.
        record: Box<CallRecord>,
    },
    /// Somebody has noted something about a call that is over.
    Remark {
        /// Its record, with the remark, or without one if it was taken away.
        record: Box<CallRecord>,
    },
    /// An agent does something else.
    Agent {
        /// Who.
        agent: Name,
        /// What he does.
        state: AgentState,
        /// Since when.
        since: Timestamp,
        /// Why he is on a break.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        reason: Option<Name>,
        /// When his wrap-up ends by itself; absent: he is not in it, or it ends when he acts.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wrap_up_until: Option<Timestamp>,
    },
    /// A queue has become longer or shorter.
    Queue {
        /// Whose.
        skill_group: Name,
        /// Callers that wait.
        waiting: u32,
    },
    /// A phone can be reached, or can no longer be.
    Phone {
        /// Its extension.
        phone: Extension,
        /// Whether it can be.
        reachable: bool,
    },
    /// A trunk is in another state, or in the same for another reason.
    Trunk {
        /// Its name.
        trunk: Name,
        /// How it is.
        state: TrunkState,
        /// Why, for people.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
        /// Since when it is in that state.
        since: Timestamp,
    },
    /// A configuration is live.
    Config {
        /// Which, and what it changed.
        revision: live::Revision,
    },
    /// Something is changed at run time. What was changed about the same before is over by that.
    LiveChanged {
        /// What, by whom and why.
        change: Box<LiveStory>,
    },
    /// Something that was changed at run time is over. What an apply ends stands in its revision.
    LiveEnded {
        /// What it was about.
        path: String,
        /// How, and by whom.
        ended: Ending,
    },
    /// Events are missing here: they are no longer kept, or the client read too slowly for them. Ask
    /// the lists of these topics how things are.
    Gap {
        /// The topics of which some are missing.
        topics: Vec<Topic>,
    },
    /// Nothing was found up to this cursor: sent behind the backlog and then at least every
    /// 10 seconds of silence.
    Heartbeat,
}

impl Event {
    /// The longest silence of a stream.
    pub const HEARTBEAT_SECONDS: u64 = 10;
}

impl EventKind {
    /// What it is about; `None`: the stream itself.
    pub const fn topic(&self) -> Option<Topic> {
        match self {
            EventKind::Call { .. } => Some(Topic::Calls),
            EventKind::Record { .. } | EventKind::Remark { .. } => Some(Topic::Records),
            EventKind::Agent { .. } => Some(Topic::Agents),
            EventKind::Queue { .. } => Some(Topic::Queues),
            EventKind::Phone { .. } => Some(Topic::Phones),
            EventKind::Trunk { .. } => Some(Topic::Trunks),
            EventKind::Config { .. }
            | EventKind::LiveChanged { .. }
            | EventKind::LiveEnded { .. } => Some(Topic::Config),
            EventKind::Gap { .. } | EventKind::Heartbeat => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_read_as_it_was_written() {
        let line = concat!(
            r#"{"cursor":"0a","at":"2026-11-20T08:00:00Z","type":"agent","agent":"amy","#,
            r#""state":"on_call","since":"2026-11-20T08:00:00Z"}"#
        );
        let event: Event = serde_json::from_str(line).expect("an event");
        assert_eq!(event.kind.topic(), Some(Topic::Agents));
        assert_eq!(serde_json::to_string(&event).expect("json"), line);
    }

    #[test]
    fn the_events_of_the_documents_are_events() {
        let document = include_str!("../../../docs/api.md");
        let blocks = document.split("```json\n").skip(1);
        let blocks = blocks.filter_map(|block| block.split("```").next());
        let lines: Vec<_> = blocks.flat_map(str::lines).collect();
        assert!(lines.len() > 4, "{lines:?}");
        for line in lines {
            let event: Event = serde_json::from_str(line).expect(line);
            let again = serde_json::to_value(&event).expect("json");
            let line: serde_json::Value = serde_json::from_str(line).expect("json");
            assert_eq!(again, line);
        }
    }

    #[test]
    fn a_topic_is_its_word() {
        for topic in Topic::ALL {
            assert_eq!(topic.word().parse(), Ok(topic));
            let json = serde_json::to_string(&topic).expect("json");
            assert_eq!(json, format!("\"{}\"", topic.word()));
        }
        assert!("calls,agents".parse::<Topic>().is_err());
    }
}
