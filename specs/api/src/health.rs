//! Whether the daemon works.

use model::Revision;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The answer of `/healthz`: 200 when calls are taken, 503 when not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Health {
    /// `ok` or `draining`.
    pub status: String,
    /// The daemon's version.
    pub version: String,
    /// The revision that is live.
    pub revision: Revision,
    /// Calls that are up.
    pub calls: u32,
}
