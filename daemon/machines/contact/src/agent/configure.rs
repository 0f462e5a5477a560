//! What a new configuration makes of seats, devices and memberships. Only what is touched is looked at:
//! a change of one flow costs nothing here, and one of an agent the same in every center.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::config::Config;
use model::state::Chosen;
use model::{Extension, MovedKind, Name, Revision, Touched};

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
    pub(crate) fn configure(&mut self, config: Arc<Config>, revision: Revision, touched: &Touched) {
        let old = std::mem::replace(&mut self.config, Arc::clone(&config));
        self.revision = revision;
        self.screen.adopt(&config, &touched.caller_lists);
        // One that comes back under its name is taken for usable until something else is told of it.
        self.down.retain(|trunk| config.trunks.contains_key(trunk));
        let kept = self.kept();
        self.past.settle(&config);
        let mut concerned = Concerned::default();
        let configs = (&*old, &*config);
        self.change_agents(configs, &touched.agents, kept, &mut concerned);
        self.change_phones(configs, &touched.phones, &mut concerned);
        concerned.seats.iter().for_each(|id| self.refresh(id));
        for name in &touched.skill_groups {
            let Some(group) = config.skill_groups.get(name) else {
                continue;
            };
            let routing = config.routing_of(group);
            let same = old.skill_groups.get(name) == Some(group)
                && self
                    .groups
                    .get(name)
                    .is_some_and(|live| live.routing == routing)
                && !group
                    .members
                    .keys()
                    .any(|agent| concerned.agents.contains(agent))
                && !group
                    .phones
                    .keys()
                    .any(|phone| concerned.phones.contains(phone));
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
    pub(crate) fn gone_groups(&self, touched: &Touched) -> Vec<Name> {
        let names = touched.skill_groups.iter();
        let is_gone = |name: &&Name| {
            self.groups.get(name).is_some() && !self.config.skill_groups.contains_key(*name)
        };
        names.filter(is_gone).cloned().collect()
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
        (old, new): (&Config, &Config),
        touched: &BTreeSet<Name>,
        mut kept: BTreeMap<Name, Chosen>,
        concerned: &mut Concerned,
    ) {
        let only_in = |one: &Config, other: &Config, agent: &Name| {
            one.agents.contains_key(agent) && !other.agents.contains_key(agent)
        };
        let gone = touched.iter().filter(|agent| only_in(old, new, agent));
        let come = touched.iter().filter(|agent| only_in(new, old, agent));
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

    fn change_phones(
        &mut self,
        (old, new): (&Config, &Config),
        touched: &BTreeSet<Extension>,
        concerned: &mut Concerned,
    ) {
        for phone in touched {
            if !new.phones.contains_key(phone) {
                self.devices.remove(phone);
            }
            let (before, after) = (owner(old, phone), owner(new, phone));
            if before == after {
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
