//! The accounts of gateways: who they are, and that they register and call as nobody else.

use std::collections::{BTreeMap, BTreeSet};

use kernel::Now;
use model::Name;
use model::config::{Config, Gateway, Trunk};
use sip::{RequestId, Stranger};

use crate::interface::{Output, Password, Problem};
use crate::ledger::{Binding, Entry, HashedPassword, KeptPassword};
use crate::phones::{bindings_of, saved};
use crate::switch::Switch;

/// The passwords of trunks that an apply brings, as they are kept.
#[derive(Default)]
pub(crate) struct Kept {
    /// Ours at carriers, by trunk.
    pub passwords: BTreeMap<Name, KeptPassword>,
    /// Those of accounts that we issue, by user name.
    pub accounts: BTreeMap<String, HashedPassword>,
}

impl Kept {
    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.passwords.is_empty() && self.accounts.is_empty()
    }
}

/// Whether a trunk has an account of ours at a carrier.
pub(crate) fn registers(config: &Config, trunk: &Name) -> bool {
    let known = config.trunks.get(trunk);
    known.is_some_and(|it| it.register.is_some())
}

/// The user names of gateways' accounts.
pub(crate) fn usernames(config: &Config) -> BTreeSet<&String> {
    gateways(config).map(|(_, _, it)| &it.username).collect()
}

/// The gateways' accounts of a configuration, by user name.
pub(crate) fn gateways(config: &Config) -> impl Iterator<Item = (&Name, &Trunk, &Gateway)> {
    let trunks = config.trunks.iter();
    trunks.filter_map(|(name, trunk)| Some((name, trunk, trunk.gateway.as_ref()?)))
}

impl Switch {
    /// The trunk of a gateway's account.
    pub(crate) fn gateway_of(&self, username: &str) -> Option<(&Name, &Trunk)> {
        let mut all = gateways(&self.config);
        let (name, trunk, _) = all.find(|(_, _, account)| account.username == username)?;
        Some((name, trunk))
    }

    /// Whether there are gateways at all: strangers are asked who they are then.
    pub(crate) fn has_gateways(&self) -> bool {
        gateways(&self.config).next().is_some()
    }

    /// Whether a gateway is registered at this address.
    pub(crate) fn is_gateway_at(&self, source: std::net::IpAddr) -> bool {
        gateways(&self.config).any(|(_, _, account)| {
            let contacts = self.registrar.contacts(&account.username);
            contacts.iter().any(|it| it.flow.remote.ip() == source)
        })
    }

    /// Whether an account may be used from where this request comes.
    pub(crate) fn is_at_home(&self, stranger: &Stranger, username: &str) -> bool {
        let source = stranger.flow.remote.ip().to_canonical();
        self.gateway_of(username).is_none_or(|(_, trunk)| {
            let allow = &trunk.allow;
            allow.is_empty() || allow.iter().any(|network| network.contains(&source))
        })
    }

    /// An authenticated REGISTER of a gateway.
    pub(crate) fn register_gateway(
        &mut self,
        now: Now,
        request: RequestId,
        stranger: &Stranger,
        username: &str,
    ) {
        if self.register_as(now, request, stranger, username) {
            self.server_heard(now, stranger.flow);
            self.gateway_changed(now, username);
        }
    }

    /// What is registered for an account has changed.
    pub(crate) fn gateway_changed(&mut self, now: Now, username: &str) {
        let bindings = bindings_of(now, self.registrar.contacts(username));
        let username = username.to_owned();
        self.put(Output::Journal(Entry::Gateway { username, bindings }));
        self.drive_trunks(now);
    }

    /// After a restart: gateways that were registered are.
    pub(crate) fn restore_gateways(&mut self, now: Now, gateways: BTreeMap<String, Vec<Binding>>) {
        for (username, bindings) in gateways {
            for binding in bindings {
                self.registrar.restore(now, &username, saved(binding));
            }
        }
    }

    /// Gives the account of a gateway a password.
    pub(crate) fn set_account_password(
        &mut self,
        now: Now,
        trunk: Name,
        password: &Password,
    ) -> Result<(), Problem> {
        let known = self.config.trunks.get(&trunk);
        self.known("trunk", trunk.as_str(), known.is_some())?;
        let Some(account) = known.and_then(|known| known.gateway.clone()) else {
            return Err(Problem::NoAccount(trunk));
        };
        if account.password.is_some() {
            return Err(Problem::ConfiguredTrunk(trunk));
        }
        let hashed = HashedPassword::of(&account.username, &self.realm, &password.0);
        self.trunks
            .accounts
            .insert(account.username.clone(), hashed.clone());
        self.put(Output::Journal(Entry::Account {
            username: account.username,
            hashed,
        }));
        self.drive_trunks(now);
        Ok(())
    }

    /// Those of `given` that are not the ones that are kept.
    pub(crate) fn other_trunk_passwords(
        &self,
        config: &Config,
        given: BTreeMap<Name, Password>,
    ) -> Kept {
        let mut kept = Kept::default();
        for (name, password) in given {
            let Some(trunk) = config.trunks.get(&name) else {
                continue;
            };
            if let Some(account) = &trunk.gateway {
                let hashed = HashedPassword::of(&account.username, &self.realm, &password.0);
                if self.trunks.accounts.get(&account.username) != Some(&hashed) {
                    kept.accounts.insert(account.username.clone(), hashed);
                }
            } else if self.trunks.passwords.get(&name) != Some(&KeptPassword(password.0.clone())) {
                kept.passwords.insert(name, KeptPassword(password.0));
            }
        }
        kept
    }

    /// Takes the passwords of an apply in, and forgets those of trunks that are gone.
    pub(crate) fn keep_trunk_passwords(&mut self, kept: Kept) {
        let config = &self.config;
        let trunks = &mut self.trunks;
        trunks.passwords.retain(|name, _| registers(config, name));
        trunks.passwords.extend(kept.passwords);
        let known = usernames(config);
        trunks
            .accounts
            .retain(|username, _| known.contains(username));
        trunks.accounts.extend(kept.accounts);
    }
}
