//! Offers: a device is rung for a caller, until it answers or the offer comes to nothing.

use kernel::Mono;
use model::Extension;
use model::config::AfterMissed;
use model::record::{EventKind, OfferEnd};
use model::state::Presence;

use crate::agent::{Return, SeatId};
use crate::call::{self, Call, Ending};
use crate::floor::{Floor, Timer};
use crate::{LegId, Output};

/// A lease of a seat for a caller.
pub(crate) struct Offer {
    /// Whose.
    pub(crate) seat: SeatId,
    /// The phone that is rung.
    pub(crate) phone: Extension,
    /// When it began to ring.
    pub(crate) rang: Option<Mono>,
}

/// Rings a free seat for a waiting caller.
pub(crate) fn offer(call: &mut Call, floor: &mut Floor, seat: &SeatId) {
    let Some(phone) = floor.phone_to_ring(seat) else {
        return;
    };
    let Some(leg) = call.next_leg() else {
        floor.counters.legs_used_up += 1;
        return call::end(call, floor, Ending::UsedUp);
    };
    let (caller, callee) = (call.caller.clone(), call.number.as_str().to_owned());
    let Some(waiting) = call.waiting_mut() else {
        return;
    };
    let group = waiting.group.clone();
    waiting.offers.insert(
        leg.number,
        Offer {
            seat: seat.clone(),
            phone: phone.clone(),
            rang: None,
        },
    );
    let offered = EventKind::Offered {
        participant: u32::from(leg.number),
        agent: seat.agent().cloned(),
        staff_number: floor.staff_number(seat),
        phone: phone.clone(),
        group: group.clone(),
    };
    call.journal(floor, offered);
    floor.lease(seat, &phone, leg);
    let routing = floor.groups.get(&group).map(|group| &group.routing);
    let (timeout, auto_answer) = routing
        .map(|routing| (routing.ring_timeout.get(), routing.auto_answer))
        .unwrap_or_default();
    floor.timers.set(Timer::Ring(leg), floor.now.mono + timeout);
    floor.out.push_back(Output::Dial {
        leg,
        phone,
        caller,
        callee,
        auto_answer,
    });
    feed(call, floor);
}

/// Ends an offer that came to nothing. `alive`: its leg is still there and is hung up.
pub(crate) fn end_offer(
    call: &mut Call,
    floor: &mut Floor,
    number: u16,
    end: OfferEnd,
    alive: bool,
) {
    let leg = LegId {
        call: call.id,
        number,
    };
    let Some(waiting) = call.waiting_mut() else {
        return;
    };
    let Some(offer) = waiting.offers.remove(&number) else {
        return;
    };
    let group = waiting.group.clone();
    floor.timers.clear(&Timer::Ring(leg));
    if alive {
        let elsewhere = end == OfferEnd::AnsweredElsewhere;
        floor.out.push_back(Output::HangUp { leg, elsewhere });
    }
    call.journal(
        floor,
        EventKind::OfferEnded {
            participant: u32::from(number),
            end,
        },
    );
    let after = floor
        .groups
        .get(&group)
        .map(|group| group.routing.after_missed);
    floor.give_back(
        &offer.seat,
        &offer.phone,
        leg,
        consequence(end, after.unwrap_or_default()),
    );
    feed(call, floor);
}

fn consequence(end: OfferEnd, after: AfterMissed) -> Return {
    match end {
        OfferEnd::NoAnswer | OfferEnd::Rejected => Return::Missed(match after {
            AfterMissed::Idle => None,
            AfterMissed::NotReady => Some(Presence::NotReady),
            AfterMissed::Break => Some(Presence::Break),
        }),
        OfferEnd::Failed => Return::Failed,
        OfferEnd::AnsweredElsewhere | OfferEnd::CallerGone | OfferEnd::Withdrawn => {
            Return::Innocent
        }
    }
}

/// Tells a caller's group whether he can be given a (further) seat. Of agents whom the flow named one
/// is rung after the other.
pub(crate) fn feed(call: &mut Call, floor: &mut Floor) {
    let id = call.id;
    let Some(waiting) = call.waiting_mut().filter(|waiting| !waiting.leaving) else {
        return;
    };
    let most = match (&waiting.wanted, floor.groups.get(&waiting.group)) {
        (None, Some(group)) => group.ringing,
        _ => 1,
    };
    let hungry = waiting.offers.len() < most;
    floor.groups.set_hungry(id, waiting, hungry);
}

/// Withdraws the offers of a call that a new configuration no longer allows.
pub(crate) fn review(call: &mut Call, floor: &mut Floor) {
    let Some(waiting) = call.waiting_mut() else {
        return;
    };
    let allowed = |offer: &Offer| {
        let meant = waiting.seats().contains(&offer.seat);
        floor.seats.get(&offer.seat).is_some_and(|seat| {
            (meant || seat.groups.contains(&waiting.group)) && seat.phones.contains(&offer.phone)
        })
    };
    let withdrawn = waiting.offers.iter().filter(|(_, offer)| !allowed(offer));
    let withdrawn: Vec<u16> = withdrawn.map(|(number, _)| *number).collect();
    for number in withdrawn {
        end_offer(call, floor, number, OfferEnd::Withdrawn, true);
    }
    feed(call, floor);
}
