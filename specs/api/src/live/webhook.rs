//! Webhooks, and what has become of the records that they are sent.

use jiff::Timestamp;
use model::Name;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A webhook and its queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Webhook {
    /// Its name.
    pub name: Name,
    /// Where records are sent.
    pub url: String,
    /// In which form: `record` or `tccc`.
    pub format: String,
    /// How the center says who it is: `none`, `basic` or `oauth2`.
    pub auth: String,
    /// Records that have not arrived, those under way included and those that are parked not.
    pub waiting: u64,
    /// Records under way.
    pub under_way: u64,
    /// When the call ended whose record has waited longest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub oldest: Option<Timestamp>,
    /// Records that were refused too often while others arrived, and are put aside.
    pub parked: u64,
    /// Records that arrived since the daemon began.
    pub delivered: u64,
    /// Tries since the daemon began that were answered with a refusal.
    pub refused: u64,
    /// Tries since the daemon began without an answer that says anything of the record.
    pub failed: u64,
    /// Records that the journal has lost since the daemon began.
    pub unreadable: u64,
    /// Since when no record has arrived that was tried; absent: the last one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failing_since: Option<Timestamp>,
    /// What went wrong last, since the daemon began.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub last_error: String,
    /// When that was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_error_at: Option<Timestamp>,
}
