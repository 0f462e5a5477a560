//! What a restart must not change, taken down before the power fails.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use model::state::{Chosen, PhoneState};
use model::{Extension, Name, Revision};

use super::at;
use crate::report::Report;
use crate::world::World;

/// What was durable before the crash.
#[derive(Debug)]
pub struct Memory {
    revision: Revision,
    presences: BTreeMap<Name, Chosen>,
    /// Until when.
    registered: BTreeMap<Extension, Timestamp>,
}

impl Memory {
    /// What is to survive; nothing is certain while the disk has something to do.
    pub fn of(world: &World, faithful: &BTreeMap<Extension, Timestamp>) -> Option<Memory> {
        let switch = world.switch().filter(|_| world.node().is_settled())?;
        let registered = reachable(switch)
            .filter_map(|phone| Some((phone.clone(), *faithful.get(&phone)?)))
            .collect();
        Some(Memory {
            revision: switch.config().1,
            presences: presences(switch),
            registered,
        })
    }

    /// Compares with what came back.
    pub fn compare(&self, world: &World, report: &mut Report) {
        let Some(switch) = world.switch() else { return };
        let now = at(world.now().mono);
        if switch.config().1 != self.revision {
            let what = format!("{} became {}", self.revision, switch.config().1);
            report.violated(now, "the revision survives a restart", what);
        }
        let presences = presences(switch);
        if presences != self.presences {
            let what = format!("{:?} became {presences:?}", self.presences);
            report.violated(now, "presences survive a restart", what);
        }
        let reachable: BTreeSet<Extension> = reachable(switch).collect();
        let wall = world.now().wall;
        let lasting = self.registered.iter().filter(|(_, until)| **until > wall);
        for (phone, _) in lasting.filter(|(phone, _)| !reachable.contains(*phone)) {
            report.violated(
                now,
                "registrations survive a restart",
                format!("{phone} is gone"),
            );
        }
    }
}

fn presences(switch: &switch::Switch) -> BTreeMap<Name, Chosen> {
    let (config, _) = switch.config();
    switch
        .center()
        .agents()
        .filter(|status| config.agents.contains_key(&status.agent))
        .map(|status| (status.agent.clone(), status.chosen()))
        .collect()
}

fn reachable(switch: &switch::Switch) -> impl Iterator<Item = Extension> {
    switch
        .center()
        .phones()
        .filter(|phone| phone.state != PhoneState::Unregistered)
        .map(|phone| phone.phone)
}
