//! The history of applies.

use jiff::Timestamp;
use model::{Config, Moved};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "AppliedRevision")]
pub struct Revision {
    /// Its number.
    pub revision: model::Revision,
    /// When it took effect.
    pub applied_at: Timestamp,
    /// Who applied it: `local` for the socket, else the token's name.
    pub by: String,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The commit of the directory that it was compiled from; `-dirty` behind it: files there differed
    /// from that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub commit: Option<String>,
    /// Resources that it created.
    pub created: u32,
    /// Resources that it changed.
    pub changed: u32,
    /// Resources that it deleted.
    pub deleted: u32,
    /// What was changed at run time and ended by it, since it says the same or what that was about is gone;
    /// callers are counted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub live_ended: Vec<String>,
    /// Resources that have another name since then, and stay what they were; those that it changed are
    /// others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
}

/// One apply and what it put into effect.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RevisionSource {
    /// The apply.
    #[serde(flatten)]
    pub revision: Revision,
    /// The whole configuration, without the values of secrets.
    pub config: Config,
}
