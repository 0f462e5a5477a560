//! The one exit of every call.

use model::record::{Cause, EndStatus, EventKind, HungUpBy, OfferEnd, QueueExit};

use super::talk::Parting;
use super::{Call, Phase, dialling, talk};
use crate::floor::{Floor, Timer};
use crate::skill_group::stop_waiting;
use crate::{DialCause, Output, Refusal, record};

/// Why a call ends.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Ending {
    /// The caller hung up.
    CallerHungUp,
    /// The caller's signalling failed.
    CallerBroke,
    /// Who talked with the caller hung up and the flow says nothing more.
    OtherHungUp {
        /// Whether that was a customer whom one of our phones had called.
        customer: bool,
    },
    /// The device or network of who talked with the caller failed and the flow says nothing more.
    OtherBroke,
    /// Whoever was dialled was not reached and no exit is named for it.
    NotReached(DialCause),
    /// One of our phones has dialled what the center's rules forbid.
    Denied(EndStatus),
    /// The flow came to its end, or had to be ended for a cause.
    Flow(Option<Cause>),
    /// Nobody of the group is online and no exit is named for it.
    NoAgent,
    /// The caller is on a blacklist and is not answered.
    Blocked,
    /// The call had used up its legs.
    UsedUp,
    /// The center cuts it off where it is.
    Cut(Cause),
}

/// Ends a call: every leg is hung up, every lease given back, the queue left, the recording stopped;
/// then it has its record.
pub(crate) fn end(call: &mut Call, floor: &mut Floor, ending: Ending) {
    if call.is_over() {
        return;
    }
    let (status, cause, by) = outcome(call, ending);
    let exit = match by {
        HungUpBy::User => QueueExit::Abandoned,
        _ => QueueExit::System,
    };
    call.forget(floor);
    call.end_message(floor);
    dialling::cut(call, floor);
    stop_waiting(call, floor, exit, OfferEnd::CallerGone);
    talk::stop(call, floor, Parting::CallEnds);
    if call.customer {
        call.customer = false;
        floor.out.push_back(farewell(call, ending));
    }
    call.leave_first(floor);
    for timer in [
        Timer::Node(call.id),
        Timer::Wait(call.id),
        Timer::Announce(call.id),
    ] {
        floor.timers.clear(&timer);
    }
    if let Some(trunk) = &call.trunk {
        floor.load.remove(trunk, &call.number);
    }
    floor.counters.ended += 1;
    call.journal(floor, EventKind::Ended { status, cause, by });
    let record = record::assemble(call.book.events());
    floor.out.push_back(Output::Finished(Box::new(record)));
    call.phase = Phase::Over;
}

/// What whoever called is told: one of our phones that has no answer yet learns why it gets none.
fn farewell(call: &Call, ending: Ending) -> Output {
    let leg = call.customer();
    let why = match ending {
        _ if call.phone.is_none() || call.accepted.is_some() => None,
        Ending::NotReached(cause) => Some(Refusal::NotReached(cause)),
        Ending::Denied(_) => Some(Refusal::NotReached(DialCause::Blocked)),
        _ => Some(Refusal::NotReached(DialCause::Failed)),
    };
    match why {
        Some(why) => Output::Refuse(leg, why),
        None => Output::HangUp {
            leg,
            elsewhere: false,
        },
    }
}

/// How the call is judged (the table of end-status codes).
///
/// Who talked with somebody had a normal call (1), whatever came later: with an agent, or with a number
/// outside to which the flow handed the call, for 107 is for flows that hand it to nobody. Whom an agent
/// has handed over has 214 from then on, until one of our own people talks with him. A call that is cut off, by its caller or by the center, has the status of the phase it
/// had reached (102, 103, 104; 209, 220 of a call that one of our phones began). One that the flow or a
/// queue ended without an agent has 107, unless an agent was rung and let it pass (17), or his device failed
/// (211), or nobody was online (105). In the flow, one that found business hours closed and no queue since has 106, however
/// it ends.
fn outcome(call: &Call, ending: Ending) -> (EndStatus, Option<Cause>, HungUpBy) {
    let events = call.book.events();
    let reached = record::reached(events);
    let by_flow = match reached {
        EndStatus::Ok | EndStatus::CallForward | EndStatus::BlackList | EndStatus::NotWorkTime => {
            reached
        }
        _ => record::unreached(events).unwrap_or(EndStatus::IvrEnd),
    };
    let own = call.phone.is_some();
    match ending {
        Ending::CallerHungUp if own => (reached, None, HungUpBy::Agent),
        Ending::CallerHungUp => (reached, None, HungUpBy::User),
        Ending::CallerBroke if own && reached != EndStatus::Ok => (
            EndStatus::ClientError,
            Some(Cause::Signalling),
            HungUpBy::System,
        ),
        Ending::CallerBroke => (reached, Some(Cause::Signalling), HungUpBy::System),
        Ending::OtherHungUp { customer: true } => (reached, None, HungUpBy::User),
        Ending::OtherHungUp { customer: false } => (reached, None, HungUpBy::Agent),
        Ending::OtherBroke => (reached, None, HungUpBy::System),
        Ending::NotReached(_) if reached == EndStatus::CallForward => {
            (reached, Some(Cause::NotReached), HungUpBy::System)
        }
        Ending::NotReached(cause) if own => (dialling::outbound(cause), None, HungUpBy::System),
        Ending::NotReached(_) => (by_flow, Some(Cause::NotReached), HungUpBy::System),
        Ending::Denied(status) => (status, None, HungUpBy::System),
        Ending::Flow(cause) => (by_flow, cause, HungUpBy::System),
        Ending::Blocked => (EndStatus::BlackList, None, HungUpBy::System),
        Ending::UsedUp => (by_flow, Some(Cause::Overload), HungUpBy::System),
        Ending::NoAgent if matches!(reached, EndStatus::Ok | EndStatus::CallForward) => {
            (reached, None, HungUpBy::System)
        }
        Ending::NoAgent => (EndStatus::NoSeatOnline, None, HungUpBy::System),
        Ending::Cut(cause) => (reached, Some(cause), HungUpBy::System),
    }
}
