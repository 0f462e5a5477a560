//! Resources that have another name from one configuration to the next, and stay who they are.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Name;

/// A kind whose resources can be moved: a running center knows more of each than what is configured, and
/// what it knows is bound to the name alone.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MovedKind {
    /// An agent: what he has chosen, whom he served, his calls of the day.
    Agents,
}

/// A resource and its other name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    /// The kind.
    pub kind: MovedKind,
    /// What it was called.
    pub from: Name,
    /// What it is called from here on.
    pub to: Name,
}

impl MovedKind {
    /// Its key in the language.
    pub const fn key(self) -> &'static str {
        match self {
            MovedKind::Agents => "agents",
        }
    }
}
