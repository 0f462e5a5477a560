//! A center's own tests: dial this, press that, expect this path, end status and record.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ask::AskFailure;
use crate::config::is_default;
use crate::state::Presence;
use crate::{DialString, Key, Name, Span};

/// One test: what happens in virtual time, and what must come of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Test {
    /// The number that is dialled.
    pub dial: DialString,
    /// Who dials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caller: Option<String>,
    /// How many callers dial just before him and do as he does, until he talks or hangs up: they stay.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ahead: u32,
    /// What the clock of the center shows when it is dialled; `None`: any time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<jiff::civil::DateTime>,
    /// What customers' systems answer, by URL: each question gets one, further ones the last.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub replies: BTreeMap<String, Vec<Answer>>,
    /// What numbers outside do when they are called; all others answer after 2 s.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outside: BTreeMap<DialString, Outsider>,
    /// What the agents of the center are doing at the start; those not named here are offline.
    #[serde(default)]
    pub agents: BTreeMap<Name, AgentScript>,
    /// What the caller does, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// What must be true at the end.
    pub expect: Expectation,
}

/// What a customer's system answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The answer, or why there is none.
    pub reply: Result<String, AskFailure>,
    /// How long it takes; `None`: 100 ms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Span>,
}

/// How an agent of a test behaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentScript {
    /// What he has chosen.
    pub presence: Presence,
    /// How long he lets it ring before he answers; `None`: never answers.
    pub answers_after: Option<Span>,
    /// How long he talks before he hangs up; `None`: he waits for the caller to.
    pub talks_for: Option<Span>,
}

/// How a number outside of a test behaves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outsider {
    /// Somebody answers.
    Answers {
        /// How long it rings before.
        after: Span,
        /// How long he talks before he hangs up; `None`: he waits for the other side to.
        talks_for: Option<Span>,
    },
    /// It rings, and nobody answers.
    NoAnswer,
    /// It is busy.
    Busy,
    /// Whoever is there does not want the call.
    Rejects,
    /// There is no such number.
    Vacant,
}

impl Default for Outsider {
    fn default() -> Outsider {
        Outsider::Answers {
            after: Span::seconds(2),
            talks_for: None,
        }
    }
}

/// One thing that the caller does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Waits until the flow reaches this node.
    Reach(Name),
    /// Presses keys, 100 ms each.
    Press(Vec<Key>),
    /// Lets time pass.
    Wait(Span),
    /// Waits until an agent talks with him.
    Talk,
    /// Hangs up.
    HangUp,
}

/// What a test expects; what is not named is not checked.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Expectation {
    /// The string of the end status, such as `ok` or `ivrGiveUp`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_status: Option<String>,
    /// What made the call end, in the word of the record; `none`: nothing but what the status says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cause: Option<String>,
    /// The names of the nodes in the order in which they were entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<Vec<Name>>,
    /// The agent who answered last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
    /// The skill group of the record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub skill_group: Option<Name>,
    /// Who hung up: `user`, `agent` or `system`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hung_up_by: Option<String>,
    /// Whether there is a recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorded: Option<bool>,
    /// What the caller said about his satisfaction; `none`: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfaction: Option<String>,
    /// Texts that the caller must have heard, in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hears: Vec<String>,
}
