//! Where a caller comes.

use std::fmt;

use model::Name;
use model::record::{CallRecord, Cause};

use crate::walk::Run;

/// The last place of a call that its flow decides.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Landing {
    /// The number does not answer.
    Nowhere,
    /// A skill group, which serves him, or in whose queue he hangs up.
    Group(Name),
    /// A number outside.
    Outside(String),
    /// A node in which he hangs up.
    HangsUp(Name),
    /// The end of the flow in a node, with its status.
    End(Name, String),
    /// He leaves a message in a node.
    Message(Name),
    /// He is turned away.
    TurnedAway,
}

impl Landing {
    /// That of a walk which is over.
    pub(super) fn end(run: &Run, record: &CallRecord) -> Landing {
        let Some(last) = run.entered.last() else {
            return Landing::TurnedAway;
        };
        match &record.voicemail {
            Some(message) => Landing::Message(message.node.clone()),
            None => Landing::End(last.node.clone(), status(record)),
        }
    }
}

/// How a record says that its call ended.
pub(super) fn status(record: &CallRecord) -> String {
    let status = record.end_status.string();
    match record.cause {
        Some(Cause::QueueExit | Cause::NotReached | Cause::Flow) => format!("{status}, broken off"),
        _ => status.to_owned(),
    }
}

impl fmt::Display for Landing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Landing::Nowhere => f.write_str("no flow: the number does not answer"),
            Landing::Group(group) => write!(f, "group {group}"),
            Landing::Outside(number) => write!(f, "number {number}"),
            Landing::HangsUp(node) => write!(f, "hangs up in {node}"),
            Landing::End(node, status) => write!(f, "end in {node} ({status})"),
            Landing::Message(node) => write!(f, "a message in {node}"),
            Landing::TurnedAway => f.write_str("turned away"),
        }
    }
}
