//! What holds for the whole center.

use serde::{Deserialize, Serialize};

use super::{NumberPrivacy, is_default};

/// Settings that no single resource owns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Center {
    /// The center's name for people.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The IANA time zone in which its days begin.
    #[serde(skip_serializing_if = "is_shanghai")]
    pub time_zone: String,
    /// The voice of spoken prompts: `zh` (Mandarin) or `en`.
    #[serde(skip_serializing_if = "is_zh")]
    pub voice: String,
    /// Calls at once, all trunks together; further ones get 503.
    #[serde(skip_serializing_if = "is_limit")]
    pub max_calls: u32,
    /// Whether every talk is recorded.
    #[serde(skip_serializing_if = "is_true")]
    pub record: bool,
    /// Whether an INVITE from an address that no trunk allows is left unanswered instead of 403.
    #[serde(skip_serializing_if = "is_default")]
    pub silent_to_strangers: bool,
    /// Whether phones are asked for SHA-256 before MD5 (RFC 8760); `false`: for MD5 alone.
    #[serde(skip_serializing_if = "is_true")]
    pub strong_digest: bool,
    /// Whether customers' numbers are shown whole.
    #[serde(skip_serializing_if = "is_default")]
    pub number_privacy: NumberPrivacy,
}

const MAX_CALLS: u32 = 10_000;

fn is_shanghai(zone: &str) -> bool {
    zone == "Asia/Shanghai"
}

fn is_zh(voice: &str) -> bool {
    voice == "zh"
}

fn is_limit(calls: &u32) -> bool {
    *calls == MAX_CALLS
}

fn is_true(flag: &bool) -> bool {
    *flag
}

impl Default for Center {
    fn default() -> Self {
        Center {
            name: String::new(),
            time_zone: "Asia/Shanghai".to_owned(),
            voice: "zh".to_owned(),
            max_calls: MAX_CALLS,
            record: true,
            silent_to_strangers: false,
            strong_digest: true,
            number_privacy: NumberPrivacy::default(),
        }
    }
}
