//! A caller and an agent hear each other.

use model::config::Node;
use model::record::{EventKind, HungUpBy, OfferEnd, QueueExit};
use model::{Extension, Name, RecordingId};

use super::{Call, Ending, Phase};
use crate::Output;
use crate::agent::{Activity, SeatId};
use crate::floor::{Floor, Timer};
use crate::ivr::{self, Step};
use crate::skill_group::{requeue, stop_waiting};

/// What a talking call keeps.
pub(crate) struct Talk {
    /// The leg of whoever answered.
    pub(crate) leg: u16,
    pub(crate) seat: SeatId,
    pub(crate) phone: Extension,
    /// The group whose call it is.
    pub(crate) group: Name,
    /// The transfer node that led here.
    pub(crate) node: Name,
    pub(crate) recording: Option<RecordingId>,
}

/// A device that rang has answered: the caller is his, and nobody else's device rings any more.
pub(crate) fn answered(call: &mut Call, floor: &mut Floor, number: u16) {
    let leg = call.leg(number);
    let Some(offer) = call
        .waiting_mut()
        .and_then(|waiting| waiting.offers.remove(&number))
    else {
        return;
    };
    floor.timers.clear(&Timer::Ring(leg));
    floor.counters.answered += 1;
    floor.take_up(&offer.seat, &offer.phone, leg);
    floor
        .past
        .answered(&offer.seat, &call.caller, floor.now.wall);
    let exit = (QueueExit::Answered, OfferEnd::AnsweredElsewhere);
    let Some(waiting) = stop_waiting(call, floor, exit.0, exit.1) else {
        return;
    };
    call.quiet(floor);
    call.journal(
        floor,
        EventKind::Answered {
            participant: u32::from(number),
        },
    );
    floor.out.push_back(Output::Bridge(call.customer(), leg));
    call.last_agent.staff_number = floor.staff_number(&offer.seat);
    call.last_agent.rang_secs = offer
        .rang
        .map_or(0, |rang| floor.now.mono.since(rang).as_secs());
    let recording = record(call, floor, number);
    call.phase = Phase::Talking(Talk {
        leg: number,
        seat: offer.seat,
        phone: offer.phone,
        group: waiting.group,
        node: waiting.node,
        recording,
    });
}

fn record(call: &mut Call, floor: &mut Floor, number: u16) -> Option<RecordingId> {
    if !floor.config.center.record {
        return None;
    }
    let recording = RecordingId(floor.chance.id(floor.now.wall));
    let participant = u32::from(number);
    call.journal(
        floor,
        EventKind::RecordingStarted {
            recording,
            participant,
        },
    );
    let (left, right) = (call.customer(), call.leg(number));
    floor.out.push_back(Output::Record {
        recording,
        at: floor.now.wall,
        left,
        right,
    });
    Some(recording)
}

/// The agent hung up: the caller goes on where the transfer node says, or the call ends.
pub(crate) fn agent_hung_up(call: &mut Call, floor: &mut Floor) {
    let Some(talk) = stop(call, floor, Parting::AgentLeft) else {
        return;
    };
    let next = match call.ivr.nodes.get(&talk.node) {
        Some(Node::Transfer(transfer)) => transfer.then.clone(),
        _ => None,
    };
    let step = next.map_or(Step::End(Ending::AgentHungUp), Step::Go);
    ivr::go(call, floor, step);
}

/// The agent's device or network failed: the caller is the next to be served. `alive`: the agent's
/// leg is still there.
pub(crate) fn broke(call: &mut Call, floor: &mut Floor, alive: bool) {
    let Some(talk) = stop(call, floor, Parting::AgentBroke { alive }) else {
        return;
    };
    floor.counters.broken += 1;
    let step = requeue(call, floor, &talk.node);
    ivr::go(call, floor, step);
}

/// Why a talk is over.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Parting {
    /// The agent hung up.
    AgentLeft,
    /// His device or network failed; `alive`: his leg is still there.
    AgentBroke {
        /// Whether it is.
        alive: bool,
    },
    /// The whole call is over.
    CallEnds,
}

/// Ends the talk itself: recording, bridge, the agent's leg and his lease.
pub(crate) fn stop(call: &mut Call, floor: &mut Floor, why: Parting) -> Option<Talk> {
    let talk = match std::mem::replace(&mut call.phase, Phase::Moving) {
        Phase::Talking(talk) => talk,
        other => {
            call.phase = other;
            return None;
        }
    };
    let leg = call.leg(talk.leg);
    if let Some(recording) = talk.recording {
        floor
            .out
            .push_back(Output::StopRecording(call.id, recording));
        call.journal(floor, EventKind::RecordingStopped { recording });
    }
    let participant = u32::from(talk.leg);
    let by = match why {
        Parting::AgentLeft => Some(HungUpBy::Agent),
        Parting::AgentBroke { .. } => Some(HungUpBy::System),
        Parting::CallEnds => None,
    };
    if let Some(by) = by {
        call.journal(floor, EventKind::Left { participant, by });
    }
    // A bridge ends by itself with either of its legs.
    if why == (Parting::AgentBroke { alive: true }) {
        floor.out.push_back(Output::Unbridge(call.customer(), leg));
    }
    if matches!(why, Parting::AgentBroke { alive: true } | Parting::CallEnds) {
        floor.out.push_back(Output::HangUp {
            leg,
            elsewhere: false,
        });
    }
    let after = floor
        .groups
        .get(&talk.group)
        .map_or(Activity::Free, |group| Activity::after_talk(&group.routing));
    let broken = matches!(why, Parting::AgentBroke { .. });
    floor.hang_up(&talk.seat, &talk.phone, leg, after, broken);
    Some(talk)
}
