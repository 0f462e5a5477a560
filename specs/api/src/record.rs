//! Asking for the records of calls.

use jiff::Timestamp;
use model::Name;
use model::record::Direction;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which records; what is absent does not restrict. Records come newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RecordQuery {
    /// Calls that ended at or after this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Calls that ended before this moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// How many, 1 to 1,000; absent: 100. Of CSV 1 to 1,000,000; absent: all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
    /// Calls from this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caller: Option<String>,
    /// Calls to this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub callee: Option<String>,
    /// Calls from or to this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Who called whom.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub direction: Option<Direction>,
    /// Calls in which this agent took part or was rung.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
    /// Calls that waited in this skill group or for which it was rung.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill_group: Option<Name>,
    /// Calls that ended so: the status's string or its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<String>,
    /// Calls whose remark has this text, upper or lower case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
    /// Go on after the list that gave this as `next`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// `json` or `csv`; absent: what `Accept` prefers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<RecordFormat>,
    /// Whether CSV begins with a byte order mark, by which spreadsheets know UTF-8.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bom: Option<bool>,
}

/// The forms in which records are given.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordFormat {
    /// A list with a cursor.
    Json,
    /// Comma-separated values (RFC 4180) with a line of names; all records, not a page of them.
    Csv,
}

impl RecordQuery {
    /// Records in a list when the request does not say.
    pub const DEFAULT_LIMIT: u32 = 100;
    /// The most records in one list.
    pub const MAX_LIMIT: u32 = 1_000;
    /// The most records in one file of CSV.
    pub const MAX_ROWS: u32 = 1_000_000;
}

/// Changes a record; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct PatchRecord {
    /// What people note about the call, at most 2,000 characters; empty: nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl PatchRecord {
    /// Characters of a remark at most.
    pub const MAX_REMARK: usize = 2_000;
}

/// In which form a recording is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RecordingQuery {
    /// `wav` or `mp3`; absent: what `Accept` prefers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<AudioFormat>,
}

/// In which form many recordings are given; which they are, a [`RecordQuery`] says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RecordingsQuery {
    /// `wav`, if left out, or `mp3`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub audio: Option<AudioFormat>,
}

/// The forms in which recordings are given.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AudioFormat {
    /// As it was recorded: 16 bits, the customer left, the agent right.
    Wav,
    /// MPEG layer III of 64 kbit/s, made when it is first asked for.
    Mp3,
}
