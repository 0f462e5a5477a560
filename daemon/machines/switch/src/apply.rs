//! Configurations: put into effect whole, in one step, or not at all.

use std::collections::BTreeMap;

use jiff::Timestamp;
use kernel::Now;
use model::record::CallEvent;
use model::{CallId, Extension, Name, Renames};

use crate::access::Principal;
use crate::interface::{Apply, Output, Password, Problem, Reply};
use crate::ledger::{Applied, Entry, HashedPassword, KeptPassword};
use crate::live_past::ending_with_apply;
use crate::numbers::Numbers;
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
        self.revision = self.revision.next();
        self.desired = apply.config.clone();
        // What ends by that ends in the ledger as well, which knows of the apply.
        let names = Renames::of(&apply.moved);
        let ended = self.live.settle(&self.desired, &names);
        let let_in = self.said_blocked();
        self.rename(&names);
        self.config = self.live.over(&self.desired);
        self.numbers = Numbers::new(&self.config);
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
            config: apply.config,
            passwords: passwords.clone(),
            accounts: kept.accounts.clone(),
            trunk_passwords: kept.passwords.clone(),
            webhook_secrets: kept_whole(apply.webhook_secrets),
        }))));
        self.forget_what_is_gone();
        self.passwords.extend(passwords);
        self.keep_trunk_passwords(kept);
        self.center.handle(now, contact::Input::Moved(apply.moved));
        self.settle_blacklist(now, let_in);
        self.take_effect(now);
        self.refresh_all(now);
        self.configure_trunks(now);
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
        given: BTreeMap<Extension, Password>,
    ) -> BTreeMap<Extension, HashedPassword> {
        let hashed = given.into_iter().map(|(phone, password)| {
            let hashed = HashedPassword::new(&phone, &self.realm, &password.0);
            (phone, hashed)
        });
        hashed
            .filter(|(phone, hashed)| self.passwords.get(phone) != Some(hashed))
            .collect()
    }

    fn forget_what_is_gone(&mut self) {
        let config = &self.config;
        self.presences
            .retain(|agent, _| config.agents.contains_key(agent));
        self.passwords
            .retain(|phone, _| config.phones.contains_key(phone));
        let gone: Vec<_> = self
            .registrar
            .users()
            .filter(|user| !config.phones.contains_key(*user))
            .filter(|user| !gateways(config).any(|(_, _, account)| account.username == *user))
            .map(str::to_owned)
            .collect();
        for user in gone {
            self.registrar.remove(&user);
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
