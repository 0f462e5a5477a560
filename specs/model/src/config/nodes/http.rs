//! `http`: asks a customer's system for values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::config::{Speech, Template};
use crate::{Name, Span};

/// Asks a customer's system for values: a POST of a JSON object, answered by one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Http {
    /// Where to; its host has no variables.
    pub url: Template,
    /// The fields that are sent, all of them texts.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub send: BTreeMap<String, Template>,
    /// How long each try may take. Default 5 s.
    #[serde(default = "five_seconds", skip_serializing_if = "is_five_seconds")]
    pub timeout: Span,
    /// How many tries may fail. Default 1.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub max_errors: u8,
    /// What is taken from the answer, by variable.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub receive: BTreeMap<Name, Received>,
    /// What is looped while the caller waits; `None`: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub music: Option<Speech>,
    /// Where the call goes when no answer could be read; `None`: to `next`, with the defaults.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_failure: Option<Name>,
    /// The node after it.
    pub next: Name,
}

/// What a variable takes from an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// The field of the answer; `data.0.level` is inside of others.
    pub field: String,
    /// The value of the variable if the answer has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub default: String,
}

fn five_seconds() -> Span {
    Span::seconds(5)
}

fn is_five_seconds(span: &Span) -> bool {
    *span == five_seconds()
}

fn one() -> u8 {
    1
}

fn is_one(count: &u8) -> bool {
    *count == 1
}

impl Outline for Http {
    fn exits(&self) -> Vec<Exit<'_>> {
        let next = [Exit::late("next", &self.next)];
        let failure = Exit::maybe("on_failure", &self.on_failure);
        next.into_iter().chain(failure).collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        let next = [&mut self.next].into_iter();
        next.chain(&mut self.on_failure).collect()
    }

    fn can_end(&self) -> bool {
        false
    }

    fn speeches(&self) -> Vec<&Speech> {
        self.music.iter().collect()
    }

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        self.music.iter_mut().collect()
    }

    fn texts(&self) -> Vec<&Template> {
        [&self.url].into_iter().chain(self.send.values()).collect()
    }

    fn sets(&self) -> Vec<&Name> {
        self.receive.keys().collect()
    }
}
