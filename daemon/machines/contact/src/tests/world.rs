//! A scripted world around the center: it keeps the time and checks what must hold for every output.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use model::ask::{Ask, AskId, Reply};
use model::config::Config;
use model::record::{CallEvent, CallRecord, EventKind};
use model::state::{AgentState, PhoneState, Presence};
use model::{CallId, Extension, Moved, MovedKind, RecordingId, Revision, Touched};

use super::setup::{key, name, number, phone};
use crate::{
    AgentAct, AgentStatus, Arrival, Census, Center, DeviceEvent, Forwarded, Handover, Input,
    LegEvent, LegId, Outgoing, Output, PlayEnd, PlayId, Release, Sound, record,
};

pub struct World {
    pub center: Center,
    pub now: Now,
    /// All outputs since they were last taken.
    pub outputs: Vec<Output>,
    pub journal: BTreeMap<CallId, Vec<CallEvent>>,
    pub records: BTreeMap<CallId, CallRecord>,
    pub playing: BTreeMap<LegId, PlayId>,
    pub live: BTreeSet<LegId>,
    /// The numbers outside that ring or talk, by leg, with the number shown.
    pub outside: BTreeMap<LegId, (String, String)>,
    /// Of each number outside that was called, whether the call came from there.
    pub forwarded: Vec<Option<Forwarded>>,
    /// Recordings that were begun and not stopped, with the legs that they hear.
    pub recorded: BTreeMap<RecordingId, (LegId, Option<LegId>)>,
    /// The phones that ring or talk, by leg.
    pub dialled: BTreeMap<LegId, Extension>,
    pub presences: BTreeMap<String, Presence>,
    /// What agents do, as last told.
    pub states: BTreeMap<String, AgentState>,
    /// What calls wait for from customers' systems.
    pub asked: BTreeMap<CallId, (AskId, Ask)>,
    /// What became of transfers since it was last taken.
    pub handovers: Vec<Handover>,
    pub bridges: BTreeSet<(LegId, LegId)>,
    calls: u128,
}

pub const CALLER: &str = "13800138000";

impl World {
    pub fn new(config: Config) -> World {
        let now = Now {
            mono: Mono::from_micros(1_000_000),
            wall: Timestamp::from_second(1_800_000_000).unwrap(),
        };
        let mut world = World {
            center: Center::new(Arc::new(config), Revision(7), Chance::from_number(1)),
            now,
            outputs: Vec::new(),
            journal: BTreeMap::new(),
            records: BTreeMap::new(),
            playing: BTreeMap::new(),
            live: BTreeSet::new(),
            outside: BTreeMap::new(),
            forwarded: Vec::new(),
            recorded: BTreeMap::new(),
            dialled: BTreeMap::new(),
            presences: BTreeMap::new(),
            states: BTreeMap::new(),
            asked: BTreeMap::new(),
            handovers: Vec::new(),
            bridges: BTreeSet::new(),
            calls: 0,
        };
        world.input(Input::Timeout);
        world
    }

    /// A world in which every phone of the configuration is reachable.
    pub fn staffed(config: Config) -> World {
        let phones: Vec<Extension> = config.phones.keys().cloned().collect();
        let mut world = World::new(config);
        for one in phones {
            world.input(Input::Device(one, DeviceEvent::Reachable));
        }
        world
    }

    pub fn input(&mut self, input: Input) {
        if let Input::Leg(leg, LegEvent::Gone(_) | LegEvent::Failed(_)) = &input {
            self.forget(*leg);
        }
        self.center.handle(self.now, input);
        self.drain();
    }

    /// Takes in what the center says.
    pub fn drain(&mut self) {
        while let Some(output) = self.center.poll() {
            self.check(&output);
            self.outputs.push(output);
        }
    }

    /// Lets time pass, deadline by deadline.
    pub fn wait(&mut self, span: Duration) {
        let until = self.now.later(span);
        while let Some(due) = self.center.next_deadline().filter(|due| *due <= until.mono) {
            self.now = self.now.later(due.since(self.now.mono));
            self.input(Input::Timeout);
        }
        self.now = self.now.later(until.mono.since(self.now.mono));
        self.input(Input::Timeout);
    }

    pub fn secs(&mut self, seconds: u64) {
        self.wait(Duration::from_secs(seconds));
    }

    /// A call arrives, and nothing more.
    pub fn arrive(&mut self) -> CallId {
        self.arrive_at("100")
    }

    pub fn arrive_at(&mut self, dialled: &str) -> CallId {
        self.arrive_from(CALLER, dialled)
    }

    pub fn arrive_from(&mut self, caller: &str, dialled: &str) -> CallId {
        self.calls += 1;
        let call = CallId(uuid::Uuid::from_u128(self.calls));
        let leg = LegId { call, number: 0 };
        self.live.insert(leg);
        self.input(Input::Arrived(Arrival {
            leg,
            trunk: name("carrier"),
            number: number(dialled),
            caller: caller.to_owned(),
            diversion: Default::default(),
        }));
        call
    }

    /// Somebody dials at a phone.
    pub fn dials(&mut self, extension: &str, dialled: &str) -> CallId {
        self.calls += 1;
        let call = CallId(uuid::Uuid::from_u128(self.calls));
        let leg = LegId { call, number: 0 };
        self.live.insert(leg);
        self.input(Input::Dialled(Outgoing {
            leg,
            phone: phone(extension),
            dialled: dialled.to_owned(),
        }));
        if self.live.contains(&leg) {
            self.dialled.insert(leg, phone(extension));
        }
        call
    }

    /// A call arrives and our answer is established.
    pub fn call(&mut self) -> CallId {
        let call = self.arrive();
        self.leg(call, 0, LegEvent::Up);
        call
    }

    /// The same from a number.
    pub fn call_from(&mut self, caller: &str) -> CallId {
        let call = self.arrive_from(caller, "100");
        self.leg(call, 0, LegEvent::Up);
        call
    }

    pub fn leg(&mut self, call: CallId, number: u16, event: LegEvent) {
        self.input(Input::Leg(LegId { call, number }, event));
    }

    pub fn press(&mut self, call: CallId, digit: char) {
        self.leg(call, 0, LegEvent::Digit(key(digit)));
    }

    /// What plays to the caller has ended.
    pub fn played(&mut self, call: CallId) {
        self.ended(call, PlayEnd::Done);
    }

    pub fn ended(&mut self, call: CallId, how: PlayEnd) {
        let hears = self.playing.keys().find(|leg| leg.call == call).copied();
        let leg = hears.expect("something plays");
        let play = self.playing.remove(&leg).expect("something plays");
        self.input(Input::Leg(leg, LegEvent::Played(play, how)));
    }

    /// A customer's system answers what a call has asked.
    pub fn reply(&mut self, call: CallId, reply: Reply) {
        let (id, _) = self
            .asked
            .remove(&call)
            .expect("the call has asked something");
        self.input(Input::Replied(id, reply));
    }

    pub fn hang_up(&mut self, call: CallId) {
        self.leg(call, 0, LegEvent::Gone(Release::HungUp));
    }

    pub fn set(&mut self, agent: &str, presence: Presence) {
        self.input(Input::SetPresence(name(agent), presence));
    }

    pub fn act(&mut self, agent: &str, act: AgentAct) {
        self.input(Input::Agent(name(agent), act));
    }

    pub fn device(&mut self, extension: &str, event: DeviceEvent) {
        self.input(Input::Device(phone(extension), event));
    }

    pub fn configure(&mut self, config: Config) {
        let touched = Touched::between(&self.center.floor.config, &config);
        self.input(Input::Configured(Arc::new(config), Revision(8), touched));
    }

    /// The same where somebody has another name.
    pub fn configure_moved(&mut self, from: &str, to: &str, config: Config) {
        self.input(Input::Moved(vec![moved(MovedKind::Agents, from, to)]));
        self.configure(config);
    }

    /// The live configuration with other names for some of what is in it.
    pub fn rename(&mut self, moves: Vec<Moved>) {
        let mut config = (*self.center.floor.config).clone();
        config.rename(&model::Renames::of(&moves));
        self.input(Input::Moved(moves));
        self.configure(config);
    }

    /// The leg that rings a phone, if one does.
    pub fn ringing(&self, extension: &str) -> Option<LegId> {
        let rings = |(leg, one): (&LegId, &Extension)| (one.as_str() == extension).then_some(*leg);
        self.dialled.iter().find_map(rings)
    }

    /// The extensions that ring or talk for a call.
    pub fn devices(&self, call: CallId) -> Vec<String> {
        let of_call = self.dialled.iter().filter(|(leg, _)| leg.call == call);
        of_call.map(|(_, one)| one.to_string()).collect()
    }

    /// Something happens on the leg of a phone.
    pub fn at(&mut self, extension: &str, event: LegEvent) {
        let leg = self.ringing(extension).expect("the phone is in use");
        self.input(Input::Leg(leg, event));
    }

    /// The leg of a number outside.
    pub fn outside(&self) -> LegId {
        *self.outside.keys().next().expect("a number is dialled")
    }

    /// Something happens on the leg of a number outside.
    pub fn there(&mut self, event: LegEvent) {
        let leg = self.outside();
        self.input(Input::Leg(leg, event));
    }

    /// Whoever is at a phone asks for his caller to be called elsewhere.
    pub fn transfers(&mut self, extension: &str, to: &str) {
        let leg = self.ringing(extension).expect("the phone is in use");
        self.input(Input::Transfer(leg, to.to_owned()));
    }

    /// What became of transfers since it was last asked.
    pub fn handovers(&mut self) -> Vec<Handover> {
        std::mem::take(&mut self.handovers)
    }

    /// Whether two legs of a call hear each other.
    pub fn talks(&self, call: CallId, number: u16) -> bool {
        let leg = |number| LegId { call, number };
        self.bridges.contains(&(leg(0), leg(number)))
    }

    /// A phone rings and is answered.
    pub fn answer(&mut self, extension: &str) {
        self.at(extension, LegEvent::Ringing);
        self.at(extension, LegEvent::Up);
    }

    pub fn agent(&self, agent: &str) -> AgentStatus {
        self.center
            .agents()
            .find(|status| status.agent.as_str() == agent)
            .expect("the agent")
    }

    pub fn state(&self, agent: &str) -> AgentState {
        self.agent(agent).state
    }

    pub fn phone(&self, extension: &str) -> PhoneState {
        let found = self
            .center
            .phones()
            .find(|status| status.phone.as_str() == extension);
        found.expect("the phone").state
    }

    pub fn record(&self, call: CallId) -> &CallRecord {
        self.records.get(&call).expect("the call has its record")
    }

    pub fn status(&self, call: CallId) -> u16 {
        self.record(call).end_status.code()
    }

    pub fn is_up(&self, call: CallId) -> bool {
        self.center.call(call).is_some()
    }

    pub fn path(&self, call: CallId) -> Vec<String> {
        let entered = |event: &CallEvent| match &event.kind {
            EventKind::Entered { node, .. } => Some(node.to_string()),
            _ => None,
        };
        self.journal[&call].iter().filter_map(entered).collect()
    }

    pub fn events(&self, call: CallId) -> Vec<&EventKind> {
        self.journal[&call]
            .iter()
            .map(|event| &event.kind)
            .collect()
    }

    /// The texts played since they were last taken.
    pub fn heard(&mut self) -> Vec<String> {
        let told =
            std::mem::take(&mut self.outputs)
                .into_iter()
                .filter_map(|output| match output {
                    Output::Play { sounds, .. } => Some(sounds),
                    _ => None,
                });
        told.flatten()
            .map(|sound| match sound {
                Sound::Text { text, .. } => text.to_string(),
                Sound::Clip(clip) => clip.file,
                Sound::RingBack => "ring-back".to_owned(),
                Sound::Beep => "beep".to_owned(),
            })
            .collect()
    }

    /// Everything ends, and nothing is left.
    pub fn close(mut self) {
        self.input(Input::EndAll);
        self.secs(3_600);
        assert_eq!(self.center.census(), Census::default());
        assert!(self.live.is_empty(), "legs left: {:?}", self.live);
        assert!(self.bridges.is_empty());
        assert!(self.recorded.is_empty(), "{:?}", self.recorded);
        assert!(self.asked.is_empty(), "open questions: {:?}", self.asked);
        let counters = self.center.counters();
        assert_eq!(counters.arrived, counters.ended);
        assert_eq!(
            self.records.len() as u64,
            counters.ended,
            "one record a call"
        );
        assert_eq!(
            self.journal.len(),
            self.records.len(),
            "only calls have events"
        );
    }

    fn forget(&mut self, leg: LegId) {
        self.live.remove(&leg);
        self.playing.remove(&leg);
        self.dialled.remove(&leg);
        self.outside.remove(&leg);
        self.bridges
            .retain(|(one, other)| *one != leg && *other != leg);
    }

    #[track_caller]
    fn alive(&self, leg: LegId, output: &Output) {
        assert!(
            self.live.contains(&leg),
            "output for a dead leg: {output:?}"
        );
    }

    fn check(&mut self, output: &Output) {
        match output {
            Output::Refuse(leg, _) => {
                self.alive(*leg, output);
                self.forget(*leg);
            }
            Output::Ring(leg) | Output::Progress(leg) | Output::Accept(leg) => {
                self.alive(*leg, output)
            }
            Output::DialOut {
                leg,
                number,
                caller,
                forwarded,
                ..
            } => {
                assert!(self.live.insert(*leg), "a leg number is used twice");
                self.forwarded.push(forwarded.clone());
                let numbers = (number.clone(), caller.to_string());
                self.outside.insert(*leg, numbers);
            }
            Output::Dial { leg, phone, .. } => {
                assert!(self.live.insert(*leg), "a leg number is used twice");
                assert!(
                    !self.dialled.values().any(|one| one == phone),
                    "a phone is rung twice"
                );
                self.dialled.insert(*leg, phone.clone());
            }
            Output::Adopt { leg, from } => {
                self.alive(*from, output);
                assert!(self.live.insert(*leg), "a leg number is used twice");
                if let Some(phone) = self.dialled.get(from).cloned() {
                    self.dialled.insert(*leg, phone);
                }
                if let Some(numbers) = self.outside.get(from).cloned() {
                    self.outside.insert(*leg, numbers);
                }
                self.forget(*from);
            }
            Output::HangUp { leg, .. } => {
                self.alive(*leg, output);
                self.forget(*leg);
            }
            Output::Play { leg, play, .. } => {
                self.alive(*leg, output);
                self.playing.insert(*leg, *play);
            }
            Output::Stop(leg) => {
                self.alive(*leg, output);
                self.playing.remove(leg);
            }
            Output::Bridge(one, other) => {
                self.alive(*one, output);
                self.alive(*other, output);
                assert!(self.bridges.insert((*one, *other)));
            }
            Output::Transfer(leg, what) => {
                let refused = matches!(what, Handover::Refused(_));
                assert!(refused || self.live.contains(leg), "told to nobody");
                self.handovers.push(*what);
            }
            Output::Unbridge(one, other) => {
                self.alive(*one, output);
                self.alive(*other, output);
                let [here, there] = [(*one, *other), (*other, *one)];
                assert!(self.bridges.remove(&here) || self.bridges.remove(&there));
            }
            Output::Record {
                recording,
                left,
                right,
                ..
            } => {
                self.alive(*left, output);
                let pairs = [(*left, *right), (*right, *left)];
                let talk = pairs.iter().any(|pair| self.bridges.contains(pair));
                assert!(talk, "only a talk is recorded");
                self.recorded.insert(*recording, (*left, Some(*right)));
            }
            Output::RecordAlone { recording, leg, .. } => {
                self.alive(*leg, output);
                self.recorded.insert(*recording, (*leg, None));
            }
            Output::StopRecording(_, recording) => {
                let known = self.recorded.remove(recording);
                assert!(known.is_some(), "a recording is stopped once");
            }
            Output::Journal(event) => self.note(event),
            Output::Finished(finished) => self.finish(finished),
            Output::Ask(id, ask) => {
                assert!(self.center.call(id.call).is_some(), "a dead call asks");
                let open = self.asked.insert(id.call, (*id, ask.clone()));
                assert_eq!(open, None, "a call asks one thing at a time");
            }
            Output::Forget(id) => {
                let open = self.asked.remove(&id.call);
                assert_eq!(open.map(|(open, _)| open), Some(*id), "what was not asked");
            }
            Output::AgentChanged(status) => {
                self.presences
                    .insert(status.agent.to_string(), status.presence);
                self.states.insert(status.agent.to_string(), status.state);
            }
        }
    }

    fn note(&mut self, event: &CallEvent) {
        assert!(
            !self.records.contains_key(&event.call),
            "an event after the record"
        );
        let events = self.journal.entry(event.call).or_default();
        assert_eq!(
            event.sequence as usize,
            events.len(),
            "the events are numbered"
        );
        events.push(event.clone());
    }

    fn finish(&mut self, finished: &CallRecord) {
        let events = &self.journal[&finished.id];
        assert!(matches!(
            events.last().unwrap().kind,
            EventKind::Ended { .. }
        ));
        assert_eq!(
            *finished,
            record::assemble(events),
            "the record is that of its journal"
        );
        assert!(
            self.live.iter().all(|leg| leg.call != finished.id),
            "a leg outlives its call"
        );
        assert!(
            self.records.insert(finished.id, finished.clone()).is_none(),
            "one record a call"
        );
    }
}

/// A resource with another name.
pub fn moved(kind: MovedKind, from: &str, to: &str) -> Moved {
    let [from, to] = [from, to].map(|text| text.parse().expect("a name"));
    Moved { kind, from, to }
}
