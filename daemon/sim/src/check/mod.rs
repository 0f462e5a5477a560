//! A center's own tests: dial this, press that, expect this path, end status and record.
//!
//! The whole center runs in a calm world; what is tested is its configuration.

mod ahead;
mod caller;
mod carriers;
mod expect;
mod outside;
mod setup;
mod story;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use kernel::Mono;
use model::record::{CallRecord, EventKind};
use model::tests::{AgentScript, Test};
use model::{Config, IvrName, Name};
use phone::{Command, End, Event};
use switch::{Entry, MediaCommand};

use crate::world::{Agenda, HandsetId, Noticed, World};
use ahead::Ahead;
use caller::Caller;
use outside::Outside;
use story::Story;

/// A call of a test may last so long.
const LONGEST: Duration = Duration::from_secs(2 * 3_600);

/// What became of a test.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// How long the call took in virtual time.
    pub took: Duration,
    /// What was not as expected, a sentence each; empty: the test has passed.
    pub failures: Vec<String>,
    /// The nodes that the call entered, with their flows.
    pub entered: Vec<(IvrName, Name)>,
    /// What happened, a line each.
    pub story: Vec<String>,
}

/// Runs one test of a center. The same seed gives the same outcome.
pub fn check(config: &Arc<Config>, test: &Test, seed: u64) -> Outcome {
    match setup::rehearsal(config, test, seed) {
        Ok(rehearsal) => rehearsal.run(test),
        Err(problem) => Outcome {
            failures: vec![problem],
            ..Outcome::default()
        },
    }
}

/// A test under way.
struct Rehearsal<'a> {
    world: World,
    caller: Caller<'a>,
    ahead: Ahead<'a>,
    agents: BTreeMap<HandsetId, &'a AgentScript>,
    outside: Outside,
    deeds: Agenda<(HandsetId, Command)>,
    story: Story,
    entered: Vec<(IvrName, Name)>,
    /// When the first of those ahead dials.
    begin: Mono,
    dialled: Mono,
    refused: Option<u16>,
    record: Option<Box<CallRecord>>,
}

impl Rehearsal<'_> {
    fn run(mut self, test: &Test) -> Outcome {
        let limit = self.dialled + LONGEST;
        self.dial(test);
        while !self.is_over() {
            if !self.advance(limit) {
                break;
            }
            self.look();
            self.ahead.go_on(&mut self.world);
            self.caller.go_on(&mut self.world, &mut self.story);
        }
        let mut failures = self.problems();
        if let Some(record) = &self.record {
            failures.extend(expect::compare(&test.expect, record, self.story.heard()));
        }
        Outcome {
            took: self.world.now().mono.since(self.dialled),
            failures,
            entered: self.entered,
            story: self.story.lines(),
        }
    }

    /// Plans when everybody dials, he himself last.
    fn dial(&mut self, test: &Test) {
        let mut at = self.begin;
        let handsets = self.ahead.handsets().chain([self.caller.handset]);
        for handset in handsets {
            let dial = Command::Dial(test.dial.to_string());
            self.deeds.plan(at, (handset, dial));
            at = at + ahead::GAP;
        }
        if test.ahead > 0 {
            let line = format!("comes after {} who have just dialled", test.ahead);
            self.story.line(self.dialled, line);
        }
        self.story
            .line(self.dialled, format!("dials {}", test.dial));
    }

    fn is_over(&self) -> bool {
        self.record.is_some() || self.refused.is_some()
    }

    /// Lets the next thing happen; false if that would be after the limit.
    fn advance(&mut self, limit: Mono) -> bool {
        let due = [
            self.deeds.next_at(),
            self.caller.until,
            self.ahead.next_at(),
        ]
        .into_iter()
        .flatten()
        .min();
        let next = [due, self.world.next_at()].into_iter().flatten().min();
        let Some(next) = next.filter(|next| *next <= limit) else {
            return false;
        };
        if due != Some(next) {
            return self.world.step();
        }
        self.world.pass(next);
        if self.deeds.next_at() == Some(next)
            && let Some((_, (handset, command))) = self.deeds.pop()
        {
            self.world.order(handset, command);
        }
        true
    }

    fn look(&mut self) {
        while let Some(noticed) = self.world.noticed() {
            match noticed {
                Noticed::Phone(id, event) => self.phone_said(id, event),
                Noticed::Entry(_, entry) => match *entry {
                    Entry::Call(event) if !self.ahead.notice(&event) => {
                        self.story.event(self.world.now().mono, &event.kind);
                        self.caller.notice(&event.kind);
                        if let EventKind::Entered { ivr, node } = event.kind {
                            self.entered.push((ivr, node));
                        }
                    }
                    Entry::Record(record) if !self.ahead.has(record.id) => {
                        self.record = Some(record);
                    }
                    _ => {}
                },
                Noticed::Media(MediaCommand::Play { leg, sounds, .. })
                    if leg.number == 0 && !self.ahead.has(leg.call) =>
                {
                    self.story.hears(self.world.now().mono, &sounds);
                }
                _ => {}
            }
        }
    }

    fn phone_said(&mut self, id: HandsetId, event: Event) {
        let now = self.world.now().mono;
        self.ahead.phone_said(id, &event);
        if id == self.caller.handset {
            match event {
                Event::Up => self.caller.up = true,
                Event::Ended(End::Refused(status)) => self.refused = Some(status),
                _ => {}
            }
            return;
        }
        if let Some((span, command)) = self.outside.deed(id, &event) {
            self.deeds.plan(now + span, (id, command));
        }
        let Some(script) = self.agents.get(&id) else {
            return;
        };
        let deed = match event {
            Event::Incoming { .. } => script.answers_after.map(|span| (span, Command::Answer)),
            Event::Up => script.talks_for.map(|span| (span, Command::HangUp)),
            _ => None,
        };
        if let Some((span, command)) = deed {
            self.deeds.plan(now + span.get(), (id, command));
        }
    }

    /// What kept the test from being played to its end.
    fn problems(&self) -> Vec<String> {
        let mut problems = Vec::new();
        if let Some(status) = self.refused {
            let why = match status {
                404 => "the number is not configured for the trunk",
                486 | 503 => "there is no room for it",
                403 => "no trunk allows it",
                _ => "the center did not take it",
            };
            problems.push(format!("the call was refused with {status}: {why}"));
        } else if self.record.is_none() {
            problems.push("the call was still up after 2 hours: end the steps with hang_up".into());
        }
        problems.extend(self.ahead.problem());
        problems.extend(self.caller.unfinished());
        problems
    }
}
