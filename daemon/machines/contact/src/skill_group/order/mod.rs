//! Which free seat of a group is offered the next call: one file for each order.

mod longest_idle;

use model::config::Order;

use crate::agent::Seat;

/// A free seat's place in the order of its group: the lowest is offered first.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Rank(pub(super) u64);

/// The place that a seat has under an order when it becomes free.
pub(crate) fn rank(order: Order, seat: &Seat) -> Rank {
    match order {
        Order::LongestIdle => longest_idle::rank(seat),
    }
}
