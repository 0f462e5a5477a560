//! `hours`: branches on whether somebody works at that moment (feature I7).

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
        visit.journal(EventKind::CheckedHours {
            hours: self.hours.clone(),
            open,
        });
        Step::Go(if open { &self.open } else { &self.closed }.clone())
    }

    fn hear(&self, _: &mut Visit<'_>, stage: Infallible, _: Heard) -> Step {
        match stage {}
    }
}
