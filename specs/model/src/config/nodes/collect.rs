//! `collect`: takes digits into a variable.

use serde::{Deserialize, Serialize};

use super::{Asking, Exit, Outline};
use crate::Name;
use crate::config::{Speech, is_default};

/// Takes digits from the caller into a variable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Collect {
    /// The question.
    pub asking: Asking,
    /// The variable.
    pub into: Name,
    /// How many digits there must be.
    pub length: Length,
    /// Whether the digits are kept out of records and logs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub secret: bool,
    /// The node after it.
    pub next: Name,
}

/// How many digits there must be.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Length {
    /// So many; the last one ends the answer.
    Fixed(u32),
    /// From one to so many; `#` or a pause ends the answer.
    UpTo(u32),
}

impl Outline for Collect {
    fn exits(&self) -> Vec<Exit<'_>> {
        let next = [Exit::late("next", &self.next)];
        next.into_iter().chain(self.asking.exits()).collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        let next = [&mut self.next].into_iter();
        next.chain(self.asking.exits_mut()).collect()
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
        self.asking
            .counting
            .into
            .iter()
            .chain([&self.into])
            .collect()
    }

    fn asking(&self) -> Option<&Asking> {
        Some(&self.asking)
    }

    fn asks(&self) -> bool {
        true
    }
}
