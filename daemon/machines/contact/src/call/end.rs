//! The one exit of every call.

use model::record::{Cause, EndStatus, EventKind, HungUpBy, OfferEnd, QueueExit};

use super::talk::Parting;
use super::{Call, Phase, talk};
use crate::floor::{Floor, Timer};
use crate::skill_group::stop_waiting;
use crate::{Output, record};

/// Why a call ends.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Ending {
    /// The caller hung up.
    CallerHungUp,
    /// The caller's signalling failed.
    CallerBroke,
    /// The agent hung up and the flow says nothing more.
    AgentHungUp,
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
    stop_waiting(call, floor, exit, OfferEnd::CallerGone);
    talk::stop(call, floor, Parting::CallEnds);
    if call.customer {
        call.customer = false;
        floor.out.push_back(Output::HangUp {
            leg: call.customer(),
            elsewhere: false,
        });
    }
    for timer in [
        Timer::Node(call.id),
        Timer::Wait(call.id),
        Timer::Announce(call.id),
    ] {
        floor.timers.clear(&timer);
    }
    floor.load.remove(&call.trunk, &call.number);
    floor.counters.ended += 1;
    call.journal(floor, EventKind::Ended { status, cause, by });
    let record = record::assemble(call.book.events());
    floor.out.push_back(Output::Finished(Box::new(record)));
    call.phase = Phase::Over;
}

/// How the call is judged (the table of end-status codes, inbound).
///
/// Who talked with an agent had a normal call (1), whatever came later. A call that is cut off, by
/// its caller or by the center, has the status of the phase it had reached (102, 103, 104). One that
/// the flow or a queue ended without an agent has 107, unless an agent was rung and let it pass (17)
/// or nobody was online (105). In the flow, one that found business hours closed and no queue since has
/// 106, however it ends.
fn outcome(call: &Call, ending: Ending) -> (EndStatus, Option<Cause>, HungUpBy) {
    let events = call.book.events();
    let reached = record::reached(events);
    let by_flow = match reached {
        EndStatus::Ok | EndStatus::BlackList | EndStatus::NotWorkTime => reached,
        _ if record::gave_up(events) => EndStatus::SeatGiveUp,
        _ => EndStatus::IvrEnd,
    };
    match ending {
        Ending::CallerHungUp => (reached, None, HungUpBy::User),
        Ending::CallerBroke => (reached, Some(Cause::Signalling), HungUpBy::System),
        Ending::AgentHungUp => (reached, None, HungUpBy::Agent),
        Ending::Flow(cause) => (by_flow, cause, HungUpBy::System),
        Ending::Blocked => (EndStatus::BlackList, None, HungUpBy::System),
        Ending::UsedUp => (by_flow, Some(Cause::Overload), HungUpBy::System),
        Ending::NoAgent if reached == EndStatus::Ok => (reached, None, HungUpBy::System),
        Ending::NoAgent => (EndStatus::NoSeatOnline, None, HungUpBy::System),
        Ending::Cut(cause) => (reached, Some(cause), HungUpBy::System),
    }
}
