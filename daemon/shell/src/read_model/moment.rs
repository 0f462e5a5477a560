//! What a plan is told of the present, and whether a secret that comes without its value is there.

use std::collections::BTreeSet;

use jiff::Timestamp;
use model::config::{Secret, Transport, Trunk};
use model::{Extension, Name};
use plan::{LiveCall, Moment};
use switch::{Binding, HashedPassword};

use super::live::Live;

impl Live {
    /// The calls that are up and the phones that are registered.
    pub fn moment(&self, now: Timestamp) -> Moment {
        let mut moment = Moment::default();
        for call in self.calls.values() {
            let shown = call.shown();
            let waits = call.waiting_since().is_some();
            moment.agents_on_call.extend(shown.agent.clone());
            moment.calls.push(LiveCall {
                id: shown.id,
                ivr: shown.ivr.clone(),
                node: shown.node.clone(),
                waits_in: shown.skill_group.clone().filter(|_| waits),
            });
        }
        let over = |bindings: &[Binding]| -> BTreeSet<Transport> {
            let lasting = bindings.iter().filter(|it| it.expires_at > now);
            lasting.map(|it| it.transport).collect()
        };
        let registered = self.registrations.iter();
        moment.registered = registered
            .map(|(phone, bindings)| (phone.clone(), over(bindings)))
            .filter(|(_, over)| !over.is_empty())
            .collect();
        moment
    }

    /// Whether the password of a phone comes from the same place as before, and is kept.
    pub fn keeps_password(&self, phone: &Extension, from: &Secret) -> bool {
        let known = self.config.phones.get(phone);
        known.is_some_and(|known| known.password.as_ref() == Some(from))
            && self.passwords.contains_key(phone)
    }

    /// Whether this is what is kept of the password of a phone, and nothing but an apply makes it another: by hand
    /// it is set where no configuration names it.
    pub fn keeps_hash(&self, phone: &Extension, hashed: &HashedPassword) -> bool {
        let named = self.config.phones.get(phone);
        named.is_some_and(|known| known.password.is_some())
            && self.passwords.get(phone) == Some(hashed)
    }

    /// The same of a trunk.
    pub fn keeps_value(&self, name: &Name, trunk: &Trunk, value: &str) -> bool {
        let named = self.config.trunks.get(name);
        named.is_some_and(|known| known.password().is_some())
            && self.has_trunk_password(name, trunk, value)
    }

    /// Whether the secret of a webhook comes from the same place as before, and is kept.
    pub fn keeps_webhook_secret(&self, name: &Name, from: &Secret) -> bool {
        let known = self.config.webhooks.get(name);
        let source = known.and_then(|webhook| webhook.secret());
        source.is_some_and(|(_, source)| source == from) && self.webhook_secrets.contains_key(name)
    }

    /// Whether this is the secret that is kept of a webhook.
    pub fn has_webhook_secret(&self, name: &Name, secret: &str) -> bool {
        let kept = self.webhook_secrets.get(name);
        kept.is_some_and(|kept| kept.0 == secret)
    }

    /// Whether the password that a trunk is to have comes from the same place as before, and is kept of that account.
    pub fn keeps_trunk_password(&self, name: &Name, desired: &Trunk) -> bool {
        let Some(trunk) = self.config.trunks.get(name) else {
            return false;
        };
        let kept = match &desired.gateway {
            Some(account) => self.accounts.contains_key(&account.username),
            None => self.trunk_passwords.contains_key(name),
        };
        kept && trunk.password() == desired.password()
    }
}
