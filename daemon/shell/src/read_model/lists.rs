//! The lists of `ccctl get`, one function a kind.

use api::live;
use contact::AgentStatus;
use jiff::{SignedDuration, Timestamp};
use model::state::{AgentState, PhoneState};
use model::{CallId, DialString, Extension, IvrName, Name};

use super::Live;

impl Live {
    /// Flows with the calls in them.
    pub fn ivrs(&self) -> Vec<live::Ivr> {
        let numbers = |ivr: &IvrName| -> Vec<DialString> {
            let leads = self
                .config
                .numbers
                .iter()
                .filter(|(_, number)| number.ivr == *ivr);
            leads.map(|(number, _)| number.clone()).collect()
        };
        self.config
            .ivrs
            .iter()
            .map(|(name, ivr)| live::Ivr {
                name: name.clone(),
                start: ivr.start.clone(),
                nodes: ivr.nodes.len() as u32,
                numbers: numbers(name),
                calls: self.count(|call| call.ivr.as_ref() == Some(name)),
            })
            .collect()
    }

    /// Skill groups with their queues.
    pub fn skill_groups(&self, now: Timestamp) -> Vec<live::SkillGroup> {
        self.config
            .skill_groups
            .iter()
            .map(|(name, group)| {
                let waits: Vec<_> = self
                    .calls
                    .values()
                    .filter(|call| call.shown().skill_group.as_ref() == Some(name))
                    .filter_map(super::calls::LiveCall::waiting_since)
                    .collect();
                let longest = waits.iter().min().map(|since| {
                    u64::try_from(now.duration_since(*since).as_millis()).unwrap_or(0)
                });
                let agents = group.members.keys().map(|agent| self.agent_state(agent));
                let phones = group.phones.keys().map(|phone| self.phone_as_member(phone));
                let states: Vec<_> = agents.chain(phones).collect();
                let count = |state| states.iter().filter(|s| **s == state).count() as u32;
                live::SkillGroup {
                    name: name.clone(),
                    ring: group.ring,
                    waiting: waits.len() as u32,
                    longest_wait_ms: longest,
                    members: states.len() as u32,
                    idle: count(AgentState::Idle),
                    on_call: count(AgentState::OnCall),
                    wrap_up: count(AgentState::WrapUp),
                    not_ready: count(AgentState::NotReady),
                    on_break: count(AgentState::Break),
                    offline: count(AgentState::Offline),
                }
            })
            .collect()
    }

    /// Agents and what they do.
    pub fn agents(&self, now: Timestamp) -> Vec<live::Agent> {
        self.config
            .agents
            .keys()
            .filter_map(|name| self.agent(name, now))
            .collect()
    }

    /// One agent and what he does.
    pub fn agent(&self, name: &Name, now: Timestamp) -> Option<live::Agent> {
        let agent = self.config.agents.get(name)?;
        let status = self.agents.get(name);
        let chosen = self.presences.get(name).cloned().unwrap_or_default();
        let phones: Vec<Extension> = self.config.phones_of(name).cloned().collect();
        let groups = self.config.skill_groups.iter();
        Some(live::Agent {
            name: name.clone(),
            full_name: agent.name.clone(),
            staff_number: agent.staff_number.clone(),
            state: self.agent_state(name),
            since: status.map_or_else(
                || self.present_since.get(name).copied().unwrap_or(now),
                |status| status.since,
            ),
            presence: chosen.presence,
            reason: chosen.reason,
            forced: chosen.forced,
            pending: status.and_then(|status| status.pending),
            wrap_up_until: status.and_then(wrap_up_until),
            reachable: phones.iter().any(|phone| self.reachable.contains(phone)),
            skill_groups: groups
                .filter(|(_, group)| group.members.contains_key(name))
                .map(|(group, _)| group.clone())
                .collect(),
            call: self.call_of(|agent, _| agent == Some(name)),
            phones,
        })
    }

    /// Phones and where they are.
    pub fn phones(&self) -> Vec<live::Phone> {
        self.config
            .phones
            .iter()
            .map(|(extension, phone)| live::Phone {
                extension: extension.clone(),
                name: phone.name.clone(),
                agent: phone.agent.clone(),
                state: self.phone_state(extension),
                contacts: self.contacts(extension),
                has_password: self.passwords.contains_key(extension),
            })
            .collect()
    }

    /// Ways of routing.
    pub fn routing(&self) -> Vec<live::Routing> {
        let groups = |name: &Name| -> Vec<Name> {
            let uses = self.config.skill_groups.iter().filter(|(_, group)| {
                group.routing.as_ref().map_or("default", Name::as_str) == name.as_str()
            });
            uses.map(|(group, _)| group.clone()).collect()
        };
        self.config
            .routing
            .iter()
            .map(|(name, settings)| live::Routing {
                name: name.clone(),
                settings: settings.clone(),
                skill_groups: groups(name),
            })
            .collect()
    }

    /// Calls that are up, the oldest first.
    pub fn calls(&self) -> Vec<live::Call> {
        self.calls
            .values()
            .map(|call| call.shown().clone())
            .collect()
    }

    /// One call that is up.
    pub fn call(&self, id: CallId) -> Option<live::Call> {
        self.calls.get(&id).map(|call| call.shown().clone())
    }

    pub(super) fn count(&self, which: impl Fn(&live::Call) -> bool) -> u32 {
        self.calls
            .values()
            .filter(|call| which(call.shown()))
            .count() as u32
    }

    pub(super) fn agent_state(&self, name: &Name) -> AgentState {
        self.agents
            .get(name)
            .map_or(AgentState::Offline, |status| status.state)
    }

    fn phone_as_member(&self, phone: &Extension) -> AgentState {
        match self.phone_state(phone) {
            PhoneState::Unregistered => AgentState::Offline,
            PhoneState::Idle => AgentState::Idle,
            PhoneState::Ringing | PhoneState::OnCall => AgentState::OnCall,
        }
    }

    fn phone_state(&self, phone: &Extension) -> PhoneState {
        let mut uses = self
            .calls
            .values()
            .flat_map(super::calls::LiveCall::devices);
        match uses.find(|(_, extension, _)| *extension == phone) {
            Some((_, _, true)) => PhoneState::OnCall,
            Some((_, _, false)) => PhoneState::Ringing,
            None if self.reachable.contains(phone) => PhoneState::Idle,
            None => PhoneState::Unregistered,
        }
    }

    fn contacts(&self, phone: &Extension) -> Vec<live::PhoneContact> {
        let fixed = self
            .config
            .phones
            .get(phone)
            .and_then(|phone| phone.contact.as_ref());
        if let Some(contact) = fixed {
            let uri = contact.to_string();
            return vec![live::PhoneContact {
                uri,
                expires_at: None,
                user_agent: None,
            }];
        }
        self.registrations
            .get(phone)
            .into_iter()
            .flatten()
            .map(|binding| live::PhoneContact {
                uri: binding.uri.clone(),
                expires_at: Some(binding.expires_at),
                user_agent: None,
            })
            .collect()
    }

    fn call_of(&self, which: impl Fn(Option<&Name>, &Extension) -> bool) -> Option<CallId> {
        self.calls
            .values()
            .find(|call| call.devices().any(|(agent, phone, _)| which(agent, phone)))
            .map(|call| call.shown().id)
    }
}

/// When a wrap-up ends by itself.
pub fn wrap_up_until(status: &AgentStatus) -> Option<Timestamp> {
    let span = SignedDuration::try_from(status.wrap_up?).ok()?;
    status.since.checked_add(span).ok()
}
