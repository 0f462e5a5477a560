//! The shadow of one call: where it is, by its own events.

use std::collections::{BTreeMap, BTreeSet};

use contact::LegId;
use kernel::Mono;
use model::record::{CallEvent, EventKind};
use model::{CallId, IvrName, Key, Name, RecordingId, Revision};

use super::at;
use super::engaged::Engaged;
use crate::report::Report;
use crate::world::MediaPlane;

/// Where a call is: in one place at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// It has been let in, or left a talk.
    Between,
    /// In a node.
    Flow(Name),
    /// In a queue.
    Queue,
    /// With a participant.
    Talk(u32),
    /// Over, since then.
    Over(Mono),
}

/// A call.
#[derive(Debug)]
pub struct Shade {
    /// The flow that it pinned.
    pub ivr: Option<IvrName>,
    /// Of which revision.
    pub revision: Revision,
    /// Where it is.
    pub place: Place,
    /// Whether no crash has come since it began.
    pub live: bool,
    /// Rises with everything that happens to it.
    pub progress: u64,
    /// Keys that its caller pressed and of which nothing has come yet.
    pub pressed: Vec<Key>,
    /// Whether its caller was ever handed over, or about to be.
    pub handed: bool,
    /// When that was done last.
    pub handed_over: Option<Mono>,
    /// Who hands its caller over.
    hands_over: Option<u32>,
    next: u32,
    agents: BTreeMap<u32, Name>,
    recordings: BTreeSet<RecordingId>,
}

impl Shade {
    /// A call that arrives.
    pub fn new(ivr: Option<IvrName>, revision: Revision, first: u32) -> Shade {
        Shade {
            ivr,
            revision,
            place: Place::Between,
            live: true,
            progress: 0,
            pressed: Vec::new(),
            handed: false,
            handed_over: None,
            hands_over: None,
            next: first,
            agents: BTreeMap::new(),
            recordings: BTreeSet::new(),
        }
    }

    /// Takes in an event.
    pub fn take(
        &mut self,
        now: Mono,
        event: &CallEvent,
        engaged: &mut Engaged,
        report: &mut Report,
    ) {
        self.progress += 1;
        if !self.live {
            // What was not durable is gone, so its events go on from what was.
            if matches!(event.kind, EventKind::Ended { .. }) {
                self.place = Place::Over(now);
            }
            return;
        }
        report.checked();
        if event.sequence != self.next {
            let what = format!("{} has {} after {}", event.call, event.sequence, self.next);
            report.violated(at(now), "the events of a call have no gap", what);
        }
        self.next = event.sequence + 1;
        match &event.kind {
            EventKind::Entered { node, .. } => self.place = Place::Flow(node.clone()),
            EventKind::Queued { .. } => self.place = Place::Queue,
            EventKind::Answered { participant } | EventKind::TakenBack { participant } => {
                self.hands_over = None;
                self.place = Place::Talk(*participant);
            }
            EventKind::Transferring { participant } => {
                (self.handed, self.hands_over) = (true, Some(*participant));
                self.place = Place::Between;
            }
            EventKind::HandedOver { participant } => {
                (self.hands_over, self.handed_over) = (None, Some(now));
                self.free(event.call, *participant, engaged);
            }
            EventKind::Chose { key, .. }
            | EventKind::Rated { key, .. }
            | EventKind::Failed { key: Some(key), .. } => {
                self.heard(now, event.call, *key, report);
            }
            EventKind::Collected {
                digits: Some(digits),
                ..
            } => {
                for key in digits.chars().filter_map(Key::new) {
                    self.heard(now, event.call, key, report);
                }
            }
            EventKind::Offered {
                participant,
                agent: Some(agent),
                ..
            }
            | EventKind::Dialled {
                participant,
                agent: Some(agent),
                ..
            } => self.is_given(now, event.call, (*participant, agent), engaged, report),
            EventKind::Originated {
                agent: Some(agent), ..
            } => self.begins(now, event.call, agent, engaged, report),
            EventKind::OfferEnded { participant, .. }
            | EventKind::DialEnded { participant, .. } => {
                self.free(event.call, *participant, engaged)
            }
            EventKind::Left { participant, .. } => {
                self.free(event.call, *participant, engaged);
                self.place = Place::Between;
            }
            EventKind::RecordingStarted { recording, .. }
            | EventKind::VoicemailStarted { recording, .. } => {
                self.recordings.insert(*recording);
            }
            EventKind::RecordingStopped { recording } => {
                self.recordings.remove(recording);
            }
            EventKind::Ended { .. } => self.over(now, event.call, engaged, report),
            _ => {}
        }
    }

    fn is_given(
        &mut self,
        now: Mono,
        call: CallId,
        (participant, agent): (u32, &Name),
        engaged: &mut Engaged,
        report: &mut Report,
    ) {
        let leg = leg_of(call, participant);
        self.agents.insert(participant, agent.clone());
        one_call(now, agent, engaged.is_given(agent, leg), leg, report);
    }

    fn begins(
        &mut self,
        now: Mono,
        call: CallId,
        agent: &Name,
        engaged: &mut Engaged,
        report: &mut Report,
    ) {
        let leg = leg_of(call, 0);
        self.agents.insert(0, agent.clone());
        one_call(now, agent, engaged.begins(agent, leg), leg, report);
    }

    fn heard(&mut self, now: Mono, call: CallId, key: Key, report: &mut Report) {
        match self.pressed.iter().position(|pressed| *pressed == key) {
            Some(place) => {
                self.pressed.remove(place);
            }
            None => {
                let what = format!("{call}: {key}");
                report.violated(at(now), "a key that was heard was pressed", what);
            }
        }
    }

    fn free(&mut self, call: CallId, participant: u32, engaged: &mut Engaged) {
        if let Some(agent) = self.agents.remove(&participant) {
            engaged.is_free(&agent, leg_of(call, participant));
        }
    }

    fn over(&mut self, now: Mono, call: CallId, engaged: &mut Engaged, report: &mut Report) {
        // Whoever called himself is there to the end.
        let talks = |number: u32| {
            number == 0 || self.place == Place::Talk(number) || self.hands_over == Some(number)
        };
        let rung = self.agents.iter().find(|(number, _)| !talks(**number));
        if let Some((_, agent)) = rung {
            let what = format!("{call} ended with {agent}");
            report.violated(at(now), "a call that ends rings nobody", what);
        }
        engaged.is_over(call);
        self.place = Place::Over(now);
    }

    /// Whether somebody is called to whom the caller is handed over.
    pub fn is_handed_on(&self) -> bool {
        self.handed && self.place == Place::Between
    }

    /// Whether the media plane does what the events say, once an input is done with.
    pub fn agree(&self, now: Mono, call: CallId, media: &MediaPlane, report: &mut Report) {
        let leg = |number: u32| leg_of(call, number);
        report.checked();
        let recorded: BTreeSet<RecordingId> = media.recordings_of(call).collect();
        if recorded != self.recordings {
            let what = format!("{call}: {recorded:?}, by its events {:?}", self.recordings);
            report.violated(at(now), "a recording goes on as its events say", what);
        }
        match self.place {
            Place::Talk(participant) => {
                if !media.bridged(leg(0), leg(participant)) {
                    let what = format!("{call} and {participant}");
                    report.violated(at(now), "who talk hear each other", what);
                }
                if recorded.is_empty() {
                    report.violated(at(now), "a talk is recorded", call.to_string());
                }
            }
            Place::Over(_) if media.legs_of(call) > 0 => {
                let what = format!("{call} has {} of them", media.legs_of(call));
                report.violated(at(now), "a call that is over has no port", what);
            }
            _ => {}
        }
    }
}

fn leg_of(call: CallId, participant: u32) -> LegId {
    let number = u16::try_from(participant).unwrap_or(u16::MAX);
    LegId { call, number }
}

fn one_call(now: Mono, agent: &Name, other: Option<LegId>, leg: LegId, report: &mut Report) {
    if let Some(other) = other {
        let what = format!("{agent} has {other:?} and {leg:?}");
        report.violated(at(now), "an agent has one call at most", what);
    }
}
