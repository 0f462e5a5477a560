//! What a new configuration makes of a group: its rules, who joins and who leaves.

use std::collections::BTreeMap;

use model::Name;
use model::config::{Priority, Routing, SkillGroup};

use crate::agent::SeatId;
use crate::floor::Floor;

impl Floor {
    /// Gives a group its rules and members; its callers keep their places.
    pub(crate) fn reform(&mut self, name: &Name, wanted: &SkillGroup, routing: Routing) {
        let members = self.members(wanted);
        let group = self.groups.entry(name);
        let reordered = group.routing.order != routing.order;
        group.adopt(wanted, routing);
        let known = std::mem::replace(&mut group.members, members.clone());
        let changed = |id: &SeatId| reordered || known.get(id) != members.get(id);
        for id in known.keys().filter(|id| changed(id)) {
            self.part(name, id);
        }
        for id in members.keys().filter(|id| changed(id)) {
            self.join(name, id);
        }
        self.groups.check_deserted(name);
    }

    /// Forgets a group. Its callers are sent away by whoever asks for this.
    pub(crate) fn disband(&mut self, name: &Name) {
        for id in std::mem::take(&mut self.groups.entry(name).members).keys() {
            self.part(name, id);
        }
        self.groups.remove(name);
    }

    /// The seats of a group: its agents, its phones, and the agents to whom its phones are bound.
    fn members(&self, group: &SkillGroup) -> BTreeMap<SeatId, Priority> {
        let phones = group
            .phones
            .iter()
            .filter_map(|(phone, priority)| Some((self.owner(phone)?, *priority)));
        let agents = group
            .members
            .iter()
            .filter(|(agent, _)| self.config.agents.contains_key(*agent))
            .map(|(agent, priority)| (SeatId::Agent(agent.clone()), *priority));
        phones.chain(agents).collect()
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
        let calls = self.past.calls_of(id);
        self.groups.join_seat(name, id, seat, calls);
    }
}
