//! Who talks with a caller hands him over, which his phone asks for (feature S3): without a word, or
//! after he has consulted whoever takes him ([`consult`](super::consult)).
//!
//! He names an extension, a skill group, an agent, or a number outside, which he may have if he could dial
//! it himself. While whoever is meant is rung, the caller hears what he heard in his queue, and who hands
//! him over stays as long as he likes: if nobody answers he has his caller back. Once he is gone the caller
//! has nobody to go back to, and is the next to be served in the group that he came from. A group has a
//! caller as soon as he waits in it.

use model::config::{Node, Transfer as Queueing};
use model::record::{DiversionReason, EventKind};
use model::{DialString, Extension, MovedKind, Name, Renames};

use super::dialling::{self, Outside, Undialled};
use super::party::Party;
use super::talk::{self, Talk};
use super::{Call, Phase, depart, turn};
use crate::agent::{InternalCall, SeatId};
use crate::center::Center;
use crate::floor::Floor;
use crate::ivr::{self, Step, seats, sound};
use crate::skill_group::{self, Wish, requeue};
use crate::{DialCause, Handover, LegEvent, LegId, Output, Refusal, Sound, limits};

/// A transfer for which somebody is rung.
pub(crate) struct Transfer {
    /// Who hands the caller over, while he is there.
    by: Option<Talk>,
    /// The node that had led the caller to him.
    node: Option<Name>,
    /// The group that he had the caller from.
    group: Option<Name>,
}

impl Transfer {
    /// Goes by the names that things have from here on.
    pub(super) fn rename(&mut self, names: &Renames) {
        names.names(MovedKind::SkillGroups, &mut self.group);
        if let Some(by) = &mut self.by {
            by.party.rename(names);
        }
    }

    /// Whether who hands the caller over is still there.
    pub(super) fn has_its_user(&self) -> bool {
        self.by.is_some()
    }
}

/// Whom a transfer means.
enum Target {
    Phone(SeatId, Extension),
    Outside(Outside),
    /// A group, with the node whose music and exits the caller has there.
    Group(Name, Box<Queueing>),
}

/// Why nothing comes of a transfer.
enum Undone {
    Refused(Refusal),
    Unreached(DialCause),
}

impl From<Undialled> for Undone {
    fn from(undialled: Undialled) -> Undone {
        match undialled {
            Undialled::Unreached(DialCause::NotANumber) => Undone::Refused(Refusal::NotFound),
            Undialled::Unreached(cause) => Undone::Unreached(cause),
            Undialled::Denied(_) => Undone::Refused(Refusal::Forbidden),
        }
    }
}

impl Center {
    /// Whoever is at a leg asks for his caller to be called elsewhere.
    pub(crate) fn transfer(&mut self, leg: LegId, dialled: &str) {
        self.floor.counters.transfers += 1;
        let known = self.with(leg.call, |call, floor| {
            asked(call, floor, leg.number, dialled);
        });
        if !known {
            refuse(&mut self.floor, leg, Refusal::NotFound);
        }
    }
}

fn asked(call: &mut Call, floor: &mut Floor, number: u16, dialled: &str) {
    let leg = call.leg(number);
    match target(call, floor, number, dialled.trim()) {
        Err(Undone::Refused(why)) => refuse(floor, leg, why),
        Err(Undone::Unreached(cause)) => {
            tell(floor, leg, Handover::Begun);
            tell(floor, leg, Handover::Failed(cause));
        }
        Ok(target) => {
            tell(floor, leg, Handover::Begun);
            if leg == call.customer() {
                turn::around(call);
            }
            begin(call, floor, target);
        }
    }
}

/// Whom somebody means who talks with the caller, or with whom he has called himself; nobody else may
/// hand him over.
fn target(call: &Call, floor: &mut Floor, by: u16, dialled: &str) -> Result<Target, Undone> {
    let Phase::Talking(talk) = &call.phase else {
        return Err(Undone::Refused(Refusal::Forbidden));
    };
    let seat = match (&talk.party, &call.phone) {
        (Party::Seat { seat, .. }, _) if talk.leg == by => seat,
        (_, Some((seat, _))) if call.customer().number == by => seat,
        _ => return Err(Undone::Refused(Refusal::Forbidden)),
    };
    let phone = Extension::new(dialled).ok();
    if let Some(phone) = phone.filter(|phone| floor.config.phones.contains_key(phone)) {
        let seat = floor.reach(&phone).map_err(Undone::Unreached)?;
        return Ok(Target::Phone(seat, phone));
    }
    if let Some((group, _)) = floor.config.skill_groups.get_key_value(dialled) {
        return group_of(call, talk, floor, group);
    }
    if let Some(agent) = seats::agent(dialled, &floor.config) {
        return agent_of(floor, SeatId::Agent(agent));
    }
    let number = DialString::new(dialled).map_err(|_| Undone::Refused(Refusal::NotFound))?;
    let way = depart::way_out(floor, seat, &number);
    let outside = way.ok_or(Undone::Refused(Refusal::Forbidden))?;
    dialling::permit(floor, &outside)?;
    floor.counters.dialled_out += 1;
    Ok(Target::Outside(outside))
}

/// A group that would keep the caller at this moment. He has the music and the exits of the node that led
/// him here, or of the one that leads to that group.
fn group_of(call: &Call, talk: &Talk, floor: &Floor, group: &Name) -> Result<Target, Undone> {
    let nodes = &call.ivr.nodes;
    let came = talk
        .node
        .as_ref()
        .and_then(|name| nodes.get_key_value(name));
    let leads = |node: &Node| matches!(node, Node::Transfer(to) if to.group == *group);
    let came = came.filter(|(_, node)| matches!(node, Node::Transfer(_)));
    let found = came.or_else(|| nodes.iter().find(|(_, node)| leads(node)));
    let Some((node, Node::Transfer(queueing))) = found else {
        return Err(Undone::Refused(Refusal::NotFound));
    };
    let known = floor.groups.get(group);
    let known = known.ok_or(Undone::Refused(Refusal::NotFound))?;
    if known.online == 0 {
        return Err(Undone::Unreached(DialCause::Unreachable));
    }
    if known.waiting() >= known.limit {
        return Err(Undone::Unreached(DialCause::Busy));
    }
    let queueing = Queueing {
        group: group.clone(),
        ..queueing.clone()
    };
    Ok(Target::Group(node.clone(), Box::new(queueing)))
}

fn agent_of(floor: &Floor, seat: SeatId) -> Result<Target, Undone> {
    match floor.reachable_for(&seat, InternalCall::Agent) {
        Some(phone) => Ok(Target::Phone(seat, phone.clone())),
        None => {
            let there = floor.seats.get(&seat).is_some_and(|seat| seat.online);
            Err(Undone::Unreached(match there {
                true => DialCause::Busy,
                false => DialCause::Unreachable,
            }))
        }
    }
}

fn begin(call: &mut Call, floor: &mut Floor, target: Target) {
    let Some(by) = pause(call, floor) else {
        return;
    };
    match target {
        Target::Group(node, queueing) => {
            tell(floor, call.leg(by.leg), Handover::Done);
            hand_over(call, floor, &by, true);
            let step = skill_group::enqueue(call, floor, &node, &queueing, Wish::default());
            ivr::go(call, floor, step);
        }
        Target::Phone(seat, phone) => {
            let party = Party::Seat {
                seat,
                phone: phone.clone(),
                group: by.party.group().cloned(),
            };
            let (caller, callee) = call.numbers();
            ring(call, floor, by, party, |leg| Output::Dial {
                leg,
                phone,
                caller,
                callee,
                auto_answer: false,
            });
        }
        Target::Outside(to) => {
            let party = Party::Outside {
                number: to.number.clone(),
                trunk: to.trunk.clone(),
                shown: to.caller.clone(),
            };
            let forwarded = call.forwarded(DiversionReason::Deflection);
            ring(call, floor, by, party, |leg| Output::DialOut {
                leg,
                trunk: to.trunk,
                number: to.number,
                caller: to.caller,
                forwarded,
            });
        }
    }
}

/// The caller and who talks with him hear each other no longer.
pub(super) fn pause(call: &mut Call, floor: &mut Floor) -> Option<Talk> {
    let mut talk = match std::mem::replace(&mut call.phase, Phase::Moving) {
        Phase::Talking(talk) => talk,
        other => {
            call.phase = other;
            return None;
        }
    };
    talk::stop_recording(call, floor, &talk);
    talk.recording = None;
    let participant = u32::from(talk.leg);
    call.journal(floor, EventKind::Transferring { participant });
    let unbridge = Output::Unbridge(call.customer(), call.leg(talk.leg));
    floor.out.push_back(unbridge);
    Some(talk)
}

/// Rings whoever is meant, or takes him over as he is.
pub(super) fn ring(
    call: &mut Call,
    floor: &mut Floor,
    by: Talk,
    party: Party,
    dial: impl FnOnce(LegId) -> Output,
) {
    let (node, group) = (by.node.clone(), by.party.group().cloned());
    let rung = dialling::begin(call, floor, party, node.as_ref(), limits::DIALLING, dial);
    if let Err(undialled) = rung {
        return take_back(call, floor, by, undialled.cause());
    }
    let music = match node.as_ref().and_then(|name| call.ivr.nodes.get(name)) {
        Some(Node::Transfer(queueing)) => queueing.music.clone(),
        _ => None,
    };
    let music = music.and_then(|speech| sound::of(&speech, call, floor));
    call.play(floor, vec![music.unwrap_or(Sound::RingBack)], None);
    if let Some(dialling) = call.dialling_mut() {
        let by = Some(by);
        dialling.transfer = Some(Transfer { by, node, group });
    }
}

/// Whoever was meant has answered.
pub(super) fn done(call: &mut Call, floor: &mut Floor, transfer: Transfer) {
    if let Some(by) = transfer.by {
        tell(floor, call.leg(by.leg), Handover::Done);
        hand_over(call, floor, &by, true);
    }
}

/// Whoever was meant is not reached, and rings no longer.
pub(super) fn failed(
    call: &mut Call,
    floor: &mut Floor,
    transfer: Transfer,
    cause: DialCause,
) -> Step {
    match (transfer.by, &transfer.node, &transfer.group) {
        (Some(by), ..) => {
            take_back(call, floor, by, cause);
            Step::Stayed
        }
        (None, Some(node), Some(group)) => requeue(call, floor, node, group),
        (None, node, _) => dialling::exit(call, node.as_ref(), cause),
    }
}

/// The call is over, and with it the leg of who hands it over.
pub(super) fn cut(call: &Call, floor: &mut Floor, transfer: Transfer) {
    if let Some(by) = transfer.by {
        let leg = call.leg(by.leg);
        let elsewhere = false;
        floor.out.push_back(Output::HangUp { leg, elsewhere });
        by.party.hang_up(floor, leg, false);
    }
}

/// Whether a leg is that of who hands the caller over.
pub(super) fn is_by(call: &Call, number: u16) -> bool {
    let Phase::Dialling(dialling) = &call.phase else {
        return false;
    };
    let by = dialling.transfer.as_ref().and_then(|it| it.by.as_ref());
    by.is_some_and(|by| by.leg == number)
}

/// Something happened on the leg of who hands the caller over: he has done so once it is over.
pub(super) fn hear(call: &mut Call, floor: &mut Floor, event: LegEvent) {
    let alive = match event {
        LegEvent::Gone(_) | LegEvent::Failed(_) => false,
        LegEvent::NoMedia => true,
        LegEvent::Digit(_) => return floor.counters.keys_ignored += 1,
        _ => return floor.counters.stray_events += 1,
    };
    let transfer = call.dialling_mut().and_then(|it| it.transfer.as_mut());
    if let Some(by) = transfer.and_then(|it| it.by.take()) {
        hand_over(call, floor, &by, alive);
    }
}

/// Who handed the caller over is gone. `alive`: his leg is still there.
fn hand_over(call: &mut Call, floor: &mut Floor, by: &Talk, alive: bool) {
    let leg = call.leg(by.leg);
    let participant = u32::from(by.leg);
    call.journal(floor, EventKind::HandedOver { participant });
    if alive {
        let elsewhere = false;
        floor.out.push_back(Output::HangUp { leg, elsewhere });
    }
    by.party.hang_up(floor, leg, false);
}

/// The caller and who wanted to hand him over talk again.
fn take_back(call: &mut Call, floor: &mut Floor, by: Talk, cause: DialCause) {
    let leg = call.leg(by.leg);
    tell(floor, leg, Handover::Failed(cause));
    call.quiet(floor);
    let participant = u32::from(by.leg);
    call.journal(floor, EventKind::TakenBack { participant });
    floor.out.push_back(Output::Bridge(call.customer(), leg));
    let recording = talk::record(call, floor, by.leg, &by.party);
    let back = Some(floor.now.mono);
    call.phase = Phase::Talking(Talk {
        recording,
        back,
        ..by
    });
}

pub(super) fn refuse(floor: &mut Floor, leg: LegId, why: Refusal) {
    floor.counters.transfers_refused += 1;
    tell(floor, leg, Handover::Refused(why));
}

pub(super) fn tell(floor: &mut Floor, leg: LegId, what: Handover) {
    floor.out.push_back(Output::Transfer(leg, what));
}
