//! Passwords and tokens of the daemon's making.

use std::io;

/// A bearer's token: 256 bits, with a prefix by which scanners of leaked secrets know it.
///
/// # Errors
/// If the system has no randomness to give.
pub fn random_token() -> io::Result<String> {
    Ok(format!("ccd_{}", wire::entropy::chance()?.hex(32)))
}

/// An API client's secret: as good as a token.
///
/// # Errors
/// If the system has no randomness to give.
pub fn random_secret() -> io::Result<String> {
    Ok(format!("ccs_{}", wire::entropy::chance()?.hex(32)))
}

/// What an API client gets for its secret.
///
/// # Errors
/// If the system has no randomness to give.
pub fn random_access_token() -> io::Result<String> {
    Ok(format!("cca_{}", wire::entropy::chance()?.hex(32)))
}

/// What an API client calls itself; no secret.
///
/// # Errors
/// If the system has no randomness to give.
pub fn random_client_id() -> io::Result<String> {
    Ok(format!("cci_{}", wire::entropy::chance()?.hex(8)))
}

/// A phone's password: 16 characters, of each class one at least, none that phones' keypads or YAML
/// make hard to enter.
///
/// # Errors
/// If the system has no randomness to give.
pub fn random_password() -> io::Result<String> {
    const CLASSES: [&str; 4] = [
        "abcdefghijkmnopqrstuvwxyz",
        "ABCDEFGHJKLMNPQRSTUVWXYZ",
        "23456789",
        "-_.!*",
    ];
    let mut chance = wire::entropy::chance()?;
    let mut pick = |set: &str| set.chars().nth(chance.below(set.len() as u64) as usize);
    let all = CLASSES.concat();
    let password: String = (0..16)
        .filter_map(|n| match n % 4 {
            3 => pick(CLASSES.get(n / 4).copied().unwrap_or(&all)),
            _ => pick(CLASSES.get(n % 3).copied().unwrap_or(&all)),
        })
        .collect();
    Ok(password)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_has_every_class_of_character() {
        for _ in 0..100 {
            let password = random_password().expect("randomness");
            assert_eq!(password.chars().count(), 16);
            assert!(
                password.chars().any(|c| c.is_ascii_lowercase()),
                "{password}"
            );
            assert!(
                password.chars().any(|c| c.is_ascii_uppercase()),
                "{password}"
            );
            assert!(password.chars().any(|c| c.is_ascii_digit()), "{password}");
            assert!(
                password.chars().any(|c| c.is_ascii_punctuation()),
                "{password}"
            );
        }
    }

    #[test]
    fn no_two_tokens_are_equal() {
        assert_ne!(
            random_token().expect("randomness"),
            random_token().expect("randomness")
        );
    }
}
