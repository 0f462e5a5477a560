//! Resources by which calls and people are judged.

use std::collections::BTreeMap;

use model::Name;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Business hours, and whether they are open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hours {
    /// Their name.
    pub name: Name,
    /// Whether somebody works at this moment.
    pub open: bool,
    /// The time zone of their clock.
    pub time_zone: String,
    /// The hours of a usual week: `mon` to `sun`, each with its hours as `09:00-18:00`.
    pub weekly: BTreeMap<String, Vec<String>>,
    /// How many holidays there are.
    pub holidays: u32,
    /// How many days have hours of their own.
    pub extra_days: u32,
    /// The nodes that ask for them, such as `ivrs.main.nodes.office`.
    pub used_by: Vec<String>,
}

/// A word that a recogniser is to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Hotword {
    /// The word.
    pub name: model::Hotword,
    /// How much it is preferred: 1 to 10 (most).
    pub weight: u8,
}

/// A list of callers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CallerList {
    /// Its name.
    pub name: Name,
    /// How many numbers, or beginnings of some, are on it; `GET config` has them.
    pub numbers: u32,
    /// Whether callers who withhold their number are on it.
    pub withheld: bool,
    /// What it is for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who asks it, such as `center.inbound_blacklist` or `ivrs.main.whitelist`.
    pub used_by: Vec<String>,
}

/// A role, built in or configured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Role {
    /// Its name.
    pub name: Name,
    /// What people call it, if it is configured.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub full_name: String,
    /// Whether it exists without being written.
    pub built_in: bool,
    /// What it allows: `view` or `change` by module; what is not named is not allowed.
    pub may: BTreeMap<String, String>,
    /// The skill groups that it sees; `all` alone: all of them.
    pub skill_groups: Vec<String>,
    /// The skill groups of those modules that have others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub skill_groups_of: BTreeMap<String, Vec<String>>,
    /// Whether it is shown customers' numbers whole where the center masks them.
    pub plain_numbers: bool,
    /// Tokens of this role.
    pub tokens: u32,
    /// API clients of this role.
    pub clients: u32,
}
