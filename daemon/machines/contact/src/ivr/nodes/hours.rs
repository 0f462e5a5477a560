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
        let zone = hours.time_zone.as_ref().unwrap_or(&config.center.time_zone);
        let Some(local) = clock::local(visit.floor.now.wall, zone) else {
            return Step::Exception;
        };
        let open = hours.open_at(local);
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
