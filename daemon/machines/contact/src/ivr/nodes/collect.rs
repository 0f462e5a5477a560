//! `collect`: takes digits into a variable (feature I10).

use model::config::{Asking, Collect, Length};
use model::record::EventKind;

use super::{At, Work};
use crate::ivr::asking::{self, Question, Stage, Verdict};
use crate::ivr::{Heard, Step, Visit};

impl Question for Collect {
    fn asking(&self) -> &Asking {
        &self.asking
    }

    fn at(stage: Stage) -> At {
        At::Collect(stage)
    }

    fn judge(&self, visit: &mut Visit<'_>, keys: &str) -> Verdict {
        let ended = keys.strip_suffix('#');
        let digits = ended.unwrap_or(keys);
        if digits.contains(['*', '#']) {
            return Verdict::Wrong;
        }
        let count = u32::try_from(digits.len()).unwrap_or(u32::MAX);
        match (self.length, ended) {
            (Length::Fixed(length), _) if count == length => take(self, visit, digits),
            (Length::UpTo(longest), _) if count == longest => take(self, visit, digits),
            (Length::UpTo(_), Some(_)) if count > 0 => take(self, visit, digits),
            (_, Some(_)) => Verdict::Wrong,
            (_, None) => Verdict::More,
        }
    }

    fn judge_late(&self, visit: &mut Visit<'_>, digits: &str) -> Option<Verdict> {
        Some(match self.length {
            Length::Fixed(_) => Verdict::Wrong,
            Length::UpTo(_) => take(self, visit, digits),
        })
    }
}

/// The digits are an answer.
fn take(collect: &Collect, visit: &mut Visit<'_>, digits: &str) -> Verdict {
    visit.set(&collect.into, digits);
    visit.journal(EventKind::Collected {
        variable: collect.into.clone(),
        digits: (!collect.secret).then(|| digits.to_owned()),
    });
    Verdict::Accepted(Step::Go(collect.next.clone()))
}

impl Work for Collect {
    type Stage = Stage;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        asking::enter(self, visit)
    }

    fn hear(&self, visit: &mut Visit<'_>, stage: Stage, heard: Heard) -> Step {
        asking::hear(self, visit, stage, heard)
    }
}
