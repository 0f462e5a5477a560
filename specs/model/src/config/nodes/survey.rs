//! `survey`: asks how satisfied the caller is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Asking, Exit, Outline};
use crate::config::Speech;
use crate::{Key, Name};

/// Asks how satisfied the caller is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Survey {
    /// The question.
    pub asking: Asking,
    /// What each key says.
    pub keys: BTreeMap<Key, String>,
    /// The variable that holds what was said.
    pub into: Name,
    /// The node after it; `None`: the call ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Name>,
}

impl Outline for Survey {
    fn exits(&self) -> Vec<Exit<'_>> {
        let next = Exit::maybe("next", &self.next);
        next.into_iter().chain(self.asking.exits()).collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        let next = self.next.iter_mut();
        next.chain(self.asking.exits_mut()).collect()
    }

    fn can_end(&self) -> bool {
        self.next.is_none() || self.asking.can_end()
    }

    fn speeches(&self) -> Vec<&Speech> {
        self.asking.speeches()
    }

    fn speeches_mut(&mut self) -> Vec<&mut Speech> {
        self.asking.speeches_mut()
    }

    fn sets(&self) -> Vec<&Name> {
        let count = self.asking.counting.into.iter();
        count.chain([&self.into]).collect()
    }

    fn asking(&self) -> Option<&Asking> {
        Some(&self.asking)
    }

    fn asks(&self) -> bool {
        true
    }
}
