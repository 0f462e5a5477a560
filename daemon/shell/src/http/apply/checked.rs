//! The configuration that passed the checks last: a plan is mostly applied by whoever has just made it.

use std::sync::{Mutex, PoisonError};

use model::config::Config;

/// One configuration that is known to be right.
#[derive(Debug, Default)]
pub struct Checked(Mutex<Option<Config>>);

impl Checked {
    /// Whether it is this one.
    pub fn holds(&self, config: &Config) -> bool {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        held.as_ref() == Some(config)
    }

    /// Keeps this one in place of the one before.
    pub fn keep(&self, config: &Config) {
        let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Some(config.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_configuration_is_known_and_nothing_like_it() {
        let checked = Checked::default();
        let mut config = Config::default();
        assert!(!checked.holds(&config));
        checked.keep(&config);
        assert!(checked.holds(&config));
        config.center.max_calls += 1;
        assert!(!checked.holds(&config));
    }
}
