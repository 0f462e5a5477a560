//! `hours`: branches on whether somebody works at that moment (feature I7); nobody does while the
//! emergency switch is on.

use std::convert::Infallible;

use model::config::Hours;
use model::record::EventKind;

use super::Work;
use crate::ivr::{Heard, Step, Visit, clock};

impl Work for Hours {
    /// A call never stays in the node.
    type Stage = Infallible;

    fn enter(&self, visit: &mut Visit<'_>) -> Step {
        let config = &visit.floor.config;
        let Some(hours) = config.hours.get(&self.hours) else {
            return Step::Exception;
        };
        let Some(open) = clock::is_open(config, hours, visit.floor.now.wall) else {
            return Step::Exception;
        };
        let emergency = config.center.emergency;
        visit.journal(EventKind::CheckedHours {
            hours: self.hours.clone(),
            open,
            emergency,
        });
        let next = match (open, emergency) {
            (true, _) => &self.open,
            (false, true) => self.in_emergency(),
            (false, false) => &self.closed,
        };
        Step::Go(next.clone())
    }

    fn hear(&self, _: &mut Visit<'_>, stage: Infallible, _: Heard) -> Step {
        match stage {}
    }
}
