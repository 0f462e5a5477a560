//! `survey`: asks how satisfied the caller is, in the flow or when the agent has hung up (feature I8).

use model::Key;
use model::config::{Asking, Survey};
use model::record::EventKind;

use super::{At, Work};
use crate::call::Ending;
use crate::ivr::asking::{self, Question, Stage, Verdict};
use crate::ivr::{Heard, Step, Visit};

impl Question for Survey {
    fn asking(&self) -> &Asking {
        &self.asking
    }

    fn at(stage: Stage) -> At {
        At::Survey(stage)
    }

    fn judge(&self, visit: &mut Visit<'_>, digits: &str) -> Verdict {
        let key = digits.chars().next().and_then(Key::new);
        let Some((key, label)) = key.and_then(|key| Some((key, self.keys.get(&key)?))) else {
            return Verdict::Wrong;
        };
        visit.set(&self.into, label.as_str());
        visit.journal(EventKind::Rated {
            key,
            label: label.clone(),
        });
        let end = Step::End(Ending::Flow(None));
        Verdict::Accepted(self.next.clone().map_or(end, Step::Go))
    }
}

impl Work for Survey {
    type Stage = Stage;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        asking::enter(self, visit)
    }

    fn hear(&self, visit: &mut Visit<'_>, stage: Stage, heard: Heard) -> Step {
        asking::hear(self, visit, stage, heard)
    }
}
