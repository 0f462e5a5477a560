//! Who is ready to take a call, by what can be seen from outside: what he chose, whether his phone is
//! registered, which calls he had. What the center thinks of him is not asked.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use contact::AgentAct;
use kernel::Mono;
use model::config::{Config, Routing, SkillGroup, WrapUpEnd};
use model::record::{CallEvent, EventKind};
use model::state::{Chosen, PhoneState, Presence};
use model::{CallId, Extension, Name};
use switch::{Entry, Switch};

use super::at;
use super::turns::Turns;
use crate::report::Report;

/// A seat is left alone for so long after anything that came of it, wrap-up or not.
const QUIET: Duration = Duration::from_secs(5);
/// How long somebody may be ready beside somebody who waits. The shadow looks once a second.
const READY: Duration = Duration::from_secs(4);

/// An agent, or a phone that stands for itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Seat {
    Agent(Name),
    Phone(Extension),
}

/// What a seat has with a call.
#[derive(Debug)]
struct Part {
    seat: Seat,
    /// The group whose caller he has.
    group: Option<Name>,
    /// Whether it rings for that group, and not for somebody whom it was named to.
    queued: bool,
    talks: bool,
}

/// When somebody's wrap-up ends.
#[derive(Debug)]
enum WrapUp {
    /// By itself.
    At(Mono),
    /// When he acts.
    ByHim,
}

impl WrapUp {
    fn goes_on(&self, now: Mono) -> bool {
        match self {
            WrapUp::At(end) => now < *end,
            WrapUp::ByHim => true,
        }
    }
}

/// Everybody.
#[derive(Debug, Default)]
pub struct Seats {
    chosen: BTreeMap<Name, Chosen>,
    registered: BTreeSet<Extension>,
    parts: BTreeMap<(CallId, u32), Part>,
    /// The groups whose callers were handed over.
    handing: BTreeMap<CallId, Name>,
    quiet_until: BTreeMap<Seat, Mono>,
    wraps: BTreeMap<Name, WrapUp>,
    /// The routing of the talks that are over of those who have a call of their own besides: they work
    /// after that.
    owed: BTreeMap<Name, Routing>,
    ready_since: BTreeMap<Seat, Mono>,
}

impl Seats {
    /// The power failed.
    pub fn crashed(&mut self) {
        *self = Seats::default();
    }

    /// The center runs, with what it has found.
    pub fn started(&mut self, switch: &Switch) {
        let agents = switch.center().agents();
        self.chosen = agents.map(|it| (it.agent.clone(), it.chosen())).collect();
        let phones = switch.center().phones();
        let there = phones.filter(|it| it.state != PhoneState::Unregistered);
        self.registered = there.map(|it| it.phone).collect();
    }

    /// Whether a phone is registered.
    pub fn is_registered(&self, phone: &Extension) -> bool {
        self.registered.contains(phone)
    }

    /// Something is to be done about an agent's state, perhaps to what it is.
    pub fn acts(&mut self, now: Mono, agent: &Name, act: &AgentAct) {
        let chosen = self.chosen.get(agent).cloned().unwrap_or_default();
        let wraps = self.wraps_up(now, agent);
        let ends = match act {
            AgentAct::ForceOffline => true,
            AgentAct::Restore => chosen.forced,
            _ if chosen.forced => false,
            // What somebody chooses in a call shows when he has worked after it.
            _ if self.is_engaged(agent) => false,
            AgentAct::StayInWrapUp => {
                if wraps {
                    self.wraps.insert(agent.clone(), WrapUp::ByHim);
                }
                false
            }
            AgentAct::LogIn => chosen.presence == Presence::Offline,
            _ => true,
        };
        if ends {
            self.wraps.remove(agent);
        }
    }

    /// The center writes something down that is of no call.
    pub fn entry(&mut self, entry: &Entry) {
        match entry {
            Entry::Presence { agent, chosen } => {
                self.chosen.insert(agent.clone(), chosen.clone());
            }
            Entry::Registered { phone, bindings } if bindings.is_empty() => {
                self.registered.remove(phone);
            }
            Entry::Registered { phone, .. } => {
                self.registered.insert(phone.clone());
            }
            Entry::Applied(applied) => {
                let config = &applied.config;
                let known = |agent: &Name| config.agents.contains_key(agent);
                self.chosen.retain(|agent, _| known(agent));
                self.wraps.retain(|agent, _| known(agent));
                self.owed.retain(|agent, _| known(agent));
                let known = |phone: &Extension| config.phones.contains_key(phone);
                self.registered.retain(known);
            }
            _ => {}
        }
    }

    /// Takes in an event of a call.
    pub fn take(
        &mut self,
        now: Mono,
        event: &CallEvent,
        config: &Config,
        meant: Option<&Name>,
        report: &mut Report,
    ) {
        match &event.kind {
            EventKind::Offered {
                participant,
                agent,
                phone,
                group,
                ..
            } => {
                self.not_in_wrap_up(now, agent.as_ref(), report);
                let seat = seat_of(agent.as_ref(), phone);
                belongs(now, config, group, (&seat, meant), report);
                self.takes_part(event.call, *participant, seat, Some(group));
                if let Some(part) = self.parts.get_mut(&(event.call, *participant)) {
                    part.queued = true;
                }
            }
            EventKind::Dialled {
                participant,
                agent,
                phone: Some(phone),
                ..
            } => {
                self.not_in_wrap_up(now, agent.as_ref(), report);
                let seat = seat_of(agent.as_ref(), phone);
                let group = self.handing.get(&event.call).cloned();
                self.takes_part(event.call, *participant, seat, group.as_ref());
            }
            EventKind::Transferring { participant } => {
                let part = self.parts.get(&(event.call, *participant));
                let group = part.and_then(|part| part.group.clone());
                self.handing.extend(group.map(|group| (event.call, group)));
            }
            EventKind::Originated { agent, phone, .. } => {
                // Whoever calls has done with his notes.
                self.wraps.retain(|known, _| Some(known) != agent.as_ref());
                let seat = seat_of(agent.as_ref(), phone);
                self.takes_part(event.call, 0, seat, None);
            }
            EventKind::Answered { participant } => {
                if let Some(part) = self.parts.get_mut(&(event.call, *participant)) {
                    part.talks = true;
                }
            }
            EventKind::OfferEnded { participant, .. }
            | EventKind::DialEnded { participant, .. }
            | EventKind::HandedOver { participant }
            | EventKind::Left { participant, .. } => {
                self.free(now, (event.call, *participant), config, report);
            }
            EventKind::Ended { .. } => {
                self.handing.remove(&event.call);
                let of_call = (event.call, 0)..=(event.call, u32::MAX);
                let all: Vec<_> = self.parts.range(of_call).map(|(id, _)| *id).collect();
                for id in all {
                    self.free(now, id, config, report);
                }
            }
            _ => {}
        }
    }

    fn takes_part(&mut self, call: CallId, participant: u32, seat: Seat, group: Option<&Name>) {
        let part = Part {
            seat,
            group: group.cloned(),
            queued: false,
            talks: false,
        };
        self.parts.insert((call, participant), part);
    }

    fn not_in_wrap_up(&self, now: Mono, agent: Option<&Name>, report: &mut Report) {
        report.checked();
        if let Some(agent) = agent.filter(|agent| self.wraps_up(now, agent)) {
            report.violated(at(now), "nobody is rung in his wrap-up", agent.to_string());
        }
    }

    fn wraps_up(&self, now: Mono, agent: &Name) -> bool {
        self.wraps.get(agent).is_some_and(|it| it.goes_on(now))
    }

    fn is_engaged(&self, agent: &Name) -> bool {
        let mut parts = self.parts.values();
        parts.any(|part| matches!(&part.seat, Seat::Agent(it) if it == agent))
    }

    fn free(&mut self, now: Mono, id: (CallId, u32), config: &Config, report: &mut Report) {
        let Some(part) = self.parts.remove(&id) else {
            return;
        };
        let Part {
            seat, group, talks, ..
        } = part;
        let group = group.and_then(|group| config.skill_groups.get(&group));
        if let Seat::Agent(agent) = &seat {
            let talked = group.filter(|_| talks && config.agents.contains_key(agent));
            let routing = talked.map(|group| config.routing_of(group));
            self.works_after(now, agent, routing, report);
        }
        self.quiet_until.insert(seat, now + QUIET);
    }

    /// Somebody has come out of a call, which was of a group's if there is a routing.
    fn works_after(
        &mut self,
        now: Mono,
        agent: &Name,
        routing: Option<Routing>,
        report: &mut Report,
    ) {
        if self.is_engaged(agent) {
            self.owed.extend(routing.map(|it| (agent.clone(), it)));
            return;
        }
        let Some(routing) = self.owed.remove(agent).or(routing) else {
            return;
        };
        let wrap_up = match routing.wrap_up_end {
            WrapUpEnd::Automatic => WrapUp::At(now + routing.wrap_up.get()),
            WrapUpEnd::Manual => {
                report.count("wrap-ups until somebody acts");
                WrapUp::ByHim
            }
        };
        self.wraps.insert(agent.clone(), wrap_up);
    }

    /// Nobody is ready for long beside somebody who waits for him.
    pub fn look(&mut self, now: Mono, config: &Config, turns: &Turns, report: &mut Report) {
        for ((call, _), part) in &self.parts {
            if let Some(group) = part.group.as_ref().filter(|_| part.queued && !part.talks) {
                belongs(now, config, group, (&part.seat, turns.meant(*call)), report);
            }
        }
        let ready: BTreeSet<Seat> = seats(config)
            .filter(|seat| self.is_ready(now, seat, config))
            .collect();
        self.ready_since.retain(|seat, _| ready.contains(seat));
        for seat in ready {
            self.ready_since.entry(seat).or_insert(now);
        }
        let long = |since: Mono| now.since(since) >= READY;
        let idle: Vec<&Seat> = self
            .ready_since
            .iter()
            .filter(|(_, since)| long(**since))
            .map(|(seat, _)| seat)
            .collect();
        for (call, wait) in turns.waits() {
            let Some(group) = config.skill_groups.get(&wait.group) else {
                continue;
            };
            report.checked();
            let alone = wait.alone_since().is_some_and(long);
            let meant =
                |seat: &Seat| matches!(seat, Seat::Agent(it) if wait.meant.as_ref() == Some(it));
            let could = |seat: &Seat| is_member(group, seat) || meant(seat);
            if let Some(seat) = idle.iter().find(|seat| alone && could(seat)) {
                let what = format!("{seat:?} beside {call} in {}", wait.group);
                report.violated(at(now), "who is ready is rung for those who wait", what);
            }
        }
    }

    fn is_ready(&self, now: Mono, seat: &Seat, config: &Config) -> bool {
        let engaged = self.parts.values().any(|part| part.seat == *seat);
        let quiet = self.quiet_until.get(seat).is_some_and(|end| now < *end);
        let there = match seat {
            Seat::Agent(agent) => {
                let chosen = self.chosen.get(agent).cloned().unwrap_or_default();
                let mut phones = config.phones.iter();
                let his = phones.any(|(phone, it)| {
                    it.agent.as_ref() == Some(agent) && self.registered.contains(phone)
                });
                chosen.presence == Presence::Idle && his && !self.wraps_up(now, agent)
            }
            Seat::Phone(phone) => self.registered.contains(phone),
        };
        there && !engaged && !quiet
    }
}

fn seat_of(agent: Option<&Name>, phone: &Extension) -> Seat {
    let agent = agent.cloned().map(Seat::Agent);
    agent.unwrap_or_else(|| Seat::Phone(phone.clone()))
}

fn seats(config: &Config) -> impl Iterator<Item = Seat> {
    let unbound = config.phones.iter().filter(|(_, it)| it.agent.is_none());
    let phones = unbound.map(|(phone, _)| Seat::Phone(phone.clone()));
    config.agents.keys().cloned().map(Seat::Agent).chain(phones)
}

/// Whoever is rung for a group is one of its members, or the one who is meant.
fn belongs(
    now: Mono,
    config: &Config,
    group: &Name,
    (seat, meant): (&Seat, Option<&Name>),
    report: &mut Report,
) {
    report.checked();
    let is_meant = matches!(seat, Seat::Agent(agent) if meant == Some(agent));
    let known = config.skill_groups.get(group);
    if !is_meant && !known.is_some_and(|group| is_member(group, seat)) {
        let what = format!("{seat:?} for {group}");
        report.violated(
            at(now),
            "whoever is rung for a group is one of its members",
            what,
        );
    }
}

fn is_member(group: &SkillGroup, seat: &Seat) -> bool {
    match seat {
        Seat::Agent(agent) => group.members.contains_key(agent),
        Seat::Phone(phone) => group.phones.contains_key(phone),
    }
}
