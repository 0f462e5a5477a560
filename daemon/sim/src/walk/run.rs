//! What is known of a walk when it stops.

use std::time::Duration;

use kernel::Mono;
use model::Name;
use model::ask::Reply;
use model::record::CallRecord;

use super::Question;

/// Where a walk stops.
#[derive(Clone, Debug, PartialEq)]
pub enum Stop {
    /// At a question that its choices do not answer.
    Question(Question),
    /// The call is over.
    Over(Box<CallRecord>),
    /// Nothing more happens for hours, and the call is up.
    Held,
}

/// A node that was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: Mono,
    /// Which.
    pub node: Name,
}

/// Something that the caller did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// When he began.
    pub at: Mono,
    /// The keys that he pressed; none: he hung up.
    pub keys: String,
    /// In which node.
    pub node: Name,
    /// How many nodes had been entered by then.
    pub entries: usize,
    /// Whether he had let that node ask in vain before.
    pub late: bool,
}

/// A walk that has stopped.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where.
    pub stop: Stop,
    /// What decides how the call goes on; empty if it does not.
    pub standing: String,
    /// The nodes that were entered, in order.
    pub entered: Vec<Entry>,
    /// What the caller did, in order.
    pub deeds: Vec<Deed>,
    /// What customers' systems were asked, without queries, and answered.
    pub replies: Vec<(String, Reply)>,
    /// Whether somebody has talked with the caller.
    pub person: bool,
    /// Whether he has left a message.
    pub message: bool,
    /// Whether the last that was said to him ended as the call did.
    pub word: bool,
    /// The node in which the call became longer than allowed, without anybody who had talked with him.
    pub long: Option<Name>,
    /// How long the call was up.
    pub took: Duration,
}
