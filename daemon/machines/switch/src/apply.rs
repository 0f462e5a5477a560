//! Configurations: put into effect whole, in one step, or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::Timestamp;
use kernel::Now;
use model::config::Config;
use model::record::CallEvent;
use model::{CallId, Extension, Name, Renames, Touched};

use crate::access::Principal;
use crate::interface::{Apply, Output, Password, Problem, Reply};
use crate::ledger::{Applied, Entry, HashedPassword, KeptPassword};
use crate::live_past::ending_with_apply;
use crate::switch::Switch;
use crate::trunks::gateways;

/// Secrets as they are kept.
fn kept_whole(given: BTreeMap<Name, Password>) -> BTreeMap<Name, KeptPassword> {
    let given = given.into_iter();
    given
        .map(|(name, secret)| (name, KeptPassword(secret.0)))
        .collect()
}

impl Switch {
    /// Puts a configuration into effect if it was planned against the live one. Calls that are up
    /// keep the flow that they entered with.
    pub(crate) fn apply(
        &mut self,
        now: Now,
        principal: &Principal,
        apply: Apply,
    ) -> Result<Reply, Problem> {
        if apply.base != self.revision {
            return Err(Problem::Stale {
                base: apply.base,
                live: self.revision,
            });
        }
        let (written, mut touched) = apply.config.into_parts(&self.desired);
        let old = std::mem::replace(&mut self.desired, Arc::clone(written.config()));
        self.revision = self.revision.next();
        // What ends by that ends in the ledger as well, which knows of the apply.
        let names = Renames::of(&apply.moved);
        touched.by_run_time(&self.live);
        let ended = self.live.settle(&self.desired, &names);
        touched.by_run_time(&self.live);
        let let_in = self.said_blocked(&old, &touched);
        self.rename(&names);
        self.config = self.live.over(&self.desired);
        self.numbers.adopt(&self.config, &touched.numbers);
        let passwords = self.other_passwords(apply.passwords);
        let kept = self.other_trunk_passwords(&self.config, apply.trunk_passwords);
        self.put(Output::Journal(Entry::Applied(Box::new(Applied {
            revision: self.revision,
            at: now.wall,
            by: principal.to_string(),
            message: apply.message,
            commit: apply.commit,
            changes: apply.changes,
            live_ended: ending_with_apply(&ended, let_in.len()),
            moved: apply.moved.clone(),
            config: written,
            passwords: passwords.clone(),
            accounts: kept.accounts.clone(),
            trunk_passwords: kept.passwords.clone(),
            webhook_secrets: kept_whole(apply.webhook_secrets),
        }))));
        self.forget_what_is_gone(&old, &touched);
        self.passwords.extend(passwords);
        let trunks_differ = !touched.trunks.is_empty() || !kept.is_empty();
        if trunks_differ {
            self.keep_trunk_passwords(kept);
        }
        self.center.handle(now, contact::Input::Moved(apply.moved));
        self.settle_blacklist(now, let_in);
        self.take_effect(now, touched.clone());
        self.refresh_reachability(now, &touched.phones);
        if trunks_differ {
            self.forget_probes(&old, &touched.trunks);
            self.configure_trunks(now);
        }
        Ok(Reply::Applied(self.revision))
    }

    /// Gives a phone a password.
    pub(crate) fn set_password(&mut self, phone: Extension, password: &Password) {
        let hashed = HashedPassword::new(&phone, &self.realm, &password.0);
        self.passwords.insert(phone.clone(), hashed.clone());
        self.put(Output::Journal(Entry::Password { phone, hashed }));
    }

    /// Those of `given` that are not the ones that their phones have.
    fn other_passwords(
        &self,
        given: BTreeMap<Extension, HashedPassword>,
    ) -> BTreeMap<Extension, HashedPassword> {
        given
            .into_iter()
            .filter(|(phone, hashed)| self.passwords.get(phone) != Some(hashed))
            .collect()
    }

    fn forget_what_is_gone(&mut self, old: &Config, touched: &Touched) {
        let config = &self.config;
        let agents = touched.agents.iter();
        for agent in agents.filter(|agent| !config.agents.contains_key(*agent)) {
            self.presences.remove(agent);
        }
        let phones = touched.phones.iter();
        let phones = phones.filter(|phone| !config.phones.contains_key(*phone));
        let accounts = touched
            .trunks
            .iter()
            .filter_map(|name| old.trunks.get(name)?.gateway.as_ref())
            .map(|account| account.username.as_str())
            .filter(|user| !config.phones.contains_key(*user));
        let mut gone: BTreeSet<&str> = phones
            .clone()
            .map(Extension::as_str)
            .chain(accounts)
            .filter(|user| !self.registrar.contacts(user).is_empty())
            .collect();
        if !gone.is_empty() {
            for (_, _, account) in gateways(config) {
                gone.remove(account.username.as_str());
            }
        }
        for phone in phones {
            self.passwords.remove(phone);
        }
        for user in gone {
            self.registrar.remove(user);
        }
    }

    /// Calls that a crash cut off get their record, with cause `restart`; `alive` is the last moment
    /// at which the center is known to have worked.
    pub(crate) fn close_crashed_calls(
        &mut self,
        alive: Timestamp,
        calls: BTreeMap<CallId, Vec<CallEvent>>,
    ) {
        for events in calls.into_values() {
            let Some((ended, record)) = contact::record::close_after_crash(&events, alive) else {
                continue;
            };
            if let Some(ended) = ended {
                self.put(Output::Journal(Entry::Call(ended)));
            }
            self.center.remember(&record);
            self.put(Output::Journal(Entry::Record(Box::new(record))));
        }
    }
}
