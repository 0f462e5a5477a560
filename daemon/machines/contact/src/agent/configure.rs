//! What a new configuration makes of seats, devices and memberships.

use std::collections::BTreeSet;
use std::sync::Arc;

use model::config::{Config, SkillGroup};
use model::{Name, Revision};

use super::{Seat, SeatId};
use crate::floor::Floor;
use crate::skill_group::Group;

impl Floor {
    /// Makes a configuration live. Groups that are gone keep their callers until those were sent
    /// away (see [`Floor::gone_groups`]).
    pub(crate) fn configure(&mut self, config: Arc<Config>, revision: Revision) {
        let old = std::mem::replace(&mut self.config, config);
        self.revision = revision;
        let same = old.agents == self.config.agents
            && old.phones == self.config.phones
            && old.skill_groups == self.config.skill_groups
            && old.routing == self.config.routing;
        if !same {
            self.form();
        }
    }

    /// Forms seats and groups anew from the live configuration. New agents begin with the presence
    /// `idle`, others keep what they have chosen.
    pub(crate) fn form(&mut self) {
        let config = Arc::clone(&self.config);
        self.devices
            .retain(|phone| config.phones.contains_key(phone));
        config
            .phones
            .keys()
            .for_each(|phone| self.devices.add(phone));
        self.form_seats(&config);
        self.form_groups(&config);
        let seats: Vec<SeatId> = self.seats.keys().cloned().collect();
        seats.iter().for_each(|id| self.refresh(id));
        config
            .skill_groups
            .keys()
            .for_each(|name| self.groups.check_deserted(name));
    }

    fn form_seats(&mut self, config: &Config) {
        for seat in self.seats.values_mut() {
            seat.configured = false;
            // They join their groups anew, as unknown to them.
            (seat.free, seat.online) = (false, false);
            seat.phones.clear();
            seat.groups.clear();
        }
        let since = self.now.wall;
        for agent in config.agents.keys() {
            let seat = self.seats.entry(SeatId::Agent(agent.clone()));
            seat.or_insert_with(|| Seat::new(since)).configured = true;
        }
        for phone in config.phones.keys() {
            let Some(owner) = self.owner(phone) else {
                continue;
            };
            let seat = self.seats.entry(owner).or_insert_with(|| Seat::new(since));
            seat.configured = true;
            seat.phones.push(phone.clone());
        }
    }

    fn form_groups(&mut self, config: &Config) {
        for (name, wanted) in &config.skill_groups {
            let routing = config.routing_of(wanted);
            match self.groups.get_mut(name) {
                Some(group) => group.reform(wanted, routing),
                None => self
                    .groups
                    .insert(name.clone(), Group::new(wanted, routing)),
            }
            for id in self.members(wanted) {
                let seat = self.seats.get_mut(&id).filter(|seat| seat.configured);
                let Some(seat) = seat else {
                    continue;
                };
                seat.groups.push(name.clone());
                if let Some(group) = self.groups.get_mut(name) {
                    group.members.insert(id);
                }
            }
        }
    }

    /// The seats of a group: its agents, its phones, and the agents to whom its phones are bound.
    fn members(&self, group: &SkillGroup) -> BTreeSet<SeatId> {
        let agents = group.members.keys().cloned().map(SeatId::Agent);
        let phones = group.phones.iter().filter_map(|phone| self.owner(phone));
        agents.chain(phones).collect()
    }

    /// Groups that are no longer configured.
    pub(crate) fn gone_groups(&self) -> Vec<Name> {
        let names = self.groups.iter().map(|(name, _)| name);
        names
            .filter(|name| !self.config.skill_groups.contains_key(*name))
            .cloned()
            .collect()
    }
}
