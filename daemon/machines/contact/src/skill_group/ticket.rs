//! A caller's place in a queue.

/// A number drawn on arrival in any queue; lower ones are served first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Ticket {
    /// One who lost his agent in the middle of the talk: ahead of everybody.
    Returned(u64),
    /// Anybody else.
    Arrived(u64),
}
