//! Registrations that a plan ends: those of phones here, and ours at carriers.

use std::collections::BTreeSet;

use model::config::Transport;
use model::{Config, Extension, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Moment;

/// A phone whose registration ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dropping {
    /// Its extension.
    pub phone: Extension,
    /// Why.
    pub why: Why,
}

/// Why a registration ends.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// The phone is deleted: at once.
    Deleted,
    /// Its password is another one: when it registers again, as long as it has the old one.
    Password,
    /// It may not use that transport any more: when it registers again.
    Transport,
}

pub(super) fn dropping(live: &Config, desired: &Config, moment: &Moment) -> Vec<Dropping> {
    let registered = moment.registered.iter();
    registered
        .filter_map(|(phone, over)| {
            let why = why(live, desired, moment, phone, over)?;
            let phone = phone.clone();
            Some(Dropping { phone, why })
        })
        .collect()
}

fn why(
    live: &Config,
    desired: &Config,
    moment: &Moment,
    phone: &Extension,
    over: &BTreeSet<Transport>,
) -> Option<Why> {
    let before = live.phones.get(phone)?;
    let Some(after) = desired.phones.get(phone) else {
        return Some(Why::Deleted);
    };
    if moment.other_passwords.contains(phone) {
        return Some(Why::Password);
    }
    let may = |it: &Transport| after.transports.is_empty() || after.transports.contains(it);
    let is_barred = before.transports != after.transports && !over.iter().any(may);
    (is_barred && !over.is_empty()).then_some(Why::Transport)
}

/// Trunks whose account with a carrier is another one, or none any more.
pub(super) fn registering(live: &Config, desired: &Config) -> Vec<Name> {
    let trunks = live.trunks.iter();
    let registering = trunks.filter(|(_, trunk)| trunk.register.is_some());
    let account = |config: &Config, name: &Name| {
        let trunk = config.trunks.get(name)?;
        Some((
            trunk.register.clone()?,
            trunk.address.clone(),
            trunk.transport,
        ))
    };
    registering
        .filter(|(name, _)| account(live, name) != account(desired, name))
        .map(|(name, _)| name.clone())
        .collect()
}
