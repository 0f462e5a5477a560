//! Which free seat of a group is offered the next call: one file for each order.

mod fewest_calls;
mod longest_idle;
mod priority;

use kernel::Mono;
use model::config::{Order, Priority};

/// A free seat's place in the order of its group: the lowest is offered first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Rank(pub(super) u32, pub(super) u64);

/// What orders go by.
pub(crate) struct Candidate {
    /// Since when the seat is idle.
    pub(crate) idle_since: Mono,
    /// Its priority in the group.
    pub(crate) priority: Priority,
    /// Calls that it has taken since midnight.
    pub(crate) calls: u32,
}

/// The place that a seat has under an order when it becomes free.
pub(crate) fn rank(order: Order, of: &Candidate) -> Rank {
    match order {
        Order::LongestIdle => longest_idle::rank(of),
        Order::FewestCalls => fewest_calls::rank(of),
        Order::Priority => priority::rank(of),
    }
}

/// What midnight makes of a place; `None`: no place of that order changes.
pub(crate) fn overnight(order: Order) -> Option<fn(Rank) -> Rank> {
    match order {
        Order::FewestCalls => Some(fewest_calls::overnight),
        Order::LongestIdle | Order::Priority => None,
    }
}
