//! What a new configuration makes of a group: its rules, who joins and who leaves.

use std::collections::BTreeSet;

use model::Name;
use model::config::{Routing, SkillGroup};

use crate::agent::SeatId;
use crate::floor::Floor;

impl Floor {
    /// Gives a group its rules and members; its callers keep their places.
    pub(crate) fn reform(&mut self, name: &Name, wanted: &SkillGroup, routing: Routing) {
        let members = self.members(wanted);
        let group = self.groups.entry(name);
        let reordered = group.routing.order != routing.order;
        group.adopt(wanted, routing);
        let known = std::mem::take(&mut group.members);
        group.members.clone_from(&members);
        for id in known
            .iter()
            .filter(|id| reordered || !members.contains(*id))
        {
            self.part(name, id);
        }
        for id in members
            .iter()
            .filter(|id| reordered || !known.contains(*id))
        {
            self.join(name, id);
        }
        self.groups.check_deserted(name);
    }

    /// Forgets a group. Its callers are sent away by whoever asks for this.
    pub(crate) fn disband(&mut self, name: &Name) {
        for id in std::mem::take(&mut self.groups.entry(name).members) {
            self.part(name, &id);
        }
        self.groups.remove(name);
    }

    /// The seats of a group: its agents, its phones, and the agents to whom its phones are bound.
    fn members(&self, group: &SkillGroup) -> BTreeSet<SeatId> {
        let configured = |agent: &&Name| self.config.agents.contains_key(*agent);
        let agents = group
            .members
            .keys()
            .filter(configured)
            .cloned()
            .map(SeatId::Agent);
        let phones = group.phones.iter().filter_map(|phone| self.owner(phone));
        agents.chain(phones).collect()
    }

    fn part(&mut self, name: &Name, id: &SeatId) {
        // Whoever was forgotten meanwhile was first counted out of all his groups.
        let Some(seat) = self.seats.get_mut(id) else {
            return;
        };
        seat.groups.retain(|group| group != name);
        self.groups.part(name, id, seat);
    }

    fn join(&mut self, name: &Name, id: &SeatId) {
        let Some(seat) = self.seats.get_mut(id) else {
            return;
        };
        seat.groups.push(name.clone());
        self.groups.join_seat(name, id, seat);
    }
}
