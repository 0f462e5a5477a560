//! What can happen in more than one way, and the ways.

use model::ask::Reply;
use model::{Extension, Name};

/// What a walk cannot go on without knowing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// What the caller does in a node that asks him.
    Keys(Name),
    /// What a customer's system answers to a node.
    Reply {
        /// The node.
        node: Name,
        /// Where it is asked, without a query.
        url: String,
    },
    /// Who is there in a group. It holds for the whole call.
    Group(Name),
    /// What happens at one of the center's phones. It holds for the whole call.
    Phone(Extension),
    /// What happens at a number outside. It holds for the whole call.
    Outside(String),
}

/// One way.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// The caller presses these keys.
    Press(String),
    /// He presses none.
    Silence,
    /// The customer's system answers so.
    Reply(Reply),
    /// The group is so.
    Group(Name, Staff),
    /// The phone is so.
    Phone(Extension, Callee),
    /// The number outside is so.
    Outside(String, Callee),
}

impl Choice {
    /// Whether it is the caller who does it.
    pub const fn is_his(&self) -> bool {
        matches!(self, Choice::Press(_) | Choice::Silence)
    }

    /// Whether it holds for the whole call, from before its beginning.
    pub const fn holds_throughout(&self) -> bool {
        matches!(
            self,
            Choice::Group(..) | Choice::Phone(..) | Choice::Outside(..)
        )
    }
}

/// Who is there in a group.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Staff {
    /// Somebody who answers.
    Answers,
    /// Somebody whose phone rings, and who never answers.
    Silent,
    /// Nobody.
    Nobody,
    /// Somebody who talks with another caller for as long as this one waits.
    Busy,
    /// The same, and as many wait before him as may.
    Full,
}

impl Staff {
    /// All of them.
    pub const ALL: [Staff; 5] = [
        Staff::Answers,
        Staff::Silent,
        Staff::Nobody,
        Staff::Busy,
        Staff::Full,
    ];
}

/// What whoever is called past the queues does.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Callee {
    /// He answers.
    Answers,
    /// It rings, and he never answers.
    NoAnswer,
    /// He is in a call.
    Busy,
    /// He cannot be reached.
    Unreachable,
}

impl Callee {
    /// All of them.
    pub const ALL: [Callee; 4] = [
        Callee::Answers,
        Callee::NoAnswer,
        Callee::Busy,
        Callee::Unreachable,
    ];
}
