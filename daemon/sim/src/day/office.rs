//! One run: the machine, and everybody around it.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use contact::{
    AgentStatus, Arrival, Center, Input, LegEvent, LegId, Output, PlayEnd, PlayId, Release,
};
use kernel::{Chance, Mono, Now};
use model::ask::AskFailure;
use model::record::{EventKind, QueueExit};
use model::state::AgentState;
use model::{CallId, Config, Extension, IvrName, Name, Revision};

use super::tally::{Tally, Who, slot};
use super::{Arrivals, Day, SLOT, Spread, floor};
use crate::world::{Agenda, length};

/// How long a caller thinks before he presses a key, and a customer's system before it does not answer.
const THINKS: Duration = Duration::from_secs(1);
/// A key and the pause after it.
const KEY: Duration = Duration::from_millis(160);
/// How long a caller speaks who leaves a message.
const SPEAKS: Duration = Duration::from_secs(20);
/// How long after the day its last calls may last.
const LATE: Duration = Duration::from_secs(4 * 3_600);
/// When the day begins.
const MIDNIGHT: Mono = Mono::from_micros(1_000_000);

/// Somebody who calls.
struct Caller {
    /// What he has not pressed yet.
    keys: std::vec::IntoIter<String>,
    /// When his patience ends, counted from his first queue on.
    patience: Duration,
    /// How long he will talk.
    talk: Duration,
    /// Where he waits, and since when.
    waits: Option<(Name, Mono)>,
    /// Whether he has waited anywhere.
    has_waited: bool,
}

/// Something that is to happen around the machine.
enum Due {
    Tell(Input),
    /// The playing of a leg ends, if nothing else plays there by then.
    Played(LegId, PlayId),
    /// The next caller of these arrivals, if one comes in their half hour.
    Arrival(usize),
    /// A caller's patience is over.
    Impatient(CallId),
}

/// A center in the course of its day.
pub struct Office<'d> {
    config: &'d Config,
    day: &'d Day,
    center: Center,
    now: Now,
    chance: Chance,
    agenda: Agenda<Due>,
    callers: BTreeMap<CallId, Caller>,
    playing: BTreeMap<LegId, PlayId>,
    /// Phones that ring or talk, by leg.
    phones: BTreeMap<LegId, Extension>,
    busy: BTreeMap<Who, Mono>,
    tally: Tally,
}

impl<'d> Office<'d> {
    /// The center before its day.
    pub fn open(config: &'d Arc<Config>, day: &'d Day, seed: u64) -> Office<'d> {
        let mut chance = Chance::from_number(seed);
        let mut agenda = Agenda::default();
        floor::plan(config, day, MIDNIGHT, &mut agenda);
        let mut office = Office {
            config,
            day,
            center: Center::new(Arc::clone(config), Revision(1), chance.fork()),
            now: Now {
                mono: MIDNIGHT,
                wall: day.midnight,
            },
            chance,
            agenda: Agenda::default(),
            callers: BTreeMap::new(),
            playing: BTreeMap::new(),
            phones: BTreeMap::new(),
            busy: BTreeMap::new(),
            tally: Tally::default(),
        };
        while let Some((at, input)) = agenda.pop() {
            office.agenda.plan(at, Due::Tell(input));
        }
        for (number, arrivals) in day.arrivals.iter().enumerate() {
            let begins = MIDNIGHT + SLOT * u32::try_from(arrivals.slot).unwrap_or(0);
            office.expect(number, arrivals, begins);
        }
        office
    }

    /// Plays the day, and what it leaves behind.
    pub fn serve(mut self) -> Tally {
        let end = MIDNIGHT + SLOT * 48 + LATE;
        loop {
            let due = self.agenda.next_at();
            let next = [due, self.center.next_deadline()];
            let Some(next) = next.into_iter().flatten().min().filter(|at| *at <= end) else {
                break;
            };
            self.now = self.now.later(next.since(self.now.mono));
            if due != Some(next) {
                self.tell(Input::Timeout);
            } else if let Some((_, due)) = self.agenda.pop() {
                self.happens(due);
            }
        }
        for (who, since) in std::mem::take(&mut self.busy) {
            self.tally.was_busy(who, MIDNIGHT, since, self.now.mono);
        }
        self.tally
    }

    fn happens(&mut self, due: Due) {
        match due {
            Due::Tell(input) => self.tell(input),
            Due::Played(leg, play) => {
                if self.playing.get(&leg) == Some(&play) {
                    self.playing.remove(&leg);
                    self.tell(Input::Leg(leg, LegEvent::Played(play, PlayEnd::Done)));
                }
            }
            Due::Arrival(number) => self.arrives(number),
            Due::Impatient(call) => {
                let waits = self.callers.get(&call).is_some_and(|it| it.waits.is_some());
                if waits {
                    let gone = LegEvent::Gone(Release::HungUp);
                    self.tell(Input::Leg(LegId { call, number: 0 }, gone));
                }
            }
        }
    }

    /// Plans the next caller of these arrivals. Gaps know nothing of each other, so that a half hour may
    /// begin anew.
    fn expect(&mut self, number: usize, arrivals: &Arrivals, after: Mono) {
        if arrivals.calls <= 0.0 {
            return;
        }
        let mean = SLOT.as_secs_f64() / arrivals.calls;
        let at = after + exponential(&mut self.chance, mean);
        if slot(MIDNIGHT, at) == arrivals.slot && at < MIDNIGHT + SLOT * 48 {
            self.agenda.plan(at, Due::Arrival(number));
        }
    }

    fn arrives(&mut self, number: usize) {
        let day = self.day;
        let Some(arrivals) = day.arrivals.get(number) else {
            return;
        };
        self.expect(number, arrivals, self.now.mono);
        let Some(known) = self.config.numbers.get(&arrivals.number) else {
            return;
        };
        let call = CallId(self.chance.id(self.now.wall));
        let caller = self.somebody(arrivals);
        self.callers.insert(call, caller);
        self.tally.calls += 1;
        self.tell(Input::Arrived(Arrival {
            leg: LegId { call, number: 0 },
            trunk: known.trunk.clone(),
            number: arrivals.number.clone(),
            // Nobody is known from a call before.
            caller: String::new(),
            diversion: Default::default(),
        }));
    }

    fn somebody(&mut self, arrivals: &Arrivals) -> Caller {
        let patience = self.day.patience.map(|mean| mean.as_secs_f64());
        let patience = patience.map(|mean| exponential(&mut self.chance, mean));
        let talk = match self.day.spread {
            Spread::Fixed => self.day.talk,
            Spread::Exponential => exponential(&mut self.chance, self.day.talk.as_secs_f64()),
        };
        Caller {
            keys: arrivals.keys.clone().into_iter(),
            patience: patience.unwrap_or(Duration::MAX),
            talk,
            waits: None,
            has_waited: false,
        }
    }

    fn plan(&mut self, after: Duration, due: Due) {
        self.agenda.plan(self.now.mono + after, due);
    }

    fn leg(&mut self, after: Duration, leg: LegId, event: LegEvent) {
        self.plan(after, Due::Tell(Input::Leg(leg, event)));
    }

    fn tell(&mut self, input: Input) {
        self.center.handle(self.now, input);
        while let Some(output) = self.center.poll() {
            self.carry_out(output);
        }
    }

    fn carry_out(&mut self, output: Output) {
        match output {
            Output::Accept(leg) => self.leg(Duration::ZERO, leg, LegEvent::Up),
            Output::Refuse(leg, _) => {
                self.tally.refused += 1;
                self.callers.remove(&leg.call);
            }
            Output::Dial { leg, phone, .. } => self.rings(leg, phone),
            Output::DialOut { leg, .. } => self.leg(self.day.rings, leg, LegEvent::Up),
            Output::HangUp { leg, .. } => self.is_free(leg),
            Output::Play {
                leg,
                play,
                sounds,
                times,
                ..
            } => {
                self.playing.insert(leg, play);
                if let Some(times) = times {
                    let once: Duration = sounds.iter().map(length).sum();
                    self.plan(once * times, Due::Played(leg, play));
                }
            }
            Output::Stop(leg) => {
                self.playing.remove(&leg);
            }
            Output::RecordAlone {
                leg,
                quiet,
                recording,
                ..
            } => self.leg(SPEAKS + quiet, leg, LegEvent::Quiet(recording)),
            Output::Ask(ask, _) => {
                let reply = Err(AskFailure::Unreachable);
                self.plan(THINKS, Due::Tell(Input::Replied(ask, reply)));
            }
            Output::Journal(event) => self.note(event.call, event.kind),
            Output::Finished(record) => {
                if let Some(caller) = self.callers.remove(&record.id) {
                    self.tally.elsewhere += u32::from(!caller.has_waited);
                }
            }
            Output::AgentChanged(status) => self.changes(status),
            _ => {}
        }
    }

    fn rings(&mut self, leg: LegId, phone: Extension) {
        let stands_alone = self.config.phones.get(&phone);
        if stands_alone.is_some_and(|phone| phone.agent.is_none()) {
            let now = self.now.mono;
            self.busy.insert(Who::Phone(phone.clone()), now);
            self.phones.insert(leg, phone);
        }
        self.leg(self.day.rings, leg, LegEvent::Up);
    }

    fn is_free(&mut self, leg: LegId) {
        self.playing.remove(&leg);
        if let Some(phone) = self.phones.remove(&leg) {
            self.stops(Who::Phone(phone));
        }
    }

    fn stops(&mut self, who: Who) {
        if let Some(since) = self.busy.remove(&who) {
            self.tally.was_busy(who, MIDNIGHT, since, self.now.mono);
        }
    }

    fn changes(&mut self, status: AgentStatus) {
        let who = Who::Agent(status.agent);
        match status.state {
            AgentState::OnCall | AgentState::WrapUp => {
                let now = self.now.mono;
                self.busy.entry(who).or_insert(now);
            }
            _ => self.stops(who),
        }
    }

    fn note(&mut self, call: CallId, event: EventKind) {
        match event {
            EventKind::Entered { ivr, node } => self.enters(call, &ivr, &node),
            EventKind::Queued { group, .. } => self.begins_to_wait(call, group),
            EventKind::Dequeued { exit, .. } => self.waits_no_longer(call, exit),
            EventKind::Answered { .. } => {
                let talk = self.callers.get(&call).map(|caller| caller.talk);
                if let Some(talk) = talk {
                    let leg = LegId { call, number: 0 };
                    self.leg(talk, leg, LegEvent::Gone(Release::HungUp));
                }
            }
            _ => {}
        }
    }

    fn enters(&mut self, call: CallId, ivr: &IvrName, node: &Name) {
        let node = self
            .config
            .ivrs
            .get(ivr)
            .and_then(|ivr| ivr.nodes.get(node));
        if node.is_none_or(|node| node.outline().asking().is_none()) {
            return;
        }
        let keys = self.callers.get_mut(&call).and_then(|it| it.keys.next());
        let leg = LegId { call, number: 0 };
        let mut after = THINKS;
        for key in keys.unwrap_or_default().chars().filter_map(model::Key::new) {
            self.leg(after, leg, LegEvent::Digit(key));
            after += KEY;
        }
    }

    fn begins_to_wait(&mut self, call: CallId, group: Name) {
        let now = self.now.mono;
        let Some(caller) = self.callers.get_mut(&call) else {
            return;
        };
        caller.waits = Some((group.clone(), now));
        let first = !std::mem::replace(&mut caller.has_waited, true);
        let patience = caller.patience;
        if first && patience < LATE {
            self.plan(patience, Due::Impatient(call));
        }
        self.tally.of(slot(MIDNIGHT, now), &group).offered += 1;
    }

    fn waits_no_longer(&mut self, call: CallId, exit: QueueExit) {
        let now = self.now.mono;
        let waits = self.callers.get_mut(&call).and_then(|it| it.waits.take());
        let Some((group, since)) = waits else { return };
        let wait = now.since(since);
        let in_time = wait <= self.day.target;
        let callers = self.tally.of(slot(MIDNIGHT, since), &group);
        callers.waited += wait;
        match exit {
            QueueExit::Answered => {
                callers.answered += 1;
                callers.in_time += u32::from(in_time);
            }
            QueueExit::Abandoned => callers.abandoned += 1,
            _ => {}
        }
    }
}

fn exponential(chance: &mut Chance, mean: f64) -> Duration {
    // The upper 53 bits are what a double can tell apart; never 0, of which there is no logarithm.
    let uniform = ((chance.number() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64;
    Duration::from_micros((-uniform.ln() * mean * 1e6) as u64)
}
