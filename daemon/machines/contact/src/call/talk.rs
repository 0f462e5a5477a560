//! A caller and somebody else hear each other: an agent, one of our phones, or a number outside.

use kernel::Mono;
use model::config::Node;
use model::record::{EventKind, HungUpBy, OfferEnd, QueueExit};
use model::{Name, RecordingId};

use super::party::Party;
use super::turn::DIALLED;
use super::{Call, Ending, Phase};
use crate::floor::{Floor, Timer};
use crate::ivr::{self, Step};
use crate::skill_group::{requeue, stop_waiting};
use crate::{Output, limits};

/// What a talking call keeps.
pub(crate) struct Talk {
    /// The leg of whoever answered.
    pub(crate) leg: u16,
    pub(crate) party: Party,
    /// The node that led here; `None`: the caller dialled himself, at his phone.
    pub(crate) node: Option<Name>,
    pub(crate) recording: Option<RecordingId>,
    /// When the caller was given back to who could not hand him over.
    pub(super) back: Option<Mono>,
}

/// Somebody who has answered, and how it came to that.
pub(super) struct Answer {
    pub(super) leg: u16,
    pub(super) party: Party,
    pub(super) node: Option<Name>,
    /// When it began to ring there.
    pub(super) rang: Option<Mono>,
    /// Whether the two hear each other already.
    pub(super) bridged: bool,
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
    floor.take_up(&offer.seat, &offer.phone, leg);
    let exit = (QueueExit::Answered, OfferEnd::AnsweredElsewhere);
    let Some(waiting) = stop_waiting(call, floor, exit.0, exit.1) else {
        return;
    };
    let answer = Answer {
        leg: number,
        party: Party::Seat {
            seat: offer.seat,
            phone: offer.phone,
            group: Some(waiting.group),
        },
        node: Some(waiting.node),
        rang: offer.rang,
        bridged: false,
    };
    begin(call, floor, answer);
}

/// The caller and who has answered are brought together.
pub(super) fn begin(call: &mut Call, floor: &mut Floor, answer: Answer) {
    let leg = call.leg(answer.leg);
    floor.counters.answered += 1;
    call.quiet(floor);
    call.journal(
        floor,
        EventKind::Answered {
            participant: u32::from(answer.leg),
        },
    );
    remember(call, floor, &answer);
    if !answer.bridged {
        floor.out.push_back(Output::Bridge(call.customer(), leg));
    }
    if let Party::Seat { seat, .. } = &answer.party {
        call.last_agent.staff_number = floor.staff_number(seat);
        call.last_agent.rang_secs = answer
            .rang
            .map_or(0, |rang| floor.now.mono.since(rang).as_secs());
    }
    let recording = record(call, floor, answer.leg, &answer.party);
    call.phase = Phase::Talking(Talk {
        leg: answer.leg,
        party: answer.party,
        node: answer.node,
        recording,
        back: None,
    });
}

/// Notes who serves which customer, as [`crate::Past::note`] will read it in the record.
fn remember(call: &Call, floor: &mut Floor, answer: &Answer) {
    let now = floor.now.wall;
    match (&answer.party, &call.phone, call.customers_number()) {
        (Party::Seat { seat, .. }, _, Some(customer)) => floor.past.answered(seat, customer, now),
        // Whom a colleague is handed to is no customer of his.
        (Party::Outside { number, .. }, Some((seat, _)), _) if answer.leg == DIALLED => {
            floor.past.reached(seat, number, now);
        }
        _ => {}
    }
}

/// Records a talk: the customer in the left channel, who talks with him in the right one.
pub(super) fn record(
    call: &mut Call,
    floor: &mut Floor,
    leg: u16,
    party: &Party,
) -> Option<RecordingId> {
    if !floor.config.center.record {
        return None;
    }
    let recording = RecordingId(floor.chance.id(floor.now.wall));
    let called = matches!(party, Party::Outside { .. }) && call.phone.is_some();
    let (left, right) = match called {
        true => (call.leg(leg), call.customer()),
        false => (call.customer(), call.leg(leg)),
    };
    let participant = u32::from(right.number);
    call.journal(
        floor,
        EventKind::RecordingStarted {
            recording,
            participant,
        },
    );
    floor.out.push_back(Output::Record {
        recording,
        at: floor.now.wall,
        left,
        right,
    });
    Some(recording)
}

/// Who talked with the caller hung up: the caller goes on where the node says, or the call ends.
pub(crate) fn other_hung_up(call: &mut Call, floor: &mut Floor) {
    let Some(talk) = stop(call, floor, Parting::Left) else {
        return;
    };
    let customer = call.phone.is_some() && talk.party.number().is_some();
    let now = floor.now.mono;
    let at_once = |back: Mono| now.since(back) < limits::GIVEN_BACK;
    let step = match (&talk.node, talk.party.group()) {
        // It was his phone that hung up, for want of the one who was meant: it asked nobody.
        (Some(node), Some(group)) if talk.back.is_some_and(at_once) => {
            requeue(call, floor, node, group)
        }
        _ => go_on(call, &talk, Ending::OtherHungUp { customer }),
    };
    ivr::go(call, floor, step);
}

/// His device or network failed: a caller who came from a queue is the next to be served. `alive`:
/// the leg is still there.
pub(crate) fn broke(call: &mut Call, floor: &mut Floor, alive: bool) {
    let Some(talk) = stop(call, floor, Parting::Broke { alive }) else {
        return;
    };
    floor.counters.broken += 1;
    let step = match (&talk.node, talk.party.group()) {
        (Some(node), Some(group)) => requeue(call, floor, node, group),
        _ => go_on(call, &talk, Ending::OtherBroke),
    };
    ivr::go(call, floor, step);
}

/// Where the caller goes after a talk; `over` if the flow says nothing more.
fn go_on(call: &Call, talk: &Talk, over: Ending) -> Step {
    let node = talk.node.as_ref().and_then(|name| call.ivr.nodes.get(name));
    let then = match node {
        Some(Node::Transfer(transfer)) => transfer.then.clone(),
        Some(Node::Dial(dial)) => dial.then.clone(),
        Some(Node::DialExtension(dial)) => dial.then.clone(),
        _ => None,
    };
    then.map_or(Step::End(over), Step::Go)
}

/// Why a talk is over.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(crate) enum Parting {
    /// Who talked with the caller hung up.
    Left,
    /// His device or network failed; `alive`: his leg is still there.
    Broke {
        /// Whether it is.
        alive: bool,
    },
    /// The whole call is over.
    CallEnds,
}

/// Ends the talk itself: recording, bridge, the other leg and what it held.
pub(crate) fn stop(call: &mut Call, floor: &mut Floor, why: Parting) -> Option<Talk> {
    let talk = match std::mem::replace(&mut call.phase, Phase::Moving) {
        Phase::Talking(talk) => talk,
        other => {
            call.phase = other;
            return None;
        }
    };
    let leg = call.leg(talk.leg);
    stop_recording(call, floor, &talk);
    let participant = u32::from(talk.leg);
    let by = match why {
        Parting::Left => Some(HungUpBy::Agent),
        Parting::Broke { .. } => Some(HungUpBy::System),
        Parting::CallEnds => None,
    };
    if let Some(by) = by {
        call.journal(floor, EventKind::Left { participant, by });
    }
    // A bridge ends by itself with either of its legs.
    if why == (Parting::Broke { alive: true }) {
        floor.out.push_back(Output::Unbridge(call.customer(), leg));
    }
    if matches!(why, Parting::Broke { alive: true } | Parting::CallEnds) {
        floor.out.push_back(Output::HangUp {
            leg,
            elsewhere: false,
        });
    }
    let broken = matches!(why, Parting::Broke { .. });
    talk.party.hang_up(floor, leg, broken);
    Some(talk)
}

pub(super) fn stop_recording(call: &mut Call, floor: &mut Floor, talk: &Talk) {
    if let Some(recording) = talk.recording {
        floor
            .out
            .push_back(Output::StopRecording(call.id, recording));
        call.journal(floor, EventKind::RecordingStopped { recording });
    }
}
