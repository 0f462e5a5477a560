//! What can be expected of the peer of a trunk.

use model::{CallId, DialString, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a trunk is tested.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrunkTestQuery {
    /// A number that is called, for a moment; absent: the peer is only asked by OPTIONS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dial: Option<String>,
    /// The number of the trunk that is shown; absent: the first that goes out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shown: Option<DialString>,
}

/// What a test of a trunk came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TrunkTest {
    /// The trunk.
    pub trunk: Name,
    /// Where its peer was asked; absent if it was not, for nobody is known to be there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The test call, if there was one; its record and its trace are kept as those of any call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallId>,
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
