//! The caller of a test: he does one step after the other.

use std::time::Duration;

use kernel::Mono;
use model::Name;
use model::record::EventKind;
use model::tests::Step;
use phone::Command;

use super::story::Story;
use crate::world::{HandsetId, World};

/// A key and the pause after it, as they are sent.
const KEY: Duration = Duration::from_millis(160);

/// The caller.
pub struct Caller<'a> {
    /// His telephone.
    pub handset: HandsetId,
    /// Whether he has been answered.
    pub up: bool,
    /// Until when he waits.
    pub until: Option<Mono>,
    steps: &'a [Step],
    done: usize,
    /// The nodes that were entered since he last waited for one.
    entered: Vec<Name>,
    talks: bool,
}

impl<'a> Caller<'a> {
    /// One who has not dialled yet.
    pub fn new(handset: HandsetId, steps: &'a [Step]) -> Caller<'a> {
        Caller {
            handset,
            up: false,
            until: None,
            steps,
            done: 0,
            entered: Vec::new(),
            talks: false,
        }
    }

    /// Takes in what happened in his call.
    pub fn notice(&mut self, event: &EventKind) {
        match event {
            EventKind::Entered { node, .. } => self.entered.push(node.clone()),
            EventKind::Answered { .. } => self.talks = true,
            EventKind::Left { .. } => self.talks = false,
            _ => {}
        }
    }

    /// Does whatever he can do at this moment.
    pub fn go_on(&mut self, world: &mut World, story: &mut Story) {
        let now = world.now().mono;
        while self.up && self.until.is_none_or(|until| until <= now) {
            self.until = None;
            let Some(step) = self.steps.get(self.done) else {
                return;
            };
            if !self.take(world, story, now, step) {
                return;
            }
            self.done += 1;
        }
    }

    /// Whether a step is done, or at least begun so that only time has to pass.
    fn take(&mut self, world: &mut World, story: &mut Story, now: Mono, step: &Step) -> bool {
        match step {
            Step::Reach(node) => match self.entered.iter().position(|entered| entered == node) {
                Some(position) => {
                    self.entered.drain(..=position);
                }
                None => return false,
            },
            Step::Talk => return self.talks,
            Step::Press(keys) => {
                let keys: String = keys.iter().map(|key| key.as_char()).collect();
                story.line(now, format!("presses {keys}"));
                self.until = Some(now + KEY * u32::try_from(keys.len()).unwrap_or(1));
                world.order(self.handset, Command::Press(keys));
            }
            Step::Wait(span) => self.until = Some(now + span.get()),
            Step::HangUp => {
                story.line(now, "hangs up".to_owned());
                world.order(self.handset, Command::HangUp);
            }
        }
        true
    }

    /// The step that never came.
    pub fn unfinished(&self) -> Option<String> {
        let step = self.steps.get(self.done)?;
        let what = match step {
            Step::Reach(node) => format!("reach {node}"),
            Step::Press(_) => "press".to_owned(),
            Step::Wait(span) => format!("wait {span}"),
            Step::Talk => "talk".to_owned(),
            Step::HangUp => "hang_up".to_owned(),
        };
        Some(format!(
            "the call was over before step {} ({what})",
            self.done + 1
        ))
    }
}
