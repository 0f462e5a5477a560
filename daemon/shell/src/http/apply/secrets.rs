//! The passwords of trunks that come with a configuration.

use std::collections::BTreeMap;

use api::{Code, Secrets};
use model::Name;
use model::config::{Config, Secret, Trunk};
use plan::Change;
use switch::Password;

use super::{Desk, Refused, secret_change};

/// The shortest password of an account that we issue, in characters.
const SHORTEST: usize = 8;

/// The trunks whose password the configuration names, with its source.
fn named(config: &Config) -> impl Iterator<Item = (&Name, &Trunk, &Secret)> {
    let trunks = config.trunks.iter();
    trunks.filter_map(|(name, trunk)| Some((name, trunk, trunk.password()?)))
}

fn value<'s>(secrets: &'s Secrets, name: &Name) -> Option<&'s String> {
    let value = secrets.0.get(&format!("trunks/{name}/password"));
    value.filter(|value| !value.is_empty())
}

/// The passwords that the configuration names; each has its value in the request.
pub fn trunk_passwords(
    config: &Config,
    secrets: &Secrets,
) -> Result<BTreeMap<Name, Password>, Refused> {
    named(config)
        .map(|(name, trunk, source)| {
            let Some(value) = value(secrets, name) else {
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
            Ok((name.clone(), Password(value.clone())))
        })
        .collect()
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

/// Trunks whose password's value differs from the one that is kept, where the plan does not say so
/// already.
pub fn changed_on_trunks(
    desk: &Desk,
    desired: &Config,
    secrets: &Secrets,
    changes: &[Change],
) -> Vec<Change> {
    let live = desk.present.read();
    let is_told = |name: &Name| {
        let mut told = changes.iter();
        told.any(|change| change.kind == "trunks" && change.name == name.as_str())
    };
    named(desired)
        .filter(|(name, ..)| !is_told(name))
        .filter_map(|(name, trunk, _)| {
            let value = value(secrets, name)?;
            let differs = !live.has_trunk_password(name, trunk, value);
            differs.then(|| secret_change("trunks", name.as_str()))
        })
        .collect()
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
