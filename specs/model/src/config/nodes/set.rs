//! `set`: gives variables values.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::Name;
use crate::config::Template;

/// Gives variables of the call values. All texts take the values from before the node.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Set {
    /// The values by variable.
    pub values: BTreeMap<Name, Template>,
    /// The node after it.
    pub next: Name,
}

impl Outline for Set {
    fn exits(&self) -> Vec<Exit<'_>> {
        vec![Exit::at_once("next", &self.next)]
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        vec![&mut self.next]
    }

    fn can_end(&self) -> bool {
        false
    }

    fn texts(&self) -> Vec<&Template> {
        self.values.values().collect()
    }

    fn sets(&self) -> Vec<&Name> {
        self.values.keys().collect()
    }
}
