//! `condition`: branches on the values of variables.

use serde::{Deserialize, Serialize};

use super::{Exit, Outline};
use crate::Name;
use crate::config::When;

/// Branches on the values of variables: the first branch that holds is taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    /// The branches in their order.
    pub branches: Vec<Branch>,
    /// What is taken when none of them holds.
    pub otherwise: Otherwise,
}

/// A branch of a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Branch {
    /// What must hold.
    pub when: When,
    /// What the branch is called in records; `None`: what must hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The node that it leads to.
    pub next: Name,
}

/// The branch for everything else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Otherwise {
    /// What it is called in records; `None`: `otherwise`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// The node that it leads to.
    pub next: Name,
}

impl Outline for Condition {
    fn exits(&self) -> Vec<Exit<'_>> {
        let branches = self.branches.iter().enumerate();
        let branches =
            branches.map(|(n, branch)| Exit::at_once(format!("condition.{n}.next"), &branch.next));
        let otherwise = Exit::at_once("otherwise.next", &self.otherwise.next);
        branches.chain([otherwise]).collect()
    }

    fn exits_mut(&mut self) -> Vec<&mut Name> {
        let branches = self.branches.iter_mut().map(|branch| &mut branch.next);
        branches.chain([&mut self.otherwise.next]).collect()
    }

    fn can_end(&self) -> bool {
        false
    }
}
