//! What has another name from one configuration to the next and stays what it is: callers wait where they
//! waited, and a flow that a call has brought along names everything as it is called from here on.

use std::sync::Arc;

use model::config::Ivr;
use model::{MovedKind, Renames};

use crate::call::Call;
use crate::center::Center;
use crate::floor::Floor;

impl Center {
    /// Lets all that is kept by name be found by the names of the configuration that comes next. What is
    /// remembered of agents follows when it comes.
    pub(crate) fn rename(&mut self) {
        let names = self.floor.moves.clone();
        if names.is_empty() {
            return;
        }
        self.floor.rename(&names);
        let mut flows = Flows::default();
        for call in self.calls.values_mut() {
            flows.rename(&names, &mut call.ivr);
            call.rename(&names, &mut self.floor);
        }
    }
}

impl Floor {
    fn rename(&mut self, names: &Renames) {
        self.groups.rename(names);
        for seat in self.seats.values_mut() {
            names.names(MovedKind::SkillGroups, &mut seat.groups);
        }
        self.load.rename(names);
        names.set(MovedKind::Trunks, &mut self.down);
    }
}

impl Call {
    fn rename(&mut self, names: &Renames, floor: &mut Floor) {
        names.names(MovedKind::Ivrs, &mut self.ivr_name);
        names.names(MovedKind::Trunks, &mut self.trunk);
        self.rename_parties(names);
        let id = self.id;
        if let Some(waiting) = self.waiting_mut() {
            names.name(MovedKind::SkillGroups, &mut waiting.group);
            // Whom it is meant for is told again when the configuration is there.
            floor.groups.set_meant(id, waiting, false);
            if let Some(wanted) = &mut waiting.wanted {
                wanted.rename(names);
            }
        }
    }
}

/// Flows that were renamed: calls share them, before and after.
#[derive(Default)]
struct Flows(Vec<(Arc<Ivr>, Arc<Ivr>)>);

impl Flows {
    fn rename(&mut self, names: &Renames, flow: &mut Arc<Ivr>) {
        let known = self.0.iter().find(|(before, _)| Arc::ptr_eq(before, flow));
        if let Some((_, after)) = known {
            *flow = Arc::clone(after);
            return;
        }
        let before = Arc::clone(flow);
        names.flow(flow);
        self.0.push((before, Arc::clone(flow)));
    }
}
