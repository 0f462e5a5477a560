//! `menu`: asks for a key and branches on it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Asking, Exit, Outline};
use crate::config::Speech;
use crate::{Key, Name};

/// Asks for a key and branches on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Menu {
    /// The question.
    pub asking: Asking,
    /// The branches.
    pub keys: BTreeMap<Key, Choice>,
}

/// One branch of a menu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What the branch is called in the record's path; `None`: the key itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The node it leads to.
    pub next: Name,
}

impl Outline for Menu {
    fn exits(&self) -> Vec<Exit<'_>> {
        let branches = self.keys.iter();
        let branches =
            branches.map(|(key, choice)| Exit::late(format!("keys.{key}.next"), &choice.next));
        branches.chain(self.asking.exits()).collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        let branches = self.keys.values_mut().map(|choice| &mut choice.next);
        branches.chain(self.asking.exits_mut()).collect()
    }

    fn can_end(&self) -> bool {
        self.asking.can_end()
    }

    fn speeches(&self) -> Vec<&Speech> {
        self.asking.speeches()
    }

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        self.asking.speeches_mut()
    }

    fn sets(&self) -> Vec<&Name> {
        self.asking.counting.into.iter().collect()
    }

    fn asking(&self) -> Option<&Asking> {
        Some(&self.asking)
    }

    fn asks(&self) -> bool {
        true
    }
}
