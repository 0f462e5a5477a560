//! What a node works with: the call that is in it, and what all calls share.

use kernel::Mono;
use model::ask::{self, Ask};
use model::config::{Counting, Speech, Template, Variable};
use model::record::{EventKind, Outcome};
use model::{Key, Name};

use super::errors::Failure;
use super::{Step, sound};
use crate::Sound;
use crate::call::Call;
use crate::floor::Floor;

/// A call in a node.
pub(crate) struct Visit<'v> {
    pub(crate) call: &'v mut Call,
    pub(crate) floor: &'v mut Floor,
    /// The node's name.
    pub(crate) node: &'v Name,
}

impl Visit<'_> {
    /// Plays something to the caller, in place of what plays. False if it names a prompt that is gone.
    pub(crate) fn play(&mut self, speech: &Speech, times: u32) -> bool {
        let Some(sound) = sound::of(speech, self.call, self.floor) else {
            return false;
        };
        self.call.play(self.floor, vec![sound], Some(times));
        true
    }

    /// Plays something until it is stopped; nothing if it names a prompt that is gone.
    pub(crate) fn loop_over(&mut self, speech: &Speech) {
        if let Some(sound) = sound::of(speech, self.call, self.floor) {
            self.call.play(self.floor, vec![sound], None);
        }
    }

    /// Plays a tone to the caller, in place of what plays.
    pub(crate) fn tone(&mut self, sound: Sound, times: Option<u32>) {
        self.call.play(self.floor, vec![sound], times);
    }

    /// Plays something until it is stopped: music, or the ring-back tone if there is none or it is gone.
    pub(crate) fn loop_music(&mut self, music: Option<&Speech>) {
        let sound = music.and_then(|speech| sound::of(speech, self.call, self.floor));
        self.tone(sound.unwrap_or(Sound::RingBack), None);
    }

    /// Stops what plays to the caller.
    pub(crate) fn quiet(&mut self) {
        self.call.quiet(self.floor);
    }

    /// Keeps a key for the next question.
    pub(crate) fn keep(&mut self, key: Key) {
        self.call.keys.push(key, &mut self.floor.counters);
    }

    /// A key that has no meaning here.
    pub(crate) fn ignore_key(&mut self) -> Step {
        self.floor.counters.keys_ignored += 1;
        Step::Stayed
    }

    /// Writes an event down.
    pub(crate) fn journal(&mut self, kind: EventKind) {
        self.call.journal(self.floor, kind);
    }

    /// A text with the values that its variables have at this moment.
    pub(crate) fn text(&self, template: &Template) -> String {
        template.render(|variable| self.value(variable))
    }

    /// The value that a variable has at this moment.
    pub(crate) fn value(&self, variable: &Variable) -> String {
        sound::value(variable, self.call, self.floor)
    }

    /// A URL with the values that its variables have at this moment.
    pub(crate) fn url(&self, template: &Template) -> String {
        template.render(|variable| ask::encoded(&self.value(variable)))
    }

    /// Notes what came of a question.
    pub(crate) fn consulted(&mut self, url: &Template, since: Mono, outcome: Outcome) {
        let took = self.floor.now.mono.since(since).as_millis();
        let host = ask::host(&self.url(url)).to_owned();
        self.journal(EventKind::Consulted {
            host,
            outcome,
            took_ms: u64::try_from(took).unwrap_or(u64::MAX),
        });
    }

    /// Asks a customer's system; the node hears the answer unless it is left before.
    pub(crate) fn ask(&mut self, ask: Ask) {
        self.call.ask(self.floor, ask);
    }

    /// What no node of this type waits for.
    pub(crate) fn ignore(&mut self) -> Step {
        self.floor.counters.stray_events += 1;
        Step::Stayed
    }

    /// Gives a variable of the call a value.
    pub(crate) fn set(&mut self, variable: &Name, value: impl Into<String>) {
        self.call.variables.set(variable, value.into());
    }

    /// Counts a failed try; the count with it.
    pub(crate) fn count(&mut self, counting: &Counting, failure: Failure) -> u32 {
        let errors = self.call.errors.count(self.node, counting, failure);
        if let Some(variable) = &counting.into {
            self.set(variable, errors.to_string());
        }
        errors
    }

    /// The caller answered, or had his last try: the node's own counters begin anew.
    pub(crate) fn forgive(&mut self, counting: &Counting) {
        self.call.errors.forgive(self.node, counting);
    }
}
