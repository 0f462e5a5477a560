//! What a call that is up does at the moment.

use model::Name;

/// What a call does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Activity {
    /// It goes through its flow.
    #[default]
    Flow,
    /// It waits for somebody to be free.
    Waits {
        /// The skill group.
        group: Name,
        /// Callers ahead when it began to wait.
        ahead: u32,
    },
    /// Somebody's device rings.
    Rings {
        /// The agent, or the phone.
        who: String,
    },
    /// Somebody talks with the caller.
    Talks {
        /// The agent, or the phone.
        who: String,
    },
    /// It is over, and its record is still to come.
    Over,
}

impl Activity {
    /// The activity in words; `None`: the path says it already.
    pub fn words(&self) -> Option<String> {
        match self {
            Activity::Flow | Activity::Over => None,
            Activity::Waits { group, ahead: 0 } => Some(format!("waits in {group}")),
            Activity::Waits { group, ahead } => Some(format!("waits in {group}, {ahead} ahead")),
            Activity::Rings { who } => Some(format!("rings {who}")),
            Activity::Talks { who } => Some(format!("talks with {who}")),
        }
    }
}
