//! The walk itself: time, the machine, and the caller.

use std::collections::BTreeMap;
use std::time::Duration;

use contact::{CallPhase, Center, Input, LegEvent, LegId, Output, PlayEnd, PlayId, Release, Sound};
use jiff::Timestamp;
use kernel::{Chance, Mono, Now};
use model::ask::{Ask, AskId, Reply};
use model::record::{CallEvent, CallRecord, EventKind};
use model::{CallId, Extension, Key, Name, Revision};

use super::{Callee, Choice, Deed, Entry, Question, Run, Scene, Staff, Stop};
use crate::world::{Agenda, length};

/// A key and the pause after it.
pub(crate) const KEY: Duration = Duration::from_millis(160);
/// How long a caller thinks before he does something.
const THINKS: Duration = Duration::from_millis(300);
/// How long a customer's system takes to answer.
const SOON: Duration = Duration::from_millis(100);
/// How long a caller speaks who leaves a message.
const SPEAKS: Duration = Duration::from_secs(3);
/// After so long beyond what is allowed nothing more is waited for.
const HELD: Duration = Duration::from_secs(7_200);
/// Inputs after which a walk is given up: a flow that goes round this often goes round for ever.
const INPUTS: u32 = 20_000;

/// How a call begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Start {
    /// What the clock of the wall shows.
    pub wall: Timestamp,
    /// Who calls.
    pub caller: String,
}

/// Something that is to happen.
pub(super) enum Due {
    /// On a leg.
    Leg(LegId, LegEvent),
    /// A playing to the caller comes to its end.
    Played(PlayId),
    /// A customer's system answers.
    Reply(AskId, Reply),
}

/// A call under way.
pub struct Walk<'s> {
    pub(super) scene: &'s Scene,
    pub(super) staff: BTreeMap<Name, Staff>,
    pub(super) phones: BTreeMap<Extension, Callee>,
    pub(super) outside: BTreeMap<String, Callee>,
    pub(super) agenda: Agenda<Due>,
    pub(super) now: Now,
    pub(super) call: CallId,
    pub(super) question: Option<Question>,
    center: Center,
    chance: Chance,
    longest: Duration,
    /// When nothing more is waited for.
    held: Duration,
    began: Mono,
    inputs: u32,
    asked: Option<AskId>,
    playing: Option<(PlayId, bool)>,
    /// Whether the caller has made up his mind about what the node asks.
    decided: bool,
    late: bool,
    last_word: Option<Mono>,
    record: Option<Box<CallRecord>>,
    run: Run,
}

impl<'s> Walk<'s> {
    /// Plays a call as far as the choices go. `longest` is how long it should take at most; a longer one is
    /// waited for, though not for ever.
    pub fn play(scene: &'s Scene, start: &Start, choices: &[Choice], longest: Duration) -> Run {
        let mut walk = Walk::begin(scene, start, choices, longest);
        let stop = walk.go(choices);
        walk.stopped(stop)
    }

    /// The same, and the caller hangs up where the choices end, or when the call becomes too long.
    pub fn play_and_hang_up(
        scene: &'s Scene,
        start: &Start,
        choices: &[Choice],
        longest: Duration,
    ) -> Run {
        let mut walk = Walk::begin(scene, start, choices, longest);
        walk.held = longest;
        let mut stop = walk.go(choices);
        if !matches!(stop, Stop::Over(_)) {
            walk.hang_up();
            stop = walk.record.take().map_or(stop, Stop::Over);
        }
        walk.stopped(stop)
    }

    fn begin(scene: &'s Scene, start: &Start, choices: &[Choice], longest: Duration) -> Walk<'s> {
        let mut chance = Chance::from_number(1);
        let config = std::sync::Arc::clone(&scene.config);
        let center = Center::new(config, Revision(1), chance.fork());
        let now = Now {
            mono: Mono::from_micros(1_000_000),
            wall: start.wall,
        };
        let call = CallId(chance.id(start.wall));
        let mut walk = Walk {
            scene,
            staff: BTreeMap::new(),
            phones: BTreeMap::new(),
            outside: BTreeMap::new(),
            agenda: Agenda::default(),
            now,
            call,
            question: None,
            center,
            chance,
            longest,
            held: longest + HELD,
            began: now.mono,
            inputs: 0,
            asked: None,
            playing: None,
            decided: false,
            late: false,
            last_word: None,
            record: None,
            run: Run {
                stop: Stop::Held,
                standing: String::new(),
                entered: Vec::new(),
                deeds: Vec::new(),
                replies: Vec::new(),
                person: false,
                message: false,
                word: false,
                long: None,
                took: Duration::ZERO,
            },
        };
        walk.assume(choices);
        walk.prepare();
        walk.arrive(call, scene.number.clone(), start.caller.clone());
        walk
    }

    /// What holds throughout is there from the beginning.
    fn assume(&mut self, choices: &[Choice]) {
        for choice in choices.iter().cloned() {
            match choice {
                Choice::Group(group, staff) => {
                    self.staff.insert(group, staff);
                }
                Choice::Phone(phone, callee) => {
                    self.phones.insert(phone, callee);
                }
                Choice::Outside(number, callee) => {
                    self.outside.insert(number, callee);
                }
                Choice::Press(_) | Choice::Silence | Choice::Reply(_) => {}
            }
        }
    }

    pub(super) fn fresh(&mut self) -> CallId {
        CallId(self.chance.id(self.now.wall))
    }

    fn go(&mut self, choices: &[Choice]) -> Stop {
        let mut choices = choices.iter().filter(|choice| !choice.holds_throughout());
        loop {
            if let Some(question) = self.asks() {
                match choices.next() {
                    Some(choice) => self.take(question, choice),
                    None => return Stop::Question(question),
                }
            } else if let Some(record) = self.record.take() {
                return Stop::Over(record);
            } else if !self.pass() {
                return Stop::Held;
            }
        }
    }

    fn stopped(mut self, stop: Stop) -> Run {
        self.run.took = self.now.mono.since(self.began);
        self.run.standing = self.center.standing(self.call).unwrap_or_default();
        self.run.stop = stop;
        self.run
    }

    /// What has to be known at this moment.
    fn asks(&self) -> Option<Question> {
        if self.question.is_some() {
            return self.question.clone();
        }
        let node = self.node()?;
        let asks = |node| {
            self.scene
                .ivr
                .nodes
                .get(node)
                .is_some_and(|it| it.outline().asking().is_some())
        };
        (!self.decided && asks(&node)).then_some(Question::Keys(node))
    }

    /// The node in which the call stays.
    fn node(&self) -> Option<Name> {
        match self.center.call(self.call)?.phase {
            CallPhase::Flow { node } => Some(node),
            _ => None,
        }
    }

    fn take(&mut self, question: Question, choice: &Choice) {
        self.question = None;
        match (question, choice) {
            (Question::Keys(node), Choice::Press(keys)) => self.press(node, keys),
            (Question::Reply { url, .. }, Choice::Reply(reply)) => self.answer(url, reply),
            _ => self.decided = true,
        }
    }

    fn press(&mut self, node: Name, keys: &str) {
        self.decided = true;
        self.do_at(self.now.mono + THINKS, node, keys.to_owned());
        let leg = self.customer();
        let mut after = THINKS;
        for key in keys.chars().filter_map(Key::new) {
            self.due(after, leg, LegEvent::Digit(key));
            after += KEY;
        }
    }

    fn do_at(&mut self, at: Mono, node: Name, keys: String) {
        self.run.deeds.push(Deed {
            at,
            keys,
            node,
            entries: self.run.entered.len(),
            late: self.late,
        });
    }

    fn hang_up(&mut self) {
        let node = self.run.entered.last().map(|entry| entry.node.clone());
        let at = self.now.mono + THINKS;
        if let Some(node) = node {
            self.do_at(at, node, String::new());
        }
        self.now = self.now.later(THINKS);
        self.tell(Input::Leg(self.customer(), LegEvent::Gone(Release::HungUp)));
    }

    fn answer(&mut self, url: String, reply: &Reply) {
        if let Some(ask) = self.asked.take() {
            self.run.replies.push((url, reply.clone()));
            self.agenda
                .plan(self.now.mono + SOON, Due::Reply(ask, reply.clone()));
        }
    }

    fn customer(&self) -> LegId {
        LegId {
            call: self.call,
            number: 0,
        }
    }

    /// Lets the next thing happen; false if nothing does for hours.
    pub(super) fn pass(&mut self) -> bool {
        let due = self.agenda.next_at();
        let next = [due, self.center.next_deadline()];
        let Some(next) = next.into_iter().flatten().min() else {
            return false;
        };
        if next.since(self.began) > self.held || self.inputs >= INPUTS {
            self.now = self
                .now
                .later((self.began + self.held).since(self.now.mono));
            return false;
        }
        self.now = self.now.later(next.since(self.now.mono));
        self.watch();
        if due != Some(next) {
            self.tell(Input::Timeout);
            return true;
        }
        match self.agenda.pop() {
            Some((_, Due::Leg(leg, event))) => self.tell(Input::Leg(leg, event)),
            Some((_, Due::Reply(ask, reply))) => self.tell(Input::Replied(ask, reply)),
            Some((_, Due::Played(play))) => self.played(play),
            None => {}
        }
        true
    }

    /// Notes when the call has become too long.
    fn watch(&mut self) {
        let took = self.now.mono.since(self.began);
        if self.run.long.is_none() && !self.run.person && took > self.longest {
            self.run.long = self.run.entered.last().map(|entry| entry.node.clone());
        }
    }

    fn played(&mut self, play: PlayId) {
        let Some((_, spoken)) = self.playing.take_if(|(playing, _)| *playing == play) else {
            return;
        };
        if spoken {
            self.last_word = Some(self.now.mono);
        }
        let played = LegEvent::Played(play, PlayEnd::Done);
        self.tell(Input::Leg(self.customer(), played));
    }

    /// Tells the machine something, and does what it wants done.
    pub(super) fn tell(&mut self, input: Input) {
        self.inputs += 1;
        self.center.handle(self.now, input);
        while let Some(output) = self.center.poll() {
            self.carry_out(output);
        }
    }

    fn carry_out(&mut self, output: Output) {
        match output {
            Output::Accept(leg) => self.due(Duration::ZERO, leg, LegEvent::Up),
            Output::Dial { leg, phone, .. } => self.ring(leg, phone),
            Output::DialOut { leg, number, .. } => self.dial_out(leg, number),
            Output::Play {
                leg,
                play,
                sounds,
                times,
                ..
            } if leg == self.customer() => self.hears(play, &sounds, times),
            Output::Stop(leg) if leg == self.customer() => self.playing = None,
            Output::RecordAlone {
                leg,
                quiet,
                recording,
                ..
            } => {
                self.due(SPEAKS + quiet, leg, LegEvent::Quiet(recording));
            }
            Output::Ask(ask, question) if ask.call == self.call => self.is_asked(ask, &question),
            Output::Forget(ask) if Some(ask) == self.asked => self.is_forgotten(),
            Output::Journal(event) if event.call == self.call => self.note(event),
            Output::Finished(record) if record.id == self.call => self.record = Some(record),
            _ => {}
        }
    }

    fn hears(&mut self, play: PlayId, sounds: &[Sound], times: Option<u32>) {
        let speech = |sound: &Sound| matches!(sound, Sound::Text { .. } | Sound::Clip(_));
        self.playing = Some((play, sounds.iter().any(speech)));
        if let Some(times) = times {
            let once: Duration = sounds.iter().map(length).sum();
            self.agenda
                .plan(self.now.mono + once * times, Due::Played(play));
        }
    }

    fn is_asked(&mut self, ask: AskId, question: &Ask) {
        let url = question
            .url
            .split('?')
            .next()
            .unwrap_or_default()
            .to_owned();
        let node = self.run.entered.last().map(|entry| entry.node.clone());
        self.asked = Some(ask);
        if let Some(node) = node {
            self.wonder(Question::Reply { node, url });
        }
    }

    fn is_forgotten(&mut self) {
        self.asked = None;
        self.question
            .take_if(|it| matches!(it, Question::Reply { .. }));
    }

    /// Something has to be known. Of several things the first counts: what came after it may be another.
    pub(super) fn wonder(&mut self, question: Question) {
        self.question.get_or_insert(question);
    }

    /// Until it is said who is there, he waits for somebody who does not answer.
    fn queues(&mut self, group: Name) {
        if !self.staff.contains_key(&group) && self.scene.may_differ(&group) {
            self.wonder(Question::Group(group));
        }
    }

    fn note(&mut self, event: CallEvent) {
        let now = self.now.mono;
        match event.kind {
            EventKind::Accepted => self.began = now,
            EventKind::Entered { node, .. } => {
                self.decided = false;
                self.late = false;
                self.run.entered.push(Entry { at: now, node });
            }
            EventKind::Failed { .. } => {
                self.decided = false;
                self.late = true;
            }
            EventKind::Queued { group, .. } => self.queues(group),
            EventKind::Answered { .. } => self.run.person = true,
            EventKind::VoicemailStarted { .. } => self.run.message = true,
            EventKind::RecordingStopped { .. } => self.last_word = Some(now),
            EventKind::Ended { .. } => self.run.word = self.last_word == Some(now),
            _ => {}
        }
    }
}
