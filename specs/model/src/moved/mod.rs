//! Resources that have another name from one configuration to the next, and stay who they are.

mod config;
mod renames;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::IvrName;

pub use renames::Renames;

/// A kind whose resources can be moved. Those of the others have no name beside what they are: a number is
/// what callers dial, a phone what it registers as, a hotword what is said. A webhook with another name is
/// another, to which what waited for the first is not sent.
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum MovedKind {
    /// A trunk: its registration, how it is, the calls on it.
    Trunks,
    /// A prompt of the library.
    Prompts,
    /// A flow: the calls in it.
    Ivrs,
    /// A skill group: who waits in it, what is changed of it at run time.
    SkillGroups,
    /// An agent: what he has chosen, whom he served, his calls of the day.
    Agents,
    /// A way of routing.
    Routing,
    /// A list of callers.
    CallerLists,
    /// A role: the tokens and clients that have it.
    Roles,
    /// Business hours: those of today.
    Hours,
}

/// A resource and its other name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    /// The kind.
    pub kind: MovedKind,
    /// What it was called; of a flow with its version.
    pub from: IvrName,
    /// What it is called from here on.
    pub to: IvrName,
}

impl MovedKind {
    /// All of them in the order of the manual.
    pub const ALL: [MovedKind; 9] = [
        MovedKind::Trunks,
        MovedKind::Prompts,
        MovedKind::Ivrs,
        MovedKind::SkillGroups,
        MovedKind::Agents,
        MovedKind::Routing,
        MovedKind::CallerLists,
        MovedKind::Roles,
        MovedKind::Hours,
    ];

    /// Its key in the language.
    pub const fn key(self) -> &'static str {
        match self {
            MovedKind::Trunks => "trunks",
            MovedKind::Prompts => "prompts",
            MovedKind::Ivrs => "ivrs",
            MovedKind::SkillGroups => "skill_groups",
            MovedKind::Agents => "agents",
            MovedKind::Routing => "routing",
            MovedKind::CallerLists => "caller_lists",
            MovedKind::Roles => "roles",
            MovedKind::Hours => "hours",
        }
    }

    /// The kind of that key.
    pub fn of_key(key: &str) -> Option<MovedKind> {
        MovedKind::ALL.into_iter().find(|kind| kind.key() == key)
    }
}
