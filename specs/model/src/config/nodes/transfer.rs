//! `transfer`: hands the call to a skill group.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::config::{Speech, Template, is_default};
use crate::{Name, Span};

/// Hands the call to a skill group and lets it wait there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Transfer {
    /// The skill group.
    pub group: Name,
    /// A customer's system that names the agents for whom the call is meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agents_from: Option<AgentsFrom>,
    /// The agent for whom it is meant, by name, staff number or email; not together with `agents_from`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Template>,
    /// What is done when none of those agents is free.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fallback: Fallback,
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
    /// Where it goes at once when nobody is free; `None`: it waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_busy: Option<Name>,
    /// Where it goes when the group's queue is full; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_full: Option<Name>,
    /// Where the caller goes when the agent has hung up; `None`: the call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<Name>,
}

/// A customer's system that names agents: it is asked with `?action=specifiedSeat&version=1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AgentsFrom {
    /// Where to; its host has no variables.
    pub url: Template,
    /// Fields that are sent beside the fixed ones.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub send: BTreeMap<String, Template>,
    /// How long it may take. Default 3 s.
    #[serde(default = "three_seconds", skip_serializing_if = "is_three_seconds")]
    pub timeout: Span,
}

/// What a caller who is meant for some agents does when none of them is free.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fallback {
    /// He waits for them.
    #[default]
    Wait,
    /// Anybody of the group will do.
    Group,
}

fn three_seconds() -> Span {
    Span::seconds(3)
}

fn is_three_seconds(span: &Span) -> bool {
    *span == three_seconds()
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
            agents_from: None,
            agent: None,
            fallback: Fallback::Wait,
            music: None,
            announce: None,
            every: announce_every(),
            timeout: None,
            on_timeout: None,
            on_no_agent: None,
            on_busy: None,
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
            Exit::maybe_at_once("on_busy", &self.on_busy),
            Exit::maybe_at_once("on_full", &self.on_full),
            Exit::maybe("then", &self.then),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        [
            &mut self.on_timeout,
            &mut self.on_no_agent,
            &mut self.on_busy,
            &mut self.on_full,
            &mut self.then,
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

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        self.music.iter_mut().chain(&mut self.announce).collect()
    }

    fn texts(&self) -> Vec<&Template> {
        let from = self.agents_from.iter();
        let from = from.flat_map(|from| [&from.url].into_iter().chain(from.send.values()));
        from.chain(&self.agent).collect()
    }
}
