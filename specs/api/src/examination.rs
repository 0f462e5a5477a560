//! What can be expected of the peer of a trunk.

use model::Name;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a test of a trunk came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrunkTest {
    /// The trunk.
    pub trunk: Name,
    /// Where its peer was asked; absent if there was no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Whether calls can be expected to work: nothing that they need is known to be missing.
    pub good: bool,
    /// What was looked at.
    pub checks: Vec<TrunkCheck>,
}

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrunkCheck {
    /// Its stable name.
    pub code: String,
    /// What it came to.
    pub verdict: Verdict,
    /// Whether calls need it.
    pub needed: bool,
    /// What was seen and why it matters.
    pub text: String,
}

/// What a check came to.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It is as it should be.
    Ok,
    /// It is not.
    No,
    /// The peer does not tell.
    Unknown,
}
