//! The present: configuration, agents, phones, bearers and the calls that are up.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use contact::AgentStatus;
use jiff::Timestamp;
use model::config::{Config, Trunk};
use model::live::LiveChanges;
use model::state::{AgentState, Chosen};
use model::{CallId, Extension, MovedKind, Name, Renames, Revision};
use switch::{
    Binding, BlockedCaller, Entry, HashedPassword, KeptPassword, Ledger, LivePast, TrunkStatus,
};

use super::bearers::Bearers;
use super::breaks::Breaks;
use super::calls::LiveCall;

/// Everything that is shown as it is at this moment.
#[derive(Debug, Default)]
pub struct Live {
    /// The configuration that is in effect: what is desired, with what is changed at run time.
    pub config: Arc<Config>,
    /// The configuration that was applied.
    pub desired: Arc<Config>,
    /// What is changed at run time beside it.
    pub changes: LiveChanges,
    /// What was, and is over.
    pub(super) live_past: LivePast,
    /// Its number.
    pub revision: Revision,
    /// Whether the daemon is about to stop.
    pub draining: bool,
    pub(super) agents: BTreeMap<Name, AgentStatus>,
    /// Since when there is each agent: nobody tells of those whose state is the one that they began with.
    pub(super) present_since: BTreeMap<Name, Timestamp>,
    /// What agents have chosen; after a restart nobody tells of those whose state is as it was.
    pub(super) presences: BTreeMap<Name, Chosen>,
    /// How often agents went on a break, by reason.
    pub(super) breaks: Breaks,
    pub(super) reachable: BTreeSet<Extension>,
    pub(super) registrations: BTreeMap<Extension, Vec<Binding>>,
    pub(super) passwords: BTreeMap<Extension, HashedPassword>,
    /// How trunks are.
    pub(super) trunks: BTreeMap<Name, TrunkStatus>,
    /// The passwords of gateways' accounts, by user name.
    pub(super) accounts: BTreeMap<String, HashedPassword>,
    /// Where gateways are found, by user name.
    pub(super) gateways: BTreeMap<String, Vec<Binding>>,
    /// The passwords of our accounts at carriers.
    pub(super) trunk_passwords: BTreeMap<Name, KeptPassword>,
    /// The secrets of webhooks.
    pub(super) webhook_secrets: BTreeMap<Name, KeptPassword>,
    pub(super) realm: String,
    /// The callers who are blocked at run time, by number.
    pub blocked: BTreeMap<String, BlockedCaller>,
    /// Who may come in.
    pub bearers: Bearers,
    pub(super) calls: BTreeMap<CallId, LiveCall>,
}

impl Live {
    /// The present as a start at `now` finds it.
    pub fn new(ledger: &Ledger, now: Timestamp) -> Live {
        let agents = ledger.config.agents.keys();
        Live {
            present_since: agents.map(|agent| (agent.clone(), now)).collect(),
            config: ledger.live.over(&ledger.config),
            desired: ledger.config.clone(),
            changes: ledger.live.clone(),
            live_past: ledger.live_past.clone(),
            revision: ledger.revision,
            presences: ledger.presences.clone(),
            registrations: ledger.registrations.clone(),
            passwords: ledger.passwords.clone(),
            accounts: ledger.accounts.clone(),
            gateways: ledger.gateways.clone(),
            trunk_passwords: ledger.trunk_passwords.clone(),
            webhook_secrets: ledger.webhook_secrets.clone(),
            realm: ledger.realm.clone().unwrap_or_default(),
            blocked: ledger.blocked.clone(),
            bearers: Bearers::new(ledger),
            ..Live::default()
        }
    }

    /// Takes a durable entry in.
    pub fn apply(&mut self, entry: &Entry) {
        match entry {
            Entry::Call(event) => {
                self.calls
                    .entry(event.call)
                    .or_insert_with(|| LiveCall::new(event))
                    .apply(event);
            }
            Entry::Record(record) => {
                self.calls.remove(&record.id);
            }
            Entry::Remarked(_) | Entry::Measured(_) | Entry::Alive(_) => {}
            Entry::Applied(applied) => {
                let names = Renames::of(&applied.moved);
                self.desire(applied, &names);
                self.revision = applied.revision;
                self.breaks.forget_but(&self.config.center.break_reasons);
                self.rename(&names);
                let config = &self.config;
                self.agents
                    .retain(|agent, _| config.agents.contains_key(agent));
                self.presences
                    .retain(|agent, _| config.agents.contains_key(agent));
                self.present_since
                    .retain(|agent, _| config.agents.contains_key(agent));
                for agent in config.agents.keys() {
                    let since = self.present_since.entry(agent.clone());
                    since.or_insert(applied.at);
                }
                self.registrations
                    .retain(|phone, _| config.phones.contains_key(phone));
                self.passwords
                    .retain(|phone, _| config.phones.contains_key(phone));
                self.passwords.extend(applied.passwords.clone());
                self.trunks
                    .retain(|trunk, _| config.trunks.contains_key(trunk));
                let trunks = switch::KeptTrunks {
                    accounts: &mut self.accounts,
                    gateways: &mut self.gateways,
                    passwords: &mut self.trunk_passwords,
                };
                trunks.applied(applied);
                switch::keep_webhook_secrets(&mut self.webhook_secrets, applied);
                self.reachable
                    .retain(|phone| config.phones.contains_key(phone));
            }
            Entry::Presence { agent, chosen } => {
                self.presences.insert(agent.clone(), chosen.clone());
            }
            Entry::Registered { phone, bindings } => {
                self.registrations.insert(phone.clone(), bindings.clone());
            }
            Entry::Password { phone, hashed } => {
                self.passwords.insert(phone.clone(), hashed.clone());
            }
            Entry::Account { username, hashed } => {
                self.accounts.insert(username.clone(), hashed.clone());
            }
            Entry::Gateway { username, bindings } => {
                self.gateways.insert(username.clone(), bindings.clone());
            }
            Entry::Token(_)
            | Entry::TokenRevoked(_)
            | Entry::Client(_)
            | Entry::ClientDeleted(_) => self.bearers.apply(entry),
            Entry::Blocked(caller) => self.live_past.blocked(&mut self.blocked, caller.clone()),
            Entry::Unblocked(ended) => self.live_past.unblocked(&mut self.blocked, ended),
            Entry::LiveChanged(change) => self.change((**change).clone()),
            Entry::LiveEnded(ended) => self.end_change(ended),
            Entry::Realm(realm) => self.realm.clone_from(realm),
        }
    }

    /// What has another name goes on under it.
    fn rename(&mut self, names: &Renames) {
        if names.is_empty() {
            return;
        }
        names.keys(MovedKind::Agents, &mut self.presences);
        names.keys(MovedKind::Trunks, &mut self.trunks);
        let told = self.trunks.values_mut().map(|status| &mut status.trunk);
        names.names(MovedKind::Trunks, told);
        names.keys(MovedKind::Trunks, &mut self.trunk_passwords);
        self.bearers.rename(names);
        self.calls.values_mut().for_each(|call| call.rename(names));
    }

    /// An agent's state changed.
    pub fn agent_changed(&mut self, status: AgentStatus) {
        self.breaks.note(self.agents.get(&status.agent), &status);
        self.agents.insert(status.agent.clone(), status);
    }

    /// A phone can be reached, or can no longer be.
    pub fn phone_changed(&mut self, phone: Extension, reachable: bool) {
        if reachable {
            self.reachable.insert(phone);
        } else {
            self.reachable.remove(&phone);
        }
    }

    /// How often agents went on a break since the start and how many are on one, by reason; without
    /// a reason it is empty.
    pub fn breaks(&self) -> impl Iterator<Item = (&str, u64, usize)> {
        let on_break = |reason: &str| {
            let of = |status: &&AgentStatus| super::breaks::reason_of(status) == Some(reason);
            self.agents.values().filter(of).count()
        };
        let all = self.breaks.counts();
        all.map(move |(reason, count)| (reason, count, on_break(reason)))
    }

    /// How many agents are in a state.
    pub fn agents_in(&self, state: AgentState) -> usize {
        let configured = self.config.agents.keys();
        configured
            .filter(|agent| self.agent_state(agent) == state)
            .count()
    }

    /// The realm of phones' passwords.
    pub fn realm(&self) -> &str {
        &self.realm
    }

    /// Whether a phone has a password, without which it cannot register.
    pub fn can_register(&self, phone: &Extension) -> bool {
        self.passwords.contains_key(phone)
    }

    /// Whether this is the password of a phone.
    pub fn has_password(&self, phone: &Extension, password: &str) -> bool {
        let kept = self.passwords.get(phone);
        kept.is_some_and(|kept| *kept == HashedPassword::new(phone, &self.realm, password))
    }

    /// Whether this is the password that is kept for a trunk, ours at a carrier or theirs here.
    pub fn has_trunk_password(&self, name: &Name, trunk: &Trunk, password: &str) -> bool {
        match &trunk.gateway {
            Some(account) => {
                let hashed = HashedPassword::of(&account.username, &self.realm, password);
                self.accounts.get(&account.username) == Some(&hashed)
            }
            None => self
                .trunk_passwords
                .get(name)
                .is_some_and(|it| it.0 == password),
        }
    }

    /// How many calls are up.
    pub fn calls_up(&self) -> usize {
        self.calls.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse().expect("a moment")
    }

    fn applied(at: &str, agents: &[&str]) -> Entry {
        let agent = |(n, name): (usize, &&str)| {
            let agent = serde_json::json!({ "name": name, "staff_number": n.to_string() });
            ((*name).to_owned(), agent)
        };
        let agents: BTreeMap<_, _> = agents.iter().enumerate().map(agent).collect();
        let applied = serde_json::json!({
            "revision": 1, "at": at, "by": "local", "message": "", "config": { "agents": agents },
        });
        Entry::Applied(Box::new(serde_json::from_value(applied).expect("applied")))
    }

    #[test]
    fn who_has_done_nothing_yet_is_offline_since_he_is_there_whenever_one_asks() {
        let (start, later) = ("2026-11-20T08:00:00Z", "2026-11-20T09:00:00Z");
        let mut live = Live::new(&Ledger::default(), moment("2026-11-20T07:00:00Z"));
        live.apply(&applied(start, &["amy"]));
        live.apply(&applied(later, &["amy", "ben"]));
        let since = |live: &Live, name: &str, now: &str| {
            let name = Name::new(name).expect("a name");
            live.agent(&name, moment(now)).map(|agent| agent.since)
        };
        for now in ["2026-11-20T09:00:01Z", "2026-11-20T10:00:00Z"] {
            assert_eq!(since(&live, "amy", now), Some(moment(start)));
            assert_eq!(since(&live, "ben", now), Some(moment(later)));
        }
        live.apply(&applied("2026-11-20T11:00:00Z", &["ben"]));
        live.apply(&applied("2026-11-20T12:00:00Z", &["amy", "ben"]));
        let again = since(&live, "amy", "2026-11-20T13:00:00Z");
        assert_eq!(again, Some(moment("2026-11-20T12:00:00Z")));
    }
}
