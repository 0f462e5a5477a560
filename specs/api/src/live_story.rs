//! What was changed at run time, from its beginning to its end.

use jiff::Timestamp;
use jiff::civil::Date;
use model::live::Ending;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::LiveChange;

/// How much of the history of live changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LiveHistoryQuery {
    /// 1 to 1000; 100 if absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

impl LiveHistoryQuery {
    /// The limit of a query that names none.
    pub const DEFAULT_LIMIT: u32 = 100;
    /// The highest limit.
    pub const MAX_LIMIT: u32 = 1_000;
}

/// Something that was changed at run time: who began it, when and why, and its end once it has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LiveStory {
    /// What it is about, as in a live change, by the names of that time.
    pub path: String,
    /// What was so before, in the words of a live change; absent: a version of earlier did not write
    /// that down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What was so from then on.
    pub after: String,
    /// The day whose hours these are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub day: Option<Date>,
    /// Who changed it: `local` for the socket, else the token's name.
    pub by: String,
    /// When.
    pub since: Timestamp,
    /// When it was to end by itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Why.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Its end; absent: it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ending>,
}

/// What is changed about something after it was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChangedLive {
    /// That change; nothing: it is as the configuration says.
    pub items: Vec<LiveChange>,
    /// The change about the same that was there before, and is over by this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<LiveChange>,
}
