//! What a new configuration makes of seats, devices and memberships. Only what differs is touched:
//! a change of one flow costs nothing here, whatever the number of agents.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::config::Config;
use model::state::Chosen;
use model::{Extension, MovedKind, Name, Revision};

use super::{Seat, SeatId};
use crate::floor::Floor;

/// Whom a new configuration concerns.
#[derive(Default)]
struct Concerned {
    seats: BTreeSet<SeatId>,
    agents: BTreeSet<Name>,
    phones: BTreeSet<Extension>,
}

impl Floor {
    /// Makes a configuration live. Groups that are gone keep their callers until those were sent
    /// away (see [`Floor::gone_groups`]).
    pub(crate) fn configure(&mut self, config: Arc<Config>, revision: Revision) {
        let old = std::mem::replace(&mut self.config, Arc::clone(&config));
        self.revision = revision;
        self.screen.adopt(&old, &config);
        let kept = self.kept();
        self.past.settle(&config);
        let mut concerned = Concerned::default();
        if old.phones != config.phones || !old.agents.keys().eq(config.agents.keys()) {
            self.change_agents(&old, &config, kept, &mut concerned);
            self.change_phones(&old, &config, &mut concerned);
        }
        concerned.seats.iter().for_each(|id| self.refresh(id));
        for (name, group) in &config.skill_groups {
            let routing = config.routing_of(group);
            let same = old.skill_groups.get(name) == Some(group)
                && self
                    .groups
                    .get(name)
                    .is_some_and(|live| live.routing == routing)
                && !concerned
                    .agents
                    .iter()
                    .any(|agent| group.members.contains_key(agent))
                && !concerned
                    .phones
                    .iter()
                    .any(|phone| group.phones.contains_key(phone));
            if !same {
                self.reform(name, group, routing);
            }
        }
    }

    /// Whose device a phone is in the live configuration.
    pub(crate) fn owner(&self, phone: &Extension) -> Option<SeatId> {
        owner(&self.config, phone)
    }

    /// Groups that are no longer configured.
    pub(crate) fn gone_groups(&self) -> Vec<Name> {
        let names = self.groups.iter().map(|(name, _)| name);
        names
            .filter(|name| !self.config.skill_groups.contains_key(*name))
            .cloned()
            .collect()
    }

    /// What agents have chosen who have another name from here on. What is remembered of them comes to
    /// stand under it at once; a call that one of them is in ends under the name that it began with.
    fn kept(&mut self) -> BTreeMap<Name, Chosen> {
        let mut kept = BTreeMap::new();
        let names = std::mem::take(&mut self.moves);
        for (from, to) in names.pairs(MovedKind::Agents) {
            self.past.rename(&from, &to);
            if let Some(seat) = self.seats.get(&SeatId::Agent(from)) {
                kept.insert(to, seat.chosen.clone());
            }
        }
        kept
    }

    fn change_agents(
        &mut self,
        old: &Config,
        new: &Config,
        mut kept: BTreeMap<Name, Chosen>,
        concerned: &mut Concerned,
    ) {
        let gone = old
            .agents
            .keys()
            .filter(|agent| !new.agents.contains_key(*agent));
        let come = new
            .agents
            .keys()
            .filter(|agent| !old.agents.contains_key(*agent));
        for (agent, configured) in gone.map(|it| (it, false)).chain(come.map(|it| (it, true))) {
            let id = SeatId::Agent(agent.clone());
            let seat = self.seat(&id);
            seat.configured = configured;
            // What he chose goes with him: whoever comes back under his name begins anew.
            seat.chosen = kept.remove(agent).unwrap_or_default();
            concerned.seats.insert(id);
            concerned.agents.insert(agent.clone());
        }
    }

    fn change_phones(&mut self, old: &Config, new: &Config, concerned: &mut Concerned) {
        self.devices.retain(|phone| new.phones.contains_key(phone));
        for phone in old.phones.keys().chain(new.phones.keys()) {
            let (before, after) = (owner(old, phone), owner(new, phone));
            if before == after || concerned.phones.contains(phone) {
                continue;
            }
            concerned.phones.insert(phone.clone());
            if let Some(id) = before {
                let seat = self.seat(&id);
                seat.phones.retain(|one| one != phone);
                seat.configured &= id.agent().is_some();
                concerned.seats.insert(id);
            }
            if let Some(id) = after {
                let seat = self.seat(&id);
                seat.phones.push(phone.clone());
                seat.phones.sort();
                seat.configured |= id.agent().is_none();
                concerned.seats.insert(id);
                self.devices.add(phone);
            }
        }
    }

    fn seat(&mut self, id: &SeatId) -> &mut Seat {
        let since = self.now.wall;
        self.seats
            .entry(id.clone())
            .or_insert_with(|| Seat::new(since))
    }
}

fn owner(config: &Config, phone: &Extension) -> Option<SeatId> {
    let agent = config.phones.get(phone)?.agent.as_ref();
    let agent = agent.filter(|agent| config.agents.contains_key(*agent));
    Some(agent.map_or_else(
        || SeatId::Phone(phone.clone()),
        |it| SeatId::Agent(it.clone()),
    ))
}
