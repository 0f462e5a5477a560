//! The kinds that can be listed.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of which there is a list below [`crate::PREFIX`].
#[derive(
    Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// [`crate::live::Trunk`].
    Trunks,
    /// [`crate::live::Number`].
    Numbers,
    /// [`crate::live::Prompt`].
    Prompts,
    /// [`crate::live::Ivr`].
    Ivrs,
    /// [`crate::live::SkillGroup`].
    SkillGroups,
    /// [`crate::live::Agent`].
    Agents,
    /// [`crate::live::Phone`].
    Phones,
    /// [`crate::live::Routing`].
    Routing,
    /// [`crate::live::Hours`].
    Hours,
    /// [`crate::live::Hotword`].
    Hotwords,
    /// [`crate::live::Webhook`].
    Webhooks,
    /// [`crate::live::CallerList`].
    CallerLists,
    /// [`crate::live::Role`].
    Roles,
    /// [`crate::live::Call`]: the calls that are up.
    Calls,
    /// [`model::record::CallRecord`]: the calls that are over.
    Records,
    /// [`crate::live::Revision`]: what was applied.
    Revisions,
}

impl Kind {
    /// Every kind, in the order of the manual.
    pub const ALL: [Kind; 16] = [
        Kind::Trunks,
        Kind::Numbers,
        Kind::Prompts,
        Kind::Ivrs,
        Kind::SkillGroups,
        Kind::Agents,
        Kind::Phones,
        Kind::Routing,
        Kind::Hours,
        Kind::Hotwords,
        Kind::Webhooks,
        Kind::CallerLists,
        Kind::Roles,
        Kind::Calls,
        Kind::Records,
        Kind::Revisions,
    ];

    /// The word for it in paths, in the configuration and on the command line.
    pub const fn word(self) -> &'static str {
        match self {
            Kind::Trunks => "trunks",
            Kind::Numbers => "numbers",
            Kind::Prompts => "prompts",
            Kind::Ivrs => "ivrs",
            Kind::SkillGroups => "skill_groups",
            Kind::Agents => "agents",
            Kind::Phones => "phones",
            Kind::Routing => "routing",
            Kind::Hours => "hours",
            Kind::Hotwords => "hotwords",
            Kind::Webhooks => "webhooks",
            Kind::CallerLists => "caller_lists",
            Kind::Roles => "roles",
            Kind::Calls => "calls",
            Kind::Records => "records",
            Kind::Revisions => "revisions",
        }
    }
}

/// A text is no kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKind;

impl fmt::Display for UnknownKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words: Vec<_> = Kind::ALL.iter().map(|kind| kind.word()).collect();
        write!(f, "a kind is one of {}", words.join(", "))
    }
}

impl std::error::Error for UnknownKind {}

impl std::str::FromStr for Kind {
    type Err = UnknownKind;
    fn from_str(text: &str) -> Result<Kind, UnknownKind> {
        Kind::ALL
            .into_iter()
            .find(|kind| kind.word() == text)
            .ok_or(UnknownKind)
    }
}
