//! `dynamic_menu`: a menu whose branches a customer's system has given.

use serde::{Deserialize, Serialize};

use super::{Asking, Exit, Outline};
use crate::Name;
use crate::config::{Speech, Template};

/// A menu whose branches stand as JSON in a variable: `[{"digits": "1", "name": "a", "label": "sales",
/// "next": "sales"}]`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DynamicMenu {
    /// The question.
    pub asking: Asking,
    /// The JSON.
    pub branches: Template,
    /// The nodes to which the branches may lead.
    pub targets: Vec<Name>,
    /// Where the call goes if there is no branch that can be used; `None`: it takes the exception exit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_invalid: Option<Name>,
}

impl Outline for DynamicMenu {
    fn exits(&self) -> Vec<Exit<'_>> {
        let targets = self.targets.iter().enumerate();
        targets
            .map(|(n, target)| Exit::late(format!("targets.{n}"), target))
            .chain(Exit::maybe_at_once("on_invalid", &self.on_invalid))
            .chain(self.asking.exits())
            .collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        let targets = self.targets.iter_mut();
        let own = targets.chain(&mut self.on_invalid);
        own.chain(self.asking.exits_mut()).collect()
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

    fn texts(&self) -> Vec<&Template> {
        vec![&self.branches]
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
