//! What must be true when everybody has gone home.

use super::{Shadow, at};
use crate::report::Report;
use crate::world::World;

impl Shadow {
    /// Nothing is left of anything.
    pub fn nothing_is_left(&self, world: &World, report: &mut Report) {
        let now = at(world.now().mono);
        let Some(switch) = world.switch() else {
            return report.violated(now, "the center runs", String::new());
        };
        let census = switch.census();
        let nothing = switch::Census::default();
        if census != nothing {
            let what = format!("{census:?}");
            report.violated(now, "nothing is left in the center", what);
        }
        if world.media().census() != [0; 3] {
            let [ports, bridges, recordings] = world.media().census();
            let what = format!("{ports} ports, {bridges} bridges, {recordings} recordings");
            report.violated(now, "nothing is left in the media plane", what);
        }
        for id in world.systems().under_way() {
            report.violated(now, "no question is left", id.to_string());
        }
        if let Some(due) = switch.next_deadline() {
            report.violated(now, "no timer is left", format!("{:?}", at(due)));
        }
        for (_, handset) in world.handsets().filter(|(_, handset)| !handset.is_idle()) {
            let what = format!("{} {:?}", handset.user(), handset.doing());
            report.violated(now, "every telephone is at rest", what);
        }
        self.count_again(world, report);
    }
}
