//! A caller's stay in a queue, from its beginning to its one exit.

use std::collections::BTreeMap;

use model::Name;
use model::config::{Node, Transfer};
use model::record::{Cause, EventKind, OfferEnd, QueueExit};

use super::offer::feed;
use super::{Offer, Ticket, Wanted, end_offer, music};
use crate::agent::SeatId;
use crate::call::{Call, Ending, Phase};
use crate::floor::{Floor, Timer};
use crate::ivr::Step;

/// What a waiting call keeps.
pub(crate) struct Waiting {
    /// The node that sent it here.
    pub(crate) node: Name,
    /// The group.
    pub(crate) group: Name,
    /// Its place.
    pub(crate) ticket: Ticket,
    /// Whoever is rung for it, by leg.
    pub(crate) offers: BTreeMap<u16, Offer>,
    /// What it hears.
    pub(crate) hears: music::Hears,
    /// Whom it is meant for.
    pub(crate) wanted: Option<Wanted>,
    /// Whether it is on its way out.
    pub(crate) leaving: bool,
}

impl Waiting {
    /// Whether anybody of the group will do.
    pub(crate) fn takes_any(&self) -> bool {
        self.wanted.as_ref().is_none_or(Wanted::takes_any)
    }

    /// The seats that it is meant for.
    pub(crate) fn seats(&self) -> Vec<SeatId> {
        self.wanted.iter().flat_map(Wanted::seats).collect()
    }

    /// Whether nobody is left to answer it.
    pub(crate) fn is_forlorn(&self, floor: &Floor) -> bool {
        let online = |seat: SeatId| floor.seats.get(&seat).is_some_and(|seat| seat.online);
        let group = floor.groups.get(&self.group);
        let of_group = self.takes_any() && group.is_some_and(|group| group.online > 0);
        !of_group && !self.seats().into_iter().any(online)
    }

    /// Whether somebody who could answer it is free.
    fn finds_free(&self, floor: &Floor) -> bool {
        let free = |seat: SeatId| floor.seats.get(&seat).is_some_and(|seat| seat.free);
        let group = floor.groups.get(&self.group);
        let of_group = self.takes_any() && group.is_some_and(|group| group.free() > 0);
        of_group || self.seats().into_iter().any(free)
    }
}

/// What a flow asks of a queue beside a place in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wish {
    /// Whom the call is meant for.
    pub(crate) wanted: Option<Wanted>,
    /// Where it goes at once if everybody is busy; `None`: it waits.
    pub(crate) on_busy: Option<Name>,
}

/// Lets a call wait in the group of a transfer node.
pub(crate) fn enqueue(
    call: &mut Call,
    floor: &mut Floor,
    node: &Name,
    transfer: &Transfer,
    wish: Wish,
) -> Step {
    let Some(group) = floor.groups.get(&transfer.group) else {
        return Step::Exception;
    };
    let (ahead, full) = (group.waiting(), group.waiting() >= group.limit);
    let ticket = floor.groups.draw();
    begin(call, floor, node, transfer, ticket, ahead, wish.wanted);
    let Some(waiting) = call.waiting_mut() else {
        return Step::Exception;
    };
    if waiting.is_forlorn(floor) {
        leave_queue(call, floor, QueueExit::NoAgent)
    } else if full {
        floor.counters.queues_full += 1;
        leave_queue(call, floor, QueueExit::Full)
    } else if let Some(next) = wish.on_busy.filter(|_| !waiting.finds_free(floor)) {
        floor.counters.queues_busy += 1;
        leave_busy(call, floor, next)
    } else {
        settle_in(call, floor, transfer);
        Step::Stayed
    }
}

/// Puts a call whose agent was lost in the middle of a talk back into the group that he had it from, ahead
/// of everybody.
pub(crate) fn requeue(call: &mut Call, floor: &mut Floor, node: &Name, group: &Name) -> Step {
    let ivr = std::sync::Arc::clone(&call.ivr);
    let Some(Node::Transfer(transfer)) = ivr.nodes.get(node) else {
        return Step::Exception;
    };
    let transfer = &Transfer {
        group: group.clone(),
        ..transfer.clone()
    };
    let Some(group) = floor.groups.get(&transfer.group) else {
        return Step::Exception;
    };
    let deserted = group.online == 0;
    let ticket = floor.groups.draw_front();
    begin(call, floor, node, transfer, ticket, 0, None);
    if deserted {
        return leave_queue(call, floor, QueueExit::NoAgent);
    }
    settle_in(call, floor, transfer);
    Step::Stayed
}

fn begin(
    call: &mut Call,
    floor: &mut Floor,
    node: &Name,
    transfer: &Transfer,
    ticket: Ticket,
    ahead: usize,
    wanted: Option<Wanted>,
) {
    let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
    call.journal(
        floor,
        EventKind::Queued {
            group: transfer.group.clone(),
            ahead,
        },
    );
    call.keys.clear();
    call.phase = Phase::Waiting(Waiting {
        node: node.clone(),
        group: transfer.group.clone(),
        ticket,
        offers: BTreeMap::new(),
        hears: music::Hears::Nothing,
        wanted,
        leaving: false,
    });
}

fn settle_in(call: &mut Call, floor: &mut Floor, transfer: &Transfer) {
    let id = call.id;
    if let Some(waiting) = call.waiting_mut() {
        floor.groups.join(id, waiting);
    }
    feed(call, floor);
    if let Some(longest) = transfer.timeout {
        floor
            .timers
            .set(Timer::Wait(call.id), floor.now.mono + longest.get());
    }
    music::begin(call, floor, transfer);
}

/// Takes a call out of its queue: every offer ends, and the caller goes where the transfer node says
/// such callers go. This is the only way out of a queue but the end of the call and an answer.
pub(crate) fn leave_queue(call: &mut Call, floor: &mut Floor, exit: QueueExit) -> Step {
    let Some(waiting) = stop_waiting(call, floor, exit, OfferEnd::Withdrawn) else {
        return Step::Stayed;
    };
    call.quiet(floor);
    let ivr = std::sync::Arc::clone(&call.ivr);
    let Some(Node::Transfer(transfer)) = ivr.nodes.get(&waiting.node) else {
        return Step::Exception;
    };
    let queue_exit = Ending::Flow(Some(Cause::QueueExit));
    let (next, otherwise) = match exit {
        QueueExit::Timeout => (&transfer.on_timeout, queue_exit),
        QueueExit::Full => (&transfer.on_full, queue_exit),
        QueueExit::NoAgent => (&transfer.on_no_agent, Ending::NoAgent),
        _ => return Step::Exception,
    };
    next.clone().map_or(Step::End(otherwise), Step::Go)
}

/// Takes a call for which nobody is free out of its queue, to where the flow wants it.
fn leave_busy(call: &mut Call, floor: &mut Floor, next: Name) -> Step {
    if stop_waiting(call, floor, QueueExit::AllBusy, OfferEnd::Withdrawn).is_none() {
        return Step::Stayed;
    }
    call.quiet(floor);
    Step::Go(next)
}

/// Ends the wait itself: offers, place and timers. The call has no phase until its user gives it one.
pub(crate) fn stop_waiting(
    call: &mut Call,
    floor: &mut Floor,
    exit: QueueExit,
    offers: OfferEnd,
) -> Option<Waiting> {
    let id = call.id;
    let waiting = call.waiting_mut()?;
    let numbers: Vec<u16> = waiting.offers.keys().copied().collect();
    // The place goes first: the end of an offer makes nobody hungry who is on the way out.
    let group = waiting.group.clone();
    waiting.leaving = true;
    floor.groups.leave(id, waiting);
    for number in numbers {
        end_offer(call, floor, number, offers, true);
    }
    floor.timers.clear(&Timer::Wait(call.id));
    floor.timers.clear(&Timer::Announce(call.id));
    call.journal(floor, EventKind::Dequeued { group, exit });
    match std::mem::replace(&mut call.phase, Phase::Moving) {
        Phase::Waiting(waiting) => Some(waiting),
        other => {
            call.phase = other;
            None
        }
    }
}
