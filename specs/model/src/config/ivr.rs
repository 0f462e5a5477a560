//! Call flows: named nodes, each with one meaning and named exits.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Speech;
use crate::{Key, Name, Span};

/// One flow. Every name in it is that of one of its nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ivr {
    /// Where a call begins.
    pub start: Name,
    /// The nodes by name.
    pub nodes: BTreeMap<Name, Node>,
    /// Where a call goes when a node cannot do its work (a resource it names is gone); `None`: the
    /// call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_exception: Option<Name>,
}

/// One node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Node {
    /// Plays something and goes on (I2).
    Play(Play),
    /// Asks for a key (I3).
    Menu(Menu),
    /// Hands the call to a skill group (I6).
    Transfer(Transfer),
    /// Ends the call (I1).
    End(End),
}

/// Plays something and goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Play {
    /// What is played.
    pub speech: Speech,
    /// Whether a key cuts it short.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub interruptible: bool,
    /// How often it is played, 1 to 10.
    #[serde(default = "once", skip_serializing_if = "is_once")]
    pub times: u32,
    /// The node after it.
    pub next: Name,
}

fn once() -> u32 {
    1
}

fn is_once(times: &u32) -> bool {
    *times == 1
}

/// Asks for a key and branches on it. One counter counts time-outs and wrong keys together; when it
/// reaches `max_errors` the call leaves by `exhausted`, or ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Menu {
    /// What is asked; a key cuts it short.
    pub speech: Speech,
    /// The wait for a key after the prompt. Default 5 s.
    #[serde(default = "menu_timeout", skip_serializing_if = "is_menu_timeout")]
    pub timeout: Span,
    /// The failure on which the call leaves: with 3, the third. Default 3.
    #[serde(default = "three", skip_serializing_if = "is_three")]
    pub max_errors: u32,
    /// The branches.
    pub keys: BTreeMap<Key, Choice>,
    /// What happens when no key comes.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub on_timeout: Reaction,
    /// What happens on a key without a branch.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub on_error: Reaction,
    /// Where the call goes after `max_errors` failures; `None`: it ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exhausted: Option<Name>,
}

fn menu_timeout() -> Span {
    Span::seconds(5)
}

fn is_menu_timeout(span: &Span) -> bool {
    *span == menu_timeout()
}

fn three() -> u32 {
    3
}

fn is_three(count: &u32) -> bool {
    *count == 3
}

/// One branch of a menu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What the branch is called in the record's path; `None`: the key itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The node it leads to.
    pub next: Name,
}

/// What a menu does about a failed try.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Reaction {
    /// What is said about it before the call goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub play: Option<Speech>,
    /// Where the call goes then; `None`: the menu asks again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Name>,
}

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

/// Ends the call.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct End {
    /// What is said before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speech: Option<Speech>,
}
