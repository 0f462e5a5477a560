//! What every node that asks the caller for keys has: a question, a time for the answer, and a limit for
//! failed tries (I16).

use serde::{Deserialize, Serialize};

use super::Exit;
use crate::config::{Speech, is_default};
use crate::{Name, Span};

/// A question, and what becomes of a caller who does not answer it. One counter counts time-outs and
/// wrong answers together, unless `counting` says otherwise; when it reaches `max_errors` the call leaves
/// by `exhausted`, or ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asking {
    /// What is asked; a key cuts it short.
    pub speech: Speech,
    /// The wait for a key after the question, and between two keys. Default 5 s.
    #[serde(default = "five_seconds", skip_serializing_if = "is_five_seconds")]
    pub timeout: Span,
    /// The failure on which the call leaves: with 3, the third. Default 3.
    #[serde(default = "three", skip_serializing_if = "is_three")]
    pub max_errors: u32,
    /// What happens when no key comes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_timeout: Reaction,
    /// What happens on a wrong answer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on_error: Reaction,
    /// Where the call goes after `max_errors` failures; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhausted: Option<Name>,
    /// How failures are counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub counting: Counting,
}

/// What is done about a failed try.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reaction {
    /// What is said about it before the call goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub play: Option<Speech>,
    /// Where the call goes then; `None`: after a time-out of a menu to the node before it, else the question is
    /// asked again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Name>,
}

/// How failures are counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counting {
    /// Which nodes count together.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Scope,
    /// Whether time-outs and wrong answers have a counter each.
    #[serde(default, skip_serializing_if = "is_default")]
    pub separate: bool,
    /// The variable of the call that holds the count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub into: Option<Name>,
}

/// Which nodes count failures together. An answer that fits sets the counter of a node back; that of a
/// flow or a call goes on.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Each node by itself.
    #[default]
    Node,
    /// All nodes of the flow that say so.
    Flow,
    /// All nodes of all flows of the call that say so.
    Call,
}

impl Asking {
    /// A question with everything else at its default.
    pub fn new(speech: Speech) -> Asking {
        Asking {
            speech,
            timeout: five_seconds(),
            max_errors: three(),
            on_timeout: Reaction::default(),
            on_error: Reaction::default(),
            exhausted: None,
            counting: Counting::default(),
        }
    }

    /// The ways out of a question that is not answered.
    pub fn exits(&self) -> Vec<Exit<'_>> {
        [
            Exit::maybe("on_timeout.next", &self.on_timeout.next),
            Exit::maybe("on_error.next", &self.on_error.next),
            Exit::maybe("exhausted", &self.exhausted),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The nodes to which they lead, in the same order.
    pub fn exits_mut(&mut self) -> Vec<&mut Name> {
        [
            &mut self.on_timeout.next,
            &mut self.on_error.next,
            &mut self.exhausted,
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// Whether a call can end because nobody answers. Failures are counted wherever they lead, so that the
    /// last one comes.
    pub fn can_end(&self) -> bool {
        self.exhausted.is_none()
    }

    /// The ways out for a caller who presses nothing.
    pub fn unanswered(&self) -> impl Iterator<Item = &Name> {
        self.on_timeout.next.iter().chain(&self.exhausted)
    }

    /// The question and what is said about failures.
    pub fn speeches(&self) -> Vec<&Speech> {
        [
            Some(&self.speech),
            self.on_timeout.play.as_ref(),
            self.on_error.play.as_ref(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The same, to be changed.
    pub fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        [
            Some(&mut self.speech),
            self.on_timeout.play.as_mut(),
            self.on_error.play.as_mut(),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

fn five_seconds() -> Span {
    Span::seconds(5)
}

fn is_five_seconds(span: &Span) -> bool {
    *span == five_seconds()
}

fn three() -> u32 {
    3
}

fn is_three(count: &u32) -> bool {
    *count == 3
}
