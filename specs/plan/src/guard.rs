//! What one apply may not take away without being told so.

use std::fmt;

use model::Config;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::impact::people;
use crate::part;

/// Resources that `live` protects and `desired` does not have, such as `numbers/4008001000`.
pub fn protected_deletions(live: &Config, desired: &Config) -> Vec<String> {
    if live.protected.is_empty() {
        return Vec::new();
    }
    let there = part::written(desired, &live.protected);
    let protected = live.protected.iter();
    protected
        .filter(|it| !there.contains_key(*it))
        .cloned()
        .collect()
}

/// How much one apply takes away.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Removals {
    /// Memberships of agents in skill groups.
    pub members: u64,
    /// Numbers.
    pub numbers: u64,
    /// Agents.
    pub agents: u64,
}

impl Removals {
    /// What turning `live` into `desired` takes away.
    pub fn of(live: &Config, desired: &Config) -> Removals {
        let (before, after) = (people::memberships(live), people::memberships(desired));
        let numbers = live.numbers.keys();
        let numbers = numbers.filter(|it| !desired.numbers.contains_key(*it));
        let agents = live.agents.keys();
        let agents = agents.filter(|it| !desired.agents.contains_key(*it));
        Removals {
            members: before.difference(&after).count() as u64,
            numbers: numbers.count() as u64,
            agents: agents.count() as u64,
        }
    }

    /// The largest of the three.
    pub fn most(self) -> u64 {
        self.members.max(self.numbers).max(self.agents)
    }
}

impl fmt::Display for Removals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Removals {
            members,
            numbers,
            agents,
        } = self;
        write!(
            f,
            "{members} members of skill groups, {numbers} numbers and {agents} agents"
        )
    }
}
