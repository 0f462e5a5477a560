//! The passwords of phones and trunks that come with a configuration.

use std::collections::{BTreeMap, BTreeSet};

use api::{Code, Secrets};
use model::config::{Config, Secret, Trunk};
use model::{Extension, Name};
use plan::{Change, FieldChange};
use switch::{HashedPassword, Password};

use super::{Desk, Refused};

/// The shortest password of an account that we issue, in characters.
const SHORTEST: usize = 8;

/// The phones whose password the configuration names, with its source.
fn named_phones(config: &Config) -> impl Iterator<Item = (&Extension, &Secret)> {
    let phones = config.phones.iter();
    phones.filter_map(|(phone, known)| Some((phone, known.password.as_ref()?)))
}

/// The trunks whose password the configuration names, with its source.
fn named(config: &Config) -> impl Iterator<Item = (&Name, &Trunk, &Secret)> {
    let trunks = config.trunks.iter();
    trunks.filter_map(|(name, trunk)| Some((name, trunk, trunk.password()?)))
}

pub(super) fn value<'s>(secrets: &'s Secrets, path: &str) -> Option<&'s String> {
    secrets.0.get(path).filter(|value| !value.is_empty())
}

fn of_phone<'s>(secrets: &'s Secrets, phone: &Extension) -> Option<&'s String> {
    value(secrets, &format!("phones/{phone}/password"))
}

fn of_trunk<'s>(secrets: &'s Secrets, name: &Name) -> Option<&'s String> {
    value(secrets, &format!("trunks/{name}/password"))
}

/// The passwords that come with a configuration and may be others than those that are kept. One that comes from
/// where it came before may be left out: it stays.
pub fn passwords(
    desk: &Desk,
    config: &Config,
    secrets: &Secrets,
) -> Result<BTreeMap<Extension, HashedPassword>, Refused> {
    let live = desk.present.read();
    let mut passwords = BTreeMap::new();
    for (phone, source) in named_phones(config) {
        match of_phone(secrets, phone) {
            Some(value) => {
                let hashed = HashedPassword::new(phone, live.realm(), value);
                if !live.keeps_hash(phone, &hashed) {
                    passwords.insert(phone.clone(), hashed);
                }
            }
            None if live.keeps_password(phone, source) => {}
            None => {
                let told = format!("the password of phone {phone} ({source}) has no value");
                return Err(Refused::new(Code::BadRequest, told));
            }
        }
    }
    Ok(passwords)
}

/// The same of trunks.
pub fn trunk_passwords(
    desk: &Desk,
    config: &Config,
    secrets: &Secrets,
) -> Result<BTreeMap<Name, Password>, Refused> {
    let live = desk.present.read();
    let mut passwords = BTreeMap::new();
    for (name, trunk, source) in named(config) {
        let Some(value) = of_trunk(secrets, name) else {
            if live.keeps_trunk_password(name, trunk) {
                continue;
            }
            let told = format!("the password of the trunk {name} ({source}) has no value");
            return Err(Refused::new(Code::BadRequest, told));
        };
        if trunk.gateway.is_some() && !is_strong(value) {
            let told = format!("the password of the trunk {name} ({source}) is too weak");
            return Err(Refused::new(Code::BadRequest, told).help(format!(
                "take at least {SHORTEST} characters with a capital and a small letter, a digit \
                 and a symbol, or leave `password` out and use `ccctl trunk password {name}`"
            )));
        }
        if !live.keeps_value(name, trunk, value) {
            passwords.insert(name.clone(), Password(value.clone()));
        }
    }
    Ok(passwords)
}

/// What an account that we issue asks of its password (feature T3).
fn is_strong(password: &str) -> bool {
    let has = |class: fn(char) -> bool| password.chars().any(class);
    password.chars().count() >= SHORTEST
        && has(char::is_lowercase)
        && has(char::is_uppercase)
        && has(|c| c.is_ascii_digit())
        && has(|c| !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control())
}

/// Phones whose password comes and is another than the one that is kept.
pub fn other_passwords(desk: &Desk, desired: &Config, secrets: &Secrets) -> BTreeSet<Extension> {
    let live = desk.present.read();
    named_phones(desired)
        .filter_map(|(phone, _)| {
            let value = of_phone(secrets, phone)?;
            (!live.has_password(phone, value)).then(|| phone.clone())
        })
        .collect()
}

/// Those of them of which the plan does not say so already.
pub fn changed_on_phones(
    desk: &Desk,
    desired: &Config,
    secrets: &Secrets,
    changes: &[Change],
) -> Vec<Change> {
    let others = other_passwords(desk, desired, secrets).into_iter();
    let told = told(changes, "phones");
    others
        .filter(|phone| !told.contains(phone.as_str()))
        .map(|phone| secret_change("phones", phone.as_str(), "password"))
        .collect()
}

/// Trunks whose password's value differs from the one that is kept, where the plan does not say so
/// already.
pub fn changed_on_trunks(
    desk: &Desk,
    desired: &Config,
    secrets: &Secrets,
    changes: &[Change],
) -> Vec<Change> {
    let live = desk.present.read();
    let told = told(changes, "trunks");
    named(desired)
        .filter(|(name, ..)| !told.contains(name.as_str()))
        .filter_map(|(name, trunk, _)| {
            let value = of_trunk(secrets, name)?;
            let differs = !live.has_trunk_password(name, trunk, value);
            differs.then(|| secret_change("trunks", name.as_str(), "password"))
        })
        .collect()
}

/// The resources of a kind of which the plan says something.
pub(super) fn told<'c>(changes: &'c [Change], kind: &str) -> BTreeSet<&'c str> {
    let told = changes.iter().filter(|change| change.kind == kind);
    told.map(|change| change.name.as_str()).collect()
}

/// What a plan says of a secret whose value alone is another.
pub(super) fn secret_change(kind: &str, name: &str, path: &str) -> Change {
    let field = FieldChange {
        path: path.to_owned(),
        before: "(secret)".into(),
        after: "(another secret)".into(),
        place: None,
    };
    Change::of_field(kind, name, field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_that_we_issue_has_every_class_of_character() {
        for strong in ["Secret-1", "aB3$5678", "密码Secret-1"] {
            assert!(is_strong(strong), "{strong}");
        }
        for weak in [
            "Secr-1", "secret-1", "SECRET-1", "Secret-x", "Secret11", "Secret 1", "",
        ] {
            assert!(!is_strong(weak), "{weak}");
        }
    }

    #[test]
    fn what_the_daemon_makes_is_strong() {
        for _ in 0..100 {
            assert!(is_strong(
                &crate::control::random_password().expect("randomness")
            ));
        }
    }
}
