//! The secrets of webhooks that come with a configuration.

use std::collections::BTreeMap;

use api::{Code, Secrets};
use model::Name;
use model::config::{Config, Secret};
use plan::Change;
use switch::Password;

use super::secrets::{secret_change, told, value};
use super::{Desk, Refused};

/// The webhooks that have a secret, with its field and its source.
fn named(config: &Config) -> impl Iterator<Item = (&Name, &'static str, &Secret)> {
    let webhooks = config.webhooks.iter();
    webhooks.filter_map(|(name, webhook)| {
        let (field, source) = webhook.secret()?;
        Some((name, field, source))
    })
}

fn of<'s>(secrets: &'s Secrets, name: &Name, field: &str) -> Option<&'s String> {
    value(secrets, &format!("webhooks/{name}/{field}"))
}

/// The secrets that are others than those that are kept. One that comes from where it came before may be
/// left out: it stays.
pub fn secrets(
    desk: &Desk,
    config: &Config,
    secrets: &Secrets,
) -> Result<BTreeMap<Name, Password>, Refused> {
    let live = desk.present.read();
    let mut others = BTreeMap::new();
    for (name, field, source) in named(config) {
        match of(secrets, name, field) {
            Some(value) if live.has_webhook_secret(name, value) => {}
            Some(value) => {
                others.insert(name.clone(), Password(value.clone()));
            }
            None if live.keeps_webhook_secret(name, source) => {}
            None => {
                let told = format!("the secret of the webhook {name} ({source}) has no value");
                return Err(Refused::new(Code::BadRequest, told));
            }
        }
    }
    Ok(others)
}

/// Webhooks whose secret's value differs from the one that is kept, where the plan does not say so already.
pub fn changed(
    desk: &Desk,
    desired: &Config,
    secrets: &Secrets,
    changes: &[Change],
) -> Vec<Change> {
    let live = desk.present.read();
    let told = told(changes, "webhooks");
    named(desired)
        .filter(|(name, ..)| !told.contains(name.as_str()))
        .filter_map(|(name, field, _)| {
            let value = of(secrets, name, field)?;
            let differs = !live.has_webhook_secret(name, value);
            differs.then(|| secret_change("webhooks", name.as_str(), field))
        })
        .collect()
}
