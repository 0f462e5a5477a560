//! What a call makes of the events of its legs.

use model::Key;
use model::ask::Reply;
use model::record::{Cause, EventKind, OfferEnd};

use super::{Call, Ending, Phase, dialling, end, talk, transfer};
use crate::floor::Floor;
use crate::ivr::{self, Heard, Step};
use crate::skill_group::{self, end_offer};
use crate::{DialCause, LegEvent, PlayEnd, PlayId, Release};

/// Something happened on a leg. Whatever cannot happen there is counted and changes nothing.
pub(crate) fn hear(call: &mut Call, floor: &mut Floor, number: u16, event: LegEvent) {
    if number == call.customer().number {
        of_customer(call, floor, event);
    } else if call.offer(number).is_some() {
        of_offer(call, floor, number, event);
    } else if call.dials(number) {
        dialling::hear(call, floor, event);
    } else if transfer::is_by(call, number) {
        transfer::hear(call, floor, event);
    } else if matches!(&call.phase, Phase::Talking(talk) if talk.leg == number) {
        of_other(call, floor, event);
    } else {
        floor.counters.stray_events += 1;
    }
}

/// A call waited too long in its node, or for its answer to be established.
pub(crate) fn late(call: &mut Call, floor: &mut Floor) {
    match call.phase {
        Phase::Answering | Phase::Dialling(_) => end(call, floor, Ending::CallerBroke),
        Phase::Staying(_) => ivr::hear(call, floor, Heard::Late),
        _ => {}
    }
}

/// The answer to a question of the call, which is for the node that asked it.
pub(crate) fn replied(call: &mut Call, floor: &mut Floor, number: u32, reply: Reply) {
    if !call.asks.close(number) {
        floor.counters.stray_events += 1;
        return;
    }
    ivr::hear(call, floor, Heard::Replied(reply));
}

fn of_customer(call: &mut Call, floor: &mut Floor, event: LegEvent) {
    match event {
        LegEvent::Up if matches!(call.phase, Phase::Answering) => accepted(call, floor),
        LegEvent::Up if call.answers() => {
            call.accepted = Some(floor.now.mono);
            call.journal(floor, EventKind::Accepted);
            dialling::connect(call, floor);
        }
        LegEvent::Quiet(recording) if call.leaves(recording) => {
            ivr::hear(call, floor, Heard::Late);
        }
        LegEvent::Up | LegEvent::Ringing | LegEvent::Early | LegEvent::Quiet(_) => {
            floor.counters.stray_events += 1;
        }
        LegEvent::Gone(Release::HungUp) => {
            call.customer = false;
            end(call, floor, Ending::CallerHungUp);
        }
        LegEvent::Failed(DialCause::NoRoom) => {
            call.customer = false;
            end(call, floor, Ending::Cut(Cause::Overload));
        }
        LegEvent::Gone(Release::Broken) | LegEvent::Failed(_) => {
            call.customer = false;
            end(call, floor, Ending::CallerBroke);
        }
        LegEvent::NoMedia => end(call, floor, Ending::Cut(Cause::NoMedia)),
        LegEvent::Digit(key) => pressed(call, floor, key),
        LegEvent::Played(play, how) => played(call, floor, play, how),
    }
}

fn accepted(call: &mut Call, floor: &mut Floor) {
    call.accepted = Some(floor.now.mono);
    call.journal(floor, EventKind::Accepted);
    // Where the flow begins, or where those begin who are turned away.
    let start = Step::Go(call.node.clone());
    ivr::go(call, floor, start);
}

fn pressed(call: &mut Call, floor: &mut Floor, key: Key) {
    match call.phase {
        Phase::Answering => call.keys.push(key, &mut floor.counters),
        Phase::Staying(_) => ivr::hear(call, floor, Heard::Key(key)),
        _ => floor.counters.keys_ignored += 1,
    }
}

fn played(call: &mut Call, floor: &mut Floor, play: PlayId, how: PlayEnd) {
    if call.playing != Some(play) {
        floor.counters.stray_events += 1;
        return;
    }
    call.playing = None;
    match call.phase {
        Phase::Staying(_) => ivr::hear(call, floor, Heard::Played),
        Phase::Waiting(_) => skill_group::heard(call, floor, how),
        _ => {}
    }
}

fn of_offer(call: &mut Call, floor: &mut Floor, number: u16, event: LegEvent) {
    match event {
        LegEvent::Ringing => rings(call, floor, number),
        LegEvent::Up => talk::answered(call, floor, number),
        LegEvent::Failed(cause) => end_offer(call, floor, number, of_dial(cause), false),
        LegEvent::Gone(Release::HungUp) => {
            end_offer(call, floor, number, OfferEnd::Rejected, false);
        }
        LegEvent::Gone(Release::Broken) => end_offer(call, floor, number, OfferEnd::Failed, false),
        LegEvent::NoMedia => end_offer(call, floor, number, OfferEnd::Failed, true),
        LegEvent::Digit(_) => floor.counters.keys_ignored += 1,
        LegEvent::Early | LegEvent::Played(..) | LegEvent::Quiet(_) => {
            floor.counters.stray_events += 1;
        }
    }
}

fn rings(call: &mut Call, floor: &mut Floor, number: u16) {
    let now = floor.now.mono;
    let offer = call
        .waiting_mut()
        .and_then(|waiting| waiting.offers.get_mut(&number));
    if let Some(offer) = offer.filter(|offer| offer.rang.is_none()) {
        offer.rang = Some(now);
        call.journal(
            floor,
            EventKind::Ringing {
                participant: u32::from(number),
            },
        );
    }
}

fn of_dial(cause: DialCause) -> OfferEnd {
    match cause {
        // Telephones say "busy" when their user rejects a call.
        DialCause::Busy | DialCause::Rejected => OfferEnd::Rejected,
        DialCause::NoAnswer => OfferEnd::NoAnswer,
        _ => OfferEnd::Failed,
    }
}

fn of_other(call: &mut Call, floor: &mut Floor, event: LegEvent) {
    match event {
        LegEvent::Gone(Release::HungUp) => talk::other_hung_up(call, floor),
        LegEvent::Gone(Release::Broken) | LegEvent::Failed(_) => talk::broke(call, floor, false),
        LegEvent::NoMedia => talk::broke(call, floor, true),
        LegEvent::Digit(_) => floor.counters.keys_ignored += 1,
        LegEvent::Ringing
        | LegEvent::Early
        | LegEvent::Up
        | LegEvent::Played(..)
        | LegEvent::Quiet(_) => floor.counters.stray_events += 1,
    }
}
