//! Somebody is called past every queue: a node of the flow has dialled one of our phones or a number
//! outside, or the caller has, at a phone of ours.
//!
//! One leg rings at a time, for as long as whoever dialled says and no longer. What it holds (a seat, a
//! channel of a trunk) it holds as a lease: it is given back when the leg fails, when its time is over,
//! when its phone goes, and when the caller does. A caller who is in a flow is up and hears music or a
//! ring-back tone meanwhile; one at a phone of ours has no answer yet, hears what his phone makes of a
//! 180, and is answered as soon as the other side is.

use std::time::Duration;

use kernel::Mono;
use model::config::Node;
use model::record::{DiversionReason, EndStatus, EventKind};
use model::{DialString, Extension, Name, phone_number};

use super::party::Party;
use super::talk::{self, Answer};
use super::transfer::{self, Transfer};
use super::{Call, Ending, Phase};
use crate::agent::Return;
use crate::floor::{Floor, Timer};
use crate::ivr::{self, Step};
use crate::{DialCause, LegEvent, Output, Release, limits};

/// What a call keeps while somebody is called for it.
pub(crate) struct Dialling {
    /// The leg that rings.
    pub(crate) leg: u16,
    pub(crate) party: Party,
    /// The node that dialled; `None`: the caller did, at his phone.
    node: Option<Name>,
    rang: Option<Mono>,
    /// Whether the caller hears what comes from there.
    early: bool,
    /// Whether it is answered there, and what lacks is that the caller is.
    up: bool,
    /// The transfer that it is part of.
    pub(super) transfer: Option<Transfer>,
}

impl Dialling {
    /// Whether somebody hands his caller over, and is still there.
    pub(super) fn hands_over(&self) -> bool {
        self.transfer.as_ref().is_some_and(Transfer::has_its_user)
    }
}

/// A number outside, and how it is dialled.
pub(crate) struct Outside {
    pub(crate) number: String,
    pub(crate) trunk: Name,
    pub(crate) caller: DialString,
}

/// Why nobody is called.
pub(crate) enum Undialled {
    /// He cannot be.
    Unreached(DialCause),
    /// The center's own rules are against it.
    Denied(EndStatus),
}

impl Undialled {
    /// What a flow makes of it.
    pub(crate) fn cause(&self) -> DialCause {
        match self {
            Undialled::Unreached(cause) => *cause,
            Undialled::Denied(_) => DialCause::Failed,
        }
    }
}

/// Calls a phone of ours past every queue.
pub(crate) fn phone(
    call: &mut Call,
    floor: &mut Floor,
    phone: &Extension,
    node: Option<&Name>,
    longest: Duration,
) -> Result<(), Undialled> {
    let seat = floor.reach(phone).map_err(Undialled::Unreached)?;
    let party = Party::Seat {
        seat,
        phone: phone.clone(),
        group: None,
    };
    let (caller, callee) = call.numbers();
    let phone = phone.clone();
    begin(call, floor, party, node, longest, |leg| Output::Dial {
        leg,
        phone,
        caller,
        callee,
        auto_answer: false,
    })
}

/// Calls a number outside, if the center's rules allow it and the trunk has room.
pub(crate) fn outside(
    call: &mut Call,
    floor: &mut Floor,
    to: Outside,
    node: Option<&Name>,
    longest: Duration,
) -> Result<(), Undialled> {
    permit(floor, &to)?;
    floor.counters.dialled_out += 1;
    let party = Party::Outside {
        number: to.number.clone(),
        trunk: to.trunk.clone(),
        shown: to.caller.clone(),
    };
    let forwarded = call.forwarded(DiversionReason::Unconditional);
    begin(call, floor, party, node, longest, |leg| Output::DialOut {
        leg,
        trunk: to.trunk,
        number: to.number,
        caller: to.caller,
        forwarded,
    })
}

/// Toll fraud has a ceiling, whoever dials: numbers that are never dialled, and so many a minute.
pub(crate) fn permit(floor: &mut Floor, to: &Outside) -> Result<(), Undialled> {
    let digits = to.number.strip_prefix('+').unwrap_or(&to.number);
    let spelled = !digits.is_empty()
        && digits.len() <= limits::NUMBER
        && digits
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'*' | b'#'));
    if !spelled {
        return Err(Undialled::Unreached(DialCause::NotANumber));
    }
    if !floor.config.trunks.contains_key(&to.trunk) {
        return Err(Undialled::Unreached(DialCause::Failed));
    }
    if !floor.load.has_way_out(&floor.config, &to.trunk, &to.caller) {
        return Err(Undialled::Unreached(DialCause::NoRoom));
    }
    let center = &floor.config.center;
    let normal = phone_number::normalise(&to.number);
    let abroad =
        normal.starts_with("00") || (normal.starts_with('+') && !normal.starts_with("+86"));
    let never = |start: &String| {
        to.number.starts_with(start.as_str()) || normal.starts_with(start.as_str())
    };
    if (abroad && !center.dial_abroad) || center.dial_never.iter().any(never) {
        floor.counters.dials_denied += 1;
        return Err(Undialled::Denied(EndStatus::RestrictedCallee));
    }
    if !floor.dialled_out.take(floor.now.mono) {
        floor.counters.dials_too_many += 1;
        return Err(Undialled::Denied(EndStatus::TooManyRequest));
    }
    Ok(())
}

/// Rings somebody: a leg, a lease, and the time that it lasts.
pub(super) fn begin(
    call: &mut Call,
    floor: &mut Floor,
    party: Party,
    node: Option<&Name>,
    longest: Duration,
    dial: impl FnOnce(crate::LegId) -> Output,
) -> Result<(), Undialled> {
    let Some(leg) = call.next_leg() else {
        floor.counters.legs_used_up += 1;
        return Err(Undialled::Unreached(DialCause::NoRoom));
    };
    let (staff_number, trunk) = match &party {
        Party::Seat { seat, .. } => (floor.staff_number(seat), None),
        Party::Outside { trunk, .. } => (None, Some(trunk.clone())),
    };
    let dialled = EventKind::Dialled {
        participant: u32::from(leg.number),
        agent: party.agent().cloned(),
        staff_number,
        phone: party.phone().cloned(),
        number: party.number().cloned(),
        trunk,
    };
    call.journal(floor, dialled);
    party.lease(floor, leg);
    floor.timers.clear(&Timer::Node(call.id));
    floor.timers.set(Timer::Ring(leg), floor.now.mono + longest);
    floor.out.push_back(dial(leg));
    call.keys.clear();
    call.phase = Phase::Dialling(Dialling {
        leg: leg.number,
        party,
        node: node.cloned(),
        rang: None,
        early: false,
        up: false,
        transfer: None,
    });
    Ok(())
}

/// Something happened on the leg that rings.
pub(crate) fn hear(call: &mut Call, floor: &mut Floor, event: LegEvent) {
    match event {
        LegEvent::Ringing => rings(call, floor),
        LegEvent::Early => early(call, floor),
        LegEvent::Up => answered(call, floor),
        LegEvent::Failed(cause) => not_reached(call, floor, cause, false),
        LegEvent::Gone(Release::HungUp) => not_reached(call, floor, DialCause::Rejected, false),
        LegEvent::Gone(Release::Broken) => not_reached(call, floor, DialCause::Failed, false),
        LegEvent::NoMedia => not_reached(call, floor, DialCause::Failed, true),
        LegEvent::Digit(_) => floor.counters.keys_ignored += 1,
        LegEvent::Played(..) | LegEvent::Quiet(_) => floor.counters.stray_events += 1,
    }
}

fn rings(call: &mut Call, floor: &mut Floor) {
    let now = floor.now.mono;
    let Some(dialling) = call.dialling_mut().filter(|it| it.rang.is_none()) else {
        return;
    };
    dialling.rang = Some(now);
    let participant = u32::from(dialling.leg);
    call.journal(floor, EventKind::Ringing { participant });
    if call.accepted.is_none() {
        floor.out.push_back(Output::Ring(call.customer()));
    }
}

/// What the other side's network says before an answer is worth hearing: why nobody answers. Whoever
/// calls at a phone of ours hears it before he is answered himself.
fn early(call: &mut Call, floor: &mut Floor) {
    if call.accepted.is_none() && call.dialling_mut().is_some_and(|it| !it.early && !it.up) {
        rings(call, floor);
        floor.out.push_back(Output::Progress(call.customer()));
    }
    let Some(dialling) = call.dialling_mut().filter(|it| !it.early) else {
        return;
    };
    dialling.early = true;
    let leg = dialling.leg;
    call.quiet(floor);
    let bridge = Output::Bridge(call.customer(), call.leg(leg));
    floor.out.push_back(bridge);
}

/// It is answered there. A caller at a phone of ours is answered first.
fn answered(call: &mut Call, floor: &mut Floor) {
    if call.accepted.is_some() {
        return connect(call, floor);
    }
    let (id, customer) = (call.id, call.customer());
    let Some(dialling) = call.dialling_mut().filter(|it| !it.up) else {
        return;
    };
    dialling.up = true;
    let leg = dialling.leg;
    floor.timers.clear(&Timer::Ring(call.leg(leg)));
    floor
        .timers
        .set(Timer::Node(id), floor.now.mono + limits::ANSWER);
    floor.out.push_back(Output::Accept(customer));
}

impl Call {
    /// Whether all that lacks for a talk is that the caller, at a phone of ours, is answered.
    pub(super) fn answers(&self) -> bool {
        matches!(&self.phase, Phase::Dialling(dialling) if dialling.up)
    }
}

/// Both sides are up.
pub(crate) fn connect(call: &mut Call, floor: &mut Floor) {
    let Some(dialling) = take(call) else {
        return;
    };
    let leg = call.leg(dialling.leg);
    floor.timers.clear(&Timer::Ring(leg));
    floor.timers.clear(&Timer::Node(call.id));
    dialling.party.take_up(floor, leg);
    if let Some(transfer) = dialling.transfer {
        transfer::done(call, floor, transfer);
    }
    let answer = Answer {
        leg: dialling.leg,
        party: dialling.party,
        node: dialling.node,
        rang: dialling.rang,
        bridged: dialling.early,
    };
    talk::begin(call, floor, answer);
}

/// Whoever was called is not reached: the caller goes where the node says, or the call ends. `alive`:
/// the leg is still there.
pub(crate) fn not_reached(call: &mut Call, floor: &mut Floor, cause: DialCause, alive: bool) {
    let how = match cause {
        DialCause::Failed | DialCause::NoRoom => Return::Failed,
        _ => Return::Innocent,
    };
    let status = status_of(call, cause);
    let Some(dialling) = stop(call, floor, status, alive, (how, false)) else {
        return;
    };
    call.quiet(floor);
    let step = match dialling.transfer {
        Some(transfer) => transfer::failed(call, floor, transfer, cause),
        None => exit(call, dialling.node.as_ref(), cause),
    };
    ivr::go(call, floor, step);
}

/// The call is over, and with it the leg that rings.
pub(crate) fn cut(call: &mut Call, floor: &mut Floor) {
    let by_flow = call.comes_in();
    let rang = call.dialling_mut().is_some_and(|it| it.rang.is_some());
    let status = match (call.dialling_mut().map(|it| &it.party), rang) {
        (Some(Party::Seat { .. }), true) if by_flow => EndStatus::RingingGiveUp,
        (_, true) => EndStatus::CallerCancelWhileRing,
        (_, false) => EndStatus::CallerCancel,
    };
    let dialling = stop(call, floor, status, true, (Return::Innocent, true));
    if let Some(transfer) = dialling.and_then(|it| it.transfer) {
        transfer::cut(call, floor, transfer);
    }
}

/// A new configuration is live: a phone that is another's by now is no longer rung.
pub(crate) fn review(call: &mut Call, floor: &mut Floor) {
    let gone = match call.dialling_mut().map(|it| &it.party) {
        Some(Party::Seat { seat, phone, .. }) => floor.owner(phone).as_ref() != Some(seat),
        _ => false,
    };
    if gone {
        not_reached(call, floor, DialCause::Unreachable, true);
    }
}

/// Where a caller goes whose node reached nobody.
pub(crate) fn exit(call: &Call, node: Option<&Name>, cause: DialCause) -> Step {
    let exit = match node.map(|name| call.ivr.nodes.get(name)) {
        Some(Some(Node::Dial(dial))) => match cause {
            DialCause::Busy | DialCause::Rejected => dial.on_busy.clone(),
            DialCause::NoAnswer | DialCause::Off => dial.on_no_answer.clone(),
            _ => dial.on_failed.clone(),
        },
        Some(Some(Node::DialExtension(dial))) => match cause {
            DialCause::Busy | DialCause::Rejected => dial.on_busy.clone(),
            DialCause::NoAnswer => dial.on_no_answer.clone(),
            _ => dial.on_offline.clone(),
        },
        Some(_) => return Step::Exception,
        None => None,
    };
    exit.map_or(Step::End(Ending::NotReached(cause)), Step::Go)
}

/// Ends the ringing itself: the leg, its time and what it held.
fn stop(
    call: &mut Call,
    floor: &mut Floor,
    status: EndStatus,
    alive: bool,
    (how, caller_gone): (Return, bool),
) -> Option<Dialling> {
    let dialling = take(call)?;
    let leg = call.leg(dialling.leg);
    floor.timers.clear(&Timer::Ring(leg));
    floor.timers.clear(&Timer::Node(call.id));
    if alive {
        floor.out.push_back(Output::HangUp {
            leg,
            elsewhere: false,
        });
    }
    call.journal(
        floor,
        EventKind::DialEnded {
            participant: u32::from(dialling.leg),
            status,
            caller_gone,
        },
    );
    dialling.party.give_back(floor, leg, how);
    Some(dialling)
}

fn take(call: &mut Call) -> Option<Dialling> {
    match std::mem::replace(&mut call.phase, Phase::Moving) {
        Phase::Dialling(dialling) => Some(dialling),
        other => {
            call.phase = other;
            None
        }
    }
}

/// How the part of who was not reached ended: one of our phones that a flow rang let the call pass or
/// failed; of anybody else the causes of COMPAT's table for outbound calls are told.
fn status_of(call: &mut Call, cause: DialCause) -> EndStatus {
    let by_flow = call.comes_in();
    match call.dialling_mut().map(|it| &it.party) {
        Some(Party::Seat { .. }) if by_flow => match cause {
            DialCause::Busy | DialCause::Rejected | DialCause::NoAnswer => EndStatus::SeatGiveUp,
            _ => EndStatus::ClientError,
        },
        _ => outbound(cause),
    }
}

/// The end status of a call that reached nobody.
pub(crate) fn outbound(cause: DialCause) -> EndStatus {
    match cause {
        DialCause::Busy => EndStatus::Busy,
        DialCause::Rejected => EndStatus::UserReject,
        DialCause::NoAnswer => EndStatus::NotAnswer,
        DialCause::Off => EndStatus::PowerOff,
        DialCause::Unreachable => EndStatus::NotInService,
        DialCause::NoNumber => EndStatus::NumberNotExist,
        DialCause::NotANumber => EndStatus::NumberInvalid,
        DialCause::Blocked => EndStatus::CarrierBlocked,
        DialCause::NoRoom | DialCause::Carrier | DialCause::Failed => EndStatus::OperatorError,
    }
}
