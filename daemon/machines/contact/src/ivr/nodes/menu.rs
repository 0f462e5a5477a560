//! `menu`: asks for a key and branches on it (feature I3).

use model::Key;
use model::config::{Asking, Menu};
use model::record::EventKind;

use super::{At, Work};
use crate::ivr::asking::{self, Question, Stage, Verdict};
use crate::ivr::{Heard, Step, Visit};

impl Question for Menu {
    fn asking(&self) -> &Asking {
        &self.asking
    }

    fn at(stage: Stage) -> At {
        At::Menu(stage)
    }

    fn leads_back(&self) -> bool {
        true
    }

    fn judge(&self, visit: &mut Visit<'_>, digits: &str) -> Verdict {
        let key = digits.chars().next().and_then(Key::new);
        let Some((key, choice)) = key.and_then(|key| Some((key, self.keys.get(&key)?))) else {
            return Verdict::Wrong;
        };
        let label = choice.label.clone().unwrap_or_else(|| key.to_string());
        visit.journal(EventKind::Chose {
            key,
            label,
            branch: None,
        });
        Verdict::Accepted(Step::Go(choice.next.clone()))
    }
}

impl Work for Menu {
    type Stage = Stage;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        asking::enter(self, visit)
    }

    fn hear(&self, visit: &mut Visit<'_>, stage: Stage, heard: Heard) -> Step {
        asking::hear(self, visit, stage, heard)
    }
}
