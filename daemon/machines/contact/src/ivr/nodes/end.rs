//! `end`: says good-bye, if anything, and ends the call (feature I1).

use model::config::End;

use super::{At, Work};
use crate::call::Ending;
use crate::ivr::{Heard, Step, Visit};
use crate::limits;

impl Work for End {
    type Stage = ();

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        // A good-bye that is gone keeps nobody from ending.
        match &self.speech {
            Some(speech) if visit.play(speech, 1) => Step::Stay(At::End(()), limits::PROMPT),
            _ => Step::End(Ending::Flow(None)),
        }
    }

    fn hear(&self, visit: &mut Visit<'_>, (): (), heard: Heard) -> Step {
        match heard {
            Heard::Played | Heard::Late => Step::End(Ending::Flow(None)),
            Heard::Key(_) => visit.ignore_key(),
            Heard::Replied(_) => visit.ignore(),
        }
    }
}
