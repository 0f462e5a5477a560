//! `set`: gives variables values.

use std::convert::Infallible;

use model::Name;
use model::config::Set;

use super::Work;
use crate::ivr::{Heard, Step, Visit};

impl Work for Set {
    /// A call never stays in the node.
    type Stage = Infallible;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        let text = |(name, template)| (name, visit.text(template));
        let values: Vec<(&Name, String)> = self.values.iter().map(text).collect();
        for (name, value) in values {
            visit.set(name, value);
        }
        Step::Go(self.next.clone())
    }

    fn hear(&self, _: &mut Visit<'_>, stage: Infallible, _: Heard) -> Step {
        match stage {}
    }
}
