//! Questions to customers' systems, beside the calls that asked them.

use std::time::Duration;

use super::call::Place;
use super::{Shadow, at};
use crate::report::Report;
use crate::world::World;

/// How long an answer to a call that just ended may be on its way.
const CROSSING: Duration = Duration::from_secs(30);

impl Shadow {
    /// No question outlives its call.
    pub(super) fn questions(&self, world: &World, report: &mut Report) {
        let now = world.now().mono;
        for id in world.systems().under_way() {
            let place = self.calls.get(&id.call).map(|shade| &shade.place);
            if let Some(Place::Over(since)) = place
                && now.since(*since) > CROSSING
            {
                let what = id.to_string();
                report.violated(at(now), "no question outlives its call", what);
            }
        }
    }
}
