//! A caller's stay in a queue, from its beginning to its one exit.

use std::collections::BTreeMap;

use model::Name;
use model::config::{Node, Transfer};
use model::record::{Cause, EventKind, OfferEnd, QueueExit};

use super::{Offer, Ticket, end_offer, music};
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
}

/// Lets a call wait in the group of a transfer node.
pub(crate) fn enqueue(
    call: &mut Call,
    floor: &mut Floor,
    node: &Name,
    transfer: &Transfer,
) -> Step {
    let Some(group) = floor.groups.get(&transfer.group) else {
        return Step::Exception;
    };
    let (ahead, full, deserted) = (
        group.waiting(),
        group.waiting() >= group.limit,
        group.online == 0,
    );
    let ticket = floor.groups.draw();
    begin(call, floor, node, transfer, ticket, ahead);
    if deserted {
        leave_queue(call, floor, QueueExit::NoAgent)
    } else if full {
        floor.counters.queues_full += 1;
        leave_queue(call, floor, QueueExit::Full)
    } else {
        settle_in(call, floor, transfer);
        Step::Stayed
    }
}

/// Puts a call whose agent was lost in the middle of a talk back, ahead of everybody.
pub(crate) fn requeue(call: &mut Call, floor: &mut Floor, node: &Name) -> Step {
    let ivr = std::sync::Arc::clone(&call.ivr);
    let Some(Node::Transfer(transfer)) = ivr.nodes.get(node) else {
        return Step::Exception;
    };
    let Some(group) = floor.groups.get(&transfer.group) else {
        return Step::Exception;
    };
    let deserted = group.online == 0;
    let ticket = floor.groups.draw_front();
    begin(call, floor, node, transfer, ticket, 0);
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
    });
}

fn settle_in(call: &mut Call, floor: &mut Floor, transfer: &Transfer) {
    let id = call.id;
    if let Some(waiting) = call.waiting_mut() {
        floor.groups.join(&waiting.group, waiting.ticket, id);
    }
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

/// Ends the wait itself: offers, place and timers. The call has no phase until its user gives it one.
pub(crate) fn stop_waiting(
    call: &mut Call,
    floor: &mut Floor,
    exit: QueueExit,
    offers: OfferEnd,
) -> Option<Waiting> {
    let numbers: Vec<u16> = call.waiting_mut()?.offers.keys().copied().collect();
    // The place goes first: the end of an offer makes nobody hungry who is on the way out.
    let (group, ticket) = call.waiting_mut().map(|it| (it.group.clone(), it.ticket))?;
    floor.groups.leave(&group, ticket);
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
