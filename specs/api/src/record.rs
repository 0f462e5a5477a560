//! Asking for the records of calls.

use jiff::Timestamp;
use model::Name;
use serde::{Deserialize, Serialize};

/// Which records; what is absent does not restrict. Records come newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RecordQuery {
    /// Calls that ended at or after this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Calls that ended before this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// How many, 1 to 1,000; absent: 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Calls from this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller: Option<String>,
    /// Calls to this number of the center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Calls in which this agent took part or was rung.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
    /// Calls that ended so: the status's string or its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Go on after the list that gave this as `next`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl RecordQuery {
    /// Records in a list when the request does not say.
    pub const DEFAULT_LIMIT: u32 = 100;
    /// The most records in one list.
    pub const MAX_LIMIT: u32 = 1_000;
}
