//! Skill groups: who waits, who is free, and who gets whom.
//!
//! Callers are served in strict order of arrival; one whose agent's device broke goes to the front.
//! Each group keeps its waiting callers and its free seats in order, so that no event looks at all
//! calls or all agents. An offer is a lease of a seat: it has a deadline and always ends. Between
//! two inputs no free seat is left beside a caller who could have it ([`settle`]).

mod desk;
mod group;
mod music;
mod offer;
mod order;
mod precedence;
mod queue;
mod reform;
mod settle;
mod ticket;
mod view;
mod wanted;

use group::Group;

pub(crate) use desk::Desk;
pub(crate) use music::{announce, heard};
pub(crate) use offer::{Offer, end_offer, offer, review};
pub(crate) use queue::{Waiting, Wish, enqueue, leave_queue, requeue, stop_waiting};
pub(crate) use ticket::Ticket;
pub use view::QueueStatus;
pub(crate) use wanted::{Otherwise, Wanted};
