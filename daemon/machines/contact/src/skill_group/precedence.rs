//! Who is offered a caller. This is the whole precedence, read from top to bottom: whoever is on the
//! blacklist is no caller at all, and then comes
//!
//! 1. an agent whom the flow named for this caller,
//! 2. the agent who served him last, where the group wants that (feature Q3),
//! 3. whoever is next under the group's order (feature Q2).
//!
//! Of those only somebody who is free is offered anything.

use model::Name;

use super::Waiting;
use crate::agent::SeatId;
use crate::floor::Floor;

/// The free seat that a waiting caller is offered next.
pub(super) fn seat_for(floor: &mut Floor, waiting: &Waiting, caller: &str) -> Option<SeatId> {
    named(floor, waiting)
        .or_else(|| last_agent(floor, waiting, caller))
        .or_else(|| in_order(floor, waiting))
}

fn named(floor: &Floor, waiting: &Waiting) -> Option<SeatId> {
    waiting
        .seats()
        .into_iter()
        .find(|seat| is_free(floor, seat))
}

fn last_agent(floor: &Floor, waiting: &Waiting, caller: &str) -> Option<SeatId> {
    let group = floor.groups.get(&waiting.group)?;
    if !group.routing.last_agent || !waiting.takes_any() {
        return None;
    }
    let (agent, at) = floor.past.last_agent(caller)?;
    let ago = floor.now.wall.duration_since(at).unsigned_abs();
    let recent = ago <= group.routing.last_agent_within.get();
    let seat = SeatId::Agent(Name::clone(agent));
    let serves = recent && group.members.contains_key(&seat) && is_free(floor, &seat);
    serves.then_some(seat)
}

fn in_order(floor: &mut Floor, waiting: &Waiting) -> Option<SeatId> {
    let any = waiting.takes_any();
    any.then(|| floor.groups.next_seat(&waiting.group))
        .flatten()
}

fn is_free(floor: &Floor, seat: &SeatId) -> bool {
    floor.seats.get(seat).is_some_and(|seat| seat.free)
}
