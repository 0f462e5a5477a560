//! `transfer`: hands the call to a skill group.

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::config::Speech;
use crate::{Name, Span};

/// Hands the call to a skill group and lets it wait there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    /// The skill group.
    pub group: Name,
    /// What is looped while the caller waits; `None`: ring-back tone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub music: Option<Speech>,
    /// What is said in between, such as the position.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub announce: Option<Speech>,
    /// How often it is said. Default 30 s.
    #[serde(default = "announce_every", skip_serializing_if = "is_announce_every")]
    pub every: Span,
    /// The longest wait; `None`: without end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
    /// Where the call goes after the longest wait; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_timeout: Option<Name>,
    /// Where it goes when every member is offline or on a break; `None`: it ends with 105.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_no_agent: Option<Name>,
    /// Where it goes when the group's queue is full; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_full: Option<Name>,
    /// Where the caller goes when the agent has hung up; `None`: the call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Name>,
}

fn announce_every() -> Span {
    Span::seconds(30)
}

fn is_announce_every(span: &Span) -> bool {
    *span == announce_every()
}

impl Transfer {
    /// A transfer to a group with everything else at its default.
    pub fn to(group: Name) -> Transfer {
        Transfer {
            group,
            music: None,
            announce: None,
            every: announce_every(),
            timeout: None,
            on_timeout: None,
            on_no_agent: None,
            on_full: None,
            then: None,
        }
    }
}

impl Outline for Transfer {
    fn exits(&self) -> Vec<Exit<'_>> {
        [
            Exit::maybe("on_timeout", &self.on_timeout),
            Exit::maybe_at_once("on_no_agent", &self.on_no_agent),
            Exit::maybe_at_once("on_full", &self.on_full),
            Exit::maybe("then", &self.then),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn can_end(&self) -> bool {
        self.then.is_none()
            || self.on_no_agent.is_none()
            || self.on_full.is_none()
            || (self.timeout.is_some() && self.on_timeout.is_none())
    }

    fn speeches(&self) -> Vec<&Speech> {
        self.music.iter().chain(&self.announce).collect()
    }
}
