//! `condition`: branches on the values of variables (feature I12).

use std::convert::Infallible;

use model::config::{Condition, Otherwise};
use model::record::EventKind;

use super::Work;
use crate::ivr::{Heard, Step, Visit};

/// What the branch for everything else is called if it has no label.
const OTHERWISE: &str = "otherwise";

impl Work for Condition {
    /// A call never stays in the node.
    type Stage = Infallible;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        let holds = self.branches.iter().find(|branch| {
            let value = |variable: &_| visit.value(variable);
            branch.when.holds(value)
        });
        let (label, next) = match holds {
            Some(branch) => (
                branch
                    .label
                    .clone()
                    .unwrap_or_else(|| branch.when.to_string()),
                &branch.next,
            ),
            None => {
                let Otherwise { label, next } = &self.otherwise;
                (label.clone().unwrap_or_else(|| OTHERWISE.to_owned()), next)
            }
        };
        visit.journal(EventKind::Branched { label });
        Step::Go(next.clone())
    }

    fn hear(&self, _: &mut Visit<'_>, stage: Infallible, _: Heard) -> Step {
        match stage {}
    }
}
