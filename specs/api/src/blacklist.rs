//! Callers who are blocked at run time.

use jiff::Timestamp;
use model::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks that a caller be blocked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlockCaller {
    /// His number, in any spelling.
    pub caller: String,
    /// Why, for people; at most 200 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// After how long he is let in again by himself; absent: when somebody lets him in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lasts: Option<Span>,
}

impl BlockCaller {
    /// The longest note, in characters.
    pub const MAX_NOTE: usize = 200;
}

/// A caller who is blocked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BlockedCaller {
    /// His number, with `+` and the country where that is certain.
    pub caller: String,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who blocked him.
    pub blocked_by: String,
    /// When.
    pub blocked_at: Timestamp,
    /// When he is let in again by himself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}
