//! Planning and applying.

use model::{Config, Moved, Places, Revision};
use plan::Plan;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Secrets;

/// Asks what an apply would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanRequest {
    /// What shall be.
    pub desired: Config,
    /// The resources that have another name than before, and stay who they are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
    /// Where it is written, for the plan to name.
    #[serde(default)]
    pub places: Places,
    /// The values of its secrets, so that the plan can tell a changed one from an unchanged one. They
    /// are compared and dropped.
    #[serde(default)]
    pub secrets: Secrets,
}

/// What an apply would change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PlanResponse {
    /// The plan; it holds no secret.
    pub plan: Plan,
    /// The SHA-256 of every audio file that the daemon does not have, to be sent before the apply.
    #[serde(default)]
    pub missing_clips: Vec<String>,
    /// Why the plan cannot be applied on this daemon; empty: it can.
    #[serde(default)]
    pub obstacles: Vec<Obstacle>,
}

/// Something that the machine of the daemon lacks, or cannot do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Obstacle {
    /// A stable word for it, such as `no_speech_engine`.
    pub code: String,
    /// What is missing.
    pub message: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// What needs it, by its path, such as `prompts/welcome`; absent: the whole
    /// configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
}

/// Asks for a plan to be carried out, all of it or nothing. It is refused with
/// `stale_plan` when something that it has read has become another since; the problem's member
/// `conflicts` then holds the three versions of each. It is refused with `conflict` when it would delete
/// what is protected, or remove more than may be, and with `invalid_configuration` or
/// `not_possible_here` when it cannot be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ApplyRequest {
    /// The plan, as the daemon made it.
    pub plan: Plan,
    /// The values of all secrets of the desired configuration.
    #[serde(default)]
    pub secrets: Secrets,
    /// Why, for the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The commit of the directory that the plan was made from, for the history; at most
    /// 100 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// How many members of skill groups, numbers and agents, of each, may be removed; absent: as many as
    /// the live configuration says (`center.max_removals`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allow_removing: Option<u64>,
}

impl ApplyRequest {
    /// The longest name of a commit, in characters.
    pub const MAX_COMMIT: usize = 100;
    /// The longest message, in characters.
    pub const MAX_MESSAGE: usize = 2_000;
}

/// What was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Applied {
    /// The revision that is live; the one before if nothing changed.
    pub revision: Revision,
    /// Resources that were created.
    pub created: u32,
    /// Resources that were changed.
    pub changed: u32,
    /// Resources that were deleted.
    pub deleted: u32,
    /// Resources that have another name since then, and stay what they were.
    #[serde(default)]
    pub moved: u32,
}

/// The configuration that is live.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LiveConfig {
    /// Its number.
    pub revision: Revision,
    /// All of it, without the values of secrets.
    pub config: Config,
}
