//! Callers who dial just before the caller of a test, and stay.

use std::collections::BTreeMap;
use std::time::Duration;

use kernel::Mono;
use model::CallId;
use model::phone_number::normalise;
use model::record::{CallEvent, EventKind};
use model::tests::{Step, Test};
use phone::{End, Event};

use super::caller::Caller;
use super::story::Story;
use crate::world::{HandsetId, World};

/// How long after each other they dial.
pub const GAP: Duration = Duration::from_millis(100);

/// Those callers.
pub struct Ahead<'a> {
    callers: Vec<Caller<'a>>,
    /// As records spell them.
    numbers: Vec<String>,
    /// Which call is whose.
    calls: BTreeMap<CallId, usize>,
    refused: Option<u16>,
}

impl<'a> Ahead<'a> {
    /// All of them, each with a telephone that `install` makes for his number.
    pub fn new(test: &'a Test, his: &str, mut install: impl FnMut(&str) -> HandsetId) -> Ahead<'a> {
        let stays = |step: &Step| matches!(step, Step::Talk | Step::HangUp);
        let steps = test.steps.split(stays).next().unwrap_or_default();
        let numbers = (0..).map(|n| format!("1380014{n:04}"));
        let numbers = numbers.filter(|number| normalise(number) != normalise(his));
        let numbers: Vec<_> = numbers.take(test.ahead as usize).collect();
        let caller = |number: &String| Caller::new(install(number), steps);
        Ahead {
            callers: numbers.iter().map(caller).collect(),
            numbers: numbers.iter().map(|number| normalise(number)).collect(),
            calls: BTreeMap::new(),
            refused: None,
        }
    }

    /// Their telephones, in the order in which they dial.
    pub fn handsets(&self) -> impl Iterator<Item = HandsetId> {
        self.callers.iter().map(|caller| caller.handset)
    }

    /// Whether a call is one of theirs.
    pub fn has(&self, call: CallId) -> bool {
        self.calls.contains_key(&call)
    }

    /// Takes in what happened in a call; whether it is one of theirs.
    pub fn notice(&mut self, event: &CallEvent) -> bool {
        if let EventKind::Arrived { caller, .. } = &event.kind
            && let caller = normalise(caller)
            && let Some(n) = self.numbers.iter().position(|number| *number == caller)
        {
            self.calls.insert(event.call, n);
        }
        let whose = self.calls.get(&event.call).copied();
        if let Some(caller) = whose.and_then(|n| self.callers.get_mut(n)) {
            caller.notice(&event.kind);
        }
        whose.is_some()
    }

    /// Takes in what a telephone says, if it is one of theirs.
    pub fn phone_said(&mut self, id: HandsetId, event: &Event) {
        let whose = self.callers.iter_mut().find(|it| it.handset == id);
        let Some(caller) = whose else { return };
        match event {
            Event::Up => caller.up = true,
            Event::Ended(End::Refused(status)) => self.refused = Some(*status),
            _ => {}
        }
    }

    /// When one of them goes on by himself.
    pub fn next_at(&self) -> Option<Mono> {
        self.callers.iter().filter_map(|caller| caller.until).min()
    }

    /// They do whatever they can do at this moment. Nobody is told about it.
    pub fn go_on(&mut self, world: &mut World) {
        let mut untold = Story::new(world.now().mono);
        for caller in &mut self.callers {
            caller.go_on(world, &mut untold);
        }
    }

    /// What kept one of them from being there.
    pub fn problem(&self) -> Option<String> {
        let status = self.refused?;
        Some(format!(
            "one of the callers ahead was refused with {status}"
        ))
    }
}
