//! Whether the configuration blocks a caller itself.

use std::collections::BTreeSet;

use crate::config::{Config, Match};
use crate::phone_number::normalise;

/// The callers whom the lists of the center turn away, ready to be looked up.
#[derive(Debug, Default)]
pub struct Listed {
    numbers: BTreeSet<String>,
    starts: Vec<String>,
}

impl Listed {
    /// Those of a configuration.
    pub fn of(config: &Config) -> Listed {
        let mut listed = Listed::default();
        let lists = config.center.inbound_blacklist.iter();
        for list in lists.filter_map(|name| config.caller_lists.get(name)) {
            for pattern in &list.numbers {
                match pattern.matches() {
                    Match::Number(number) => {
                        listed.numbers.insert(number);
                    }
                    Match::Starts(starts) => listed.starts.extend(starts),
                }
            }
        }
        listed
    }

    /// Whether a caller is one of them.
    pub fn has(&self, caller: &str) -> bool {
        let caller = normalise(caller);
        let starts = |start: &String| caller.starts_with(start.as_str());
        self.numbers.contains(&caller) || self.starts.iter().any(starts)
    }
}
