//! The variables of a call, beside those of the system.

use std::collections::BTreeMap;

use model::Name;

use crate::limits;

/// Values by name. A flow names only so many, so only the values need a limit.
#[derive(Clone, Debug, Default)]
pub(crate) struct Variables(BTreeMap<Name, String>);

impl Variables {
    /// Those that a flow gives its calls from the beginning.
    pub(crate) fn begin(given: &BTreeMap<Name, String>) -> Variables {
        let mut variables = Variables::default();
        given
            .iter()
            .for_each(|(name, value)| variables.set(name, value.clone()));
        variables
    }

    /// The value of one; empty if it has none.
    pub(crate) fn get(&self, name: &Name) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// Gives one a value, of which [`limits::VALUE`] bytes are kept.
    pub(crate) fn set(&mut self, name: &Name, mut value: String) {
        value.truncate(value.floor_char_boundary(limits::VALUE));
        self.0.insert(name.clone(), value);
    }
}
