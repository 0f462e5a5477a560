//! Test calls: the switch itself calls a number by a trunk, offers anew, refreshes and presses a key in the
//! ways that calls do, and hangs up. What came of that is seen in its messages and in its record; the contact
//! machine only holds a channel for it.

use std::collections::BTreeMap;
use std::time::Duration;

use contact::{
    DialCause, LegEvent, LegId, PlayEnd, PlayId, Release, Sound, TestCall, Untested, status_of_test,
};
use kernel::{Mono, Now};
use media::sdp;
use model::config::Ways;
use model::record::{CallEvent, CallKind, Cause, Direction, EndStatus, EventKind, HungUpBy};
use model::{CallId, DialString, Key, MovedKind, Name, Renames};

use crate::calls::session_id;
use crate::interface::{MediaCommand, Output, Problem, Reply};
use crate::ledger::Entry;
use crate::switch::Switch;

/// Test calls at once.
const TRIALS: usize = 4;
/// How long it may ring.
const RINGS: Duration = Duration::from_secs(40);
/// How long after the answer something else is offered.
const OFFERS: Duration = Duration::from_secs(1);
/// How long after that the session is refreshed.
const REFRESHES: Duration = Duration::from_secs(2);
/// How long after that a key is pressed.
const PRESSES: Duration = Duration::from_secs(1);
/// The key: of all of them the one that menus and mailboxes take for an end of what was entered.
const PRESSED: char = '#';
/// How long after that it is hung up: RTCP needs some seconds to tell the way there and back.
const ENDS: Duration = Duration::from_secs(8);
/// Its one participant.
const CALLEE: u16 = 1;
/// What it says.
const SAID: PlayId = PlayId(1);
/// What it plays in place of that.
const BEEPS: PlayId = PlayId(2);

/// The test calls that are up.
#[derive(Debug, Default)]
pub(crate) struct Trials(BTreeMap<CallId, Trial>);

#[derive(Debug)]
struct Trial {
    test: TestCall,
    began: Now,
    /// What comes next, and when.
    due: Mono,
    step: Step,
    answered: bool,
    /// What is written down of it.
    events: Vec<CallEvent>,
}

#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Step {
    GiveUp,
    Offer,
    Refresh,
    Press,
    HangUp,
}

/// Why a trunk is not tested by a call.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotTried {
    /// There are as many as may be.
    #[error("{TRIALS} test calls are under way already")]
    Busy,
    /// The daemon has no room for calls.
    #[error("the daemon has no room for a call")]
    Overloaded,
    /// Nobody would be shown as calling.
    #[error("no number of the trunk goes out")]
    NoNumber,
    /// The number that is to be shown is none of the trunk's.
    #[error("{0} is no number of the trunk that goes out")]
    NotItsNumber(DialString),
    /// The center does not make it.
    #[error("{0}")]
    Untested(Untested),
}

impl Trials {
    /// Whether a leg is that of a test call.
    pub fn have(&self, leg: LegId) -> bool {
        self.0.contains_key(&leg.call)
    }

    /// Lets trunks have other names.
    pub fn rename(&mut self, names: &Renames) {
        let trunks = self.0.values_mut().map(|trial| &mut trial.test.trunk);
        names.names(MovedKind::Trunks, trunks);
    }

    /// When something is due.
    pub fn next_deadline(&self) -> Option<Mono> {
        self.0.values().map(|trial| trial.due).min()
    }
}

impl Switch {
    /// Calls a number by a trunk; the record of the call follows within a minute.
    pub(crate) fn try_trunk(
        &mut self,
        now: Now,
        trunk: Name,
        number: String,
        shown: Option<DialString>,
    ) -> Result<Reply, Problem> {
        let known = self.config.trunks.contains_key(&trunk);
        self.known("trunk", trunk.as_str(), known)?;
        let tried = self.begin_trial(now, trunk.clone(), number, shown);
        tried
            .map(Reply::Tried)
            .map_err(|why| Problem::NotTried(trunk, why))
    }

    fn begin_trial(
        &mut self,
        now: Now,
        trunk: Name,
        number: String,
        shown: Option<DialString>,
    ) -> Result<CallId, NotTried> {
        if self.trials.0.len() >= TRIALS {
            return Err(NotTried::Busy);
        }
        if self.is_overloaded() {
            return Err(NotTried::Overloaded);
        }
        let shown = self.shown_by(&trunk, shown)?;
        let test = TestCall {
            trunk,
            number,
            shown,
        };
        // Ceilings count by the time of the center.
        self.center.handle(now, contact::Input::Timeout);
        self.center.test_begins(&test).map_err(NotTried::Untested)?;
        let call = CallId(self.chance.id(now.wall));
        let trial = Trial {
            test: test.clone(),
            began: now,
            due: now.mono + RINGS,
            step: Step::GiveUp,
            answered: false,
            events: Vec::new(),
        };
        self.trials.0.insert(call, trial);
        self.write_begin(now, call, &test);
        let leg = LegId {
            call,
            number: CALLEE,
        };
        self.dial_out(now, leg, &test.trunk, &test.number, &test.shown, None);
        Ok(call)
    }

    /// The number that is shown: that one, or the first of the trunk's that goes out.
    fn shown_by(&self, trunk: &Name, wanted: Option<DialString>) -> Result<DialString, NotTried> {
        let mut own = self.config.numbers.iter().filter(|(_, number)| {
            number.trunk == *trunk && matches!(number.direction, Ways::Out | Ways::Both)
        });
        match wanted {
            None => own
                .next()
                .map(|(number, _)| number.clone())
                .ok_or(NotTried::NoNumber),
            Some(wanted) if own.any(|(number, _)| *number == wanted) => Ok(wanted),
            Some(wanted) => Err(NotTried::NotItsNumber(wanted)),
        }
    }

    fn write_begin(&mut self, now: Now, call: CallId, test: &TestCall) {
        let arrived = EventKind::Arrived {
            kind: CallKind::Test,
            direction: Direction::Out,
            trunk: Some(test.trunk.clone()),
            caller: test.shown.to_string(),
            callee: test.number.clone(),
            ivr: None,
            revision: self.revision,
            home: self.center.home_of(&test.number),
            diversion: Default::default(),
        };
        self.write_trial(now, call, arrived);
        let dialled = EventKind::Dialled {
            participant: u32::from(CALLEE),
            agent: None,
            staff_number: None,
            phone: None,
            number: Some(test.number.clone()),
            trunk: Some(test.trunk.clone()),
        };
        self.write_trial(now, call, dialled);
    }

    fn write_trial(&mut self, now: Now, call: CallId, kind: EventKind) {
        let Some(trial) = self.trials.0.get_mut(&call) else {
            return;
        };
        let elapsed = now.mono.since(trial.began.mono).as_micros();
        let event = CallEvent {
            call,
            sequence: u32::try_from(trial.events.len()).unwrap_or(u32::MAX),
            at: now.wall,
            elapsed_us: u64::try_from(elapsed).unwrap_or(u64::MAX),
            kind,
        };
        trial.events.push(event.clone());
        self.put(Output::Journal(Entry::Call(event)));
    }

    /// Something happened on the leg of a test call.
    pub(crate) fn trial_said(&mut self, now: Now, leg: LegId, event: LegEvent) {
        let participant = u32::from(CALLEE);
        match event {
            LegEvent::Ringing => {
                self.write_trial(now, leg.call, EventKind::Ringing { participant })
            }
            LegEvent::Up => self.trial_answered(now, leg),
            LegEvent::Failed(cause) => {
                let system = HungUpBy::System;
                self.end_trial(now, leg.call, status_of_test(cause), None, system);
            }
            LegEvent::Gone(Release::HungUp) => {
                self.end_trial(now, leg.call, EndStatus::Ok, None, HungUpBy::User);
            }
            LegEvent::Gone(Release::Broken) => {
                let (cause, system) = (Some(Cause::Signalling), HungUpBy::System);
                self.end_trial(now, leg.call, EndStatus::OperatorError, cause, system);
            }
            // A machine that speaks no texts says at least that the line is open.
            LegEvent::Played(SAID, PlayEnd::Failed) => self.trial_plays(leg, BEEPS, Sound::Beep),
            LegEvent::Early
            | LegEvent::Digit(_)
            | LegEvent::Played(..)
            | LegEvent::NoMedia
            | LegEvent::Quiet(_) => {}
        }
    }

    fn trial_answered(&mut self, now: Now, leg: LegId) {
        let participant = u32::from(CALLEE);
        let Some(trial) = self.trials.0.get_mut(&leg.call) else {
            return;
        };
        if std::mem::replace(&mut trial.answered, true) {
            return;
        }
        trial.step = Step::Offer;
        trial.due = now.mono + OFFERS;
        self.write_trial(now, leg.call, EventKind::Answered { participant });
        let voice = self.config.center.voice.as_str();
        let text = match voice {
            "en" => "This is a test call.",
            _ => "这是一个测试电话。",
        };
        let said = Sound::Text {
            text: text.into(),
            voice: voice.into(),
        };
        self.trial_plays(leg, SAID, said);
    }

    /// Some lines send nothing before they have heard something.
    fn trial_plays(&mut self, leg: LegId, play: PlayId, sound: Sound) {
        self.put(Output::Media(MediaCommand::Play {
            leg,
            play,
            sounds: vec![sound],
            times: None,
            by: None,
        }));
    }

    /// Does what is due.
    pub(crate) fn expire_trials(&mut self, now: Now) {
        let due = self.trials.0.iter();
        let due = due.filter(|(_, trial)| trial.due <= now.mono);
        let due: Vec<_> = due.map(|(call, trial)| (*call, trial.step)).collect();
        for (call, step) in due {
            let leg = LegId {
                call,
                number: CALLEE,
            };
            match step {
                Step::GiveUp => self.cancel_trial(now, leg, EndStatus::NotAnswer, None),
                Step::Offer => {
                    self.trial_offers(now, leg);
                    self.trial_goes_on(now, call, Step::Refresh, REFRESHES);
                }
                Step::Refresh => {
                    if let Some(session) = self.trial_session(leg) {
                        self.stack.touch(now.mono, session);
                    }
                    self.trial_goes_on(now, call, Step::Press, PRESSES);
                }
                Step::Press => {
                    if let Some(key) = Key::new(PRESSED) {
                        self.press(now, leg, key);
                    }
                    self.trial_goes_on(now, call, Step::HangUp, ENDS);
                }
                Step::HangUp => self.cancel_trial(now, leg, EndStatus::Ok, None),
            }
        }
    }

    fn trial_goes_on(&mut self, now: Now, call: CallId, step: Step, after: Duration) {
        if let Some(trial) = self.trials.0.get_mut(&call) {
            trial.step = step;
            trial.due = now.mono + after;
        }
    }

    fn trial_session(&mut self, leg: LegId) -> Option<sip::SessionId> {
        self.legs.get_mut(leg).and_then(|known| known.session())
    }

    /// The same once more, in a re-INVITE.
    fn trial_offers(&mut self, now: Now, leg: LegId) {
        let Some(spoken) = self.legs.spoken(leg) else {
            return;
        };
        let Some(known) = self.legs.get_mut(leg) else {
            return;
        };
        known.version += 1;
        let (Some(port), Some(session)) = (known.port, known.session()) else {
            return;
        };
        let text = sdp::offer(port, &spoken, session_id(known.origin), known.version);
        self.stack.propose(now.mono, session, text);
    }

    /// No calls are wanted any more.
    pub(crate) fn end_trials(&mut self, now: Now) {
        let all = self.trials.0.iter();
        let all: Vec<_> = all.map(|(call, trial)| (*call, trial.answered)).collect();
        for (call, answered) in all {
            let leg = LegId {
                call,
                number: CALLEE,
            };
            let status = match answered {
                true => EndStatus::Ok,
                false => status_of_test(DialCause::NoAnswer),
            };
            self.cancel_trial(now, leg, status, Some(Cause::Shutdown));
        }
    }

    fn cancel_trial(&mut self, now: Now, leg: LegId, status: EndStatus, cause: Option<Cause>) {
        self.close_leg(now, leg, None);
        self.end_trial(now, leg.call, status, cause, HungUpBy::System);
    }

    fn end_trial(
        &mut self,
        now: Now,
        call: CallId,
        status: EndStatus,
        cause: Option<Cause>,
        by: HungUpBy,
    ) {
        self.write_trial(now, call, EventKind::Ended { status, cause, by });
        if let Some(trial) = self.trials.0.remove(&call) {
            self.center.test_over(&trial.test);
            let record = contact::record::assemble(&trial.events);
            self.put(Output::Journal(Entry::Record(Box::new(record))));
        }
    }
}
