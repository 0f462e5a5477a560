//! Whom a cell means: agents by their staff numbers or their names in the YAML.

use std::collections::{BTreeMap, BTreeSet};

use model::{Config, Name};

/// The agents of a center.
#[derive(Debug)]
pub struct People {
    by_number: BTreeMap<String, Name>,
    names: BTreeSet<Name>,
}

impl People {
    /// Those of a configuration.
    pub fn of(config: &Config) -> People {
        let agents = config.agents.iter();
        let by_number = agents.map(|(name, agent)| (agent.staff_number.clone(), name.clone()));
        People {
            by_number: by_number.collect(),
            names: config.agents.keys().cloned().collect(),
        }
    }

    /// The agent with that staff number.
    pub fn numbered(&self, number: &str) -> Option<&Name> {
        self.by_number.get(number)
    }

    /// The agent whom a text means, a staff number before a name.
    pub fn meant(&self, text: &str) -> Result<&Name, String> {
        let name = || self.names.get(text);
        self.numbered(text).or_else(name).ok_or_else(|| {
            let numbers = self.by_number.keys().map(String::as_str);
            let names = self.names.iter().map(Name::as_str);
            let close = lang::closest(text, numbers.chain(names));
            let close =
                close.map_or_else(String::new, |close| format!(": did you mean `{close}`?"));
            format!("there is no agent with the staff number or the name `{text}`{close}")
        })
    }
}
