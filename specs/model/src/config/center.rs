//! What holds for the whole center.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Codec, NumberPrivacy, Sip, Srtp, is_default};
use crate::Name;

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
    /// The caller lists whose callers are turned away, whichever number they dial.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub inbound_blacklist: Vec<Name>,
    /// Whether an INVITE from an address that no trunk allows is left unanswered instead of 403.
    #[serde(skip_serializing_if = "is_default")]
    pub silent_to_strangers: bool,
    /// The number by which customers' systems know the center (`SdkAppId`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sdk_app_id: Option<u32>,
    /// Whether phones are asked for SHA-256 before MD5 (RFC 8760); `false`: for MD5 alone.
    #[serde(skip_serializing_if = "is_true")]
    pub strong_digest: bool,
    /// What an agent is after he has logged in.
    #[serde(skip_serializing_if = "is_default")]
    pub after_log_in: AfterLogIn,
    /// The reasons for which agents may go on a break.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub break_reasons: BTreeMap<Name, BreakReason>,
    /// Whether an agent on a break can be called by his colleagues.
    #[serde(skip_serializing_if = "is_default")]
    pub internal_calls_on_break: bool,
    /// Whether customers' numbers are shown whole.
    #[serde(skip_serializing_if = "is_default")]
    pub number_privacy: NumberPrivacy,
    /// Requests a second that one token, API client or agent may make, with ten seconds' worth at
    /// once; further ones get 429.
    #[serde(skip_serializing_if = "is_rate")]
    pub api_rate: u32,
    /// Members of skill groups, numbers and agents, of each, that one apply may remove unless it is told
    /// how many.
    #[serde(skip_serializing_if = "is_removals")]
    pub max_removals: u32,
    /// Whether numbers of other countries are dialled.
    #[serde(skip_serializing_if = "is_default")]
    pub dial_abroad: bool,
    /// Numbers that begin with one of these are never dialled.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dial_never: Vec<String>,
    /// The codecs that its phones speak, best first; none: those of any phone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub phone_codecs: Vec<Codec>,
    /// Whether the voices of its phones are protected.
    #[serde(skip_serializing_if = "Srtp::is_of_phones")]
    pub phone_srtp: Srtp,
    /// Where its phones register.
    #[serde(skip_serializing_if = "is_default")]
    pub sip: Sip,
    /// Whether the emergency switch is on: nobody works, whatever the hours are.
    #[serde(skip_serializing_if = "is_default")]
    pub emergency: bool,
    /// Whether the emergency switch and blocked callers are left to those who change them at run time.
    #[serde(skip_serializing_if = "is_default")]
    pub unmanaged: bool,
}

impl Center {
    /// The codecs that its phones speak unless one says otherwise, best first.
    pub fn spoken(&self) -> &[Codec] {
        match self.phone_codecs.as_slice() {
            [] => Codec::OF_PHONES,
            codecs => codecs,
        }
    }
}

/// What an agent is after he has logged in.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterLogIn {
    /// Ready for calls.
    #[default]
    Idle,
    /// Present, but not for queue calls.
    NotReady,
}

/// A reason for a break (feature A8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreakReason {
    /// What people call it.
    pub label: String,
    /// Whether it can be chosen.
    #[serde(default = "yes", skip_serializing_if = "is_true")]
    pub enabled: bool,
}

fn yes() -> bool {
    true
}

const MAX_CALLS: u32 = 10_000;
const API_RATE: u32 = 50;
const MAX_REMOVALS: u32 = 20;

fn is_shanghai(zone: &str) -> bool {
    zone == "Asia/Shanghai"
}

fn is_zh(voice: &str) -> bool {
    voice == "zh"
}

fn is_limit(calls: &u32) -> bool {
    *calls == MAX_CALLS
}

fn is_rate(rate: &u32) -> bool {
    *rate == API_RATE
}

fn is_removals(most: &u32) -> bool {
    *most == MAX_REMOVALS
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
            inbound_blacklist: Vec::new(),
            silent_to_strangers: false,
            sdk_app_id: None,
            strong_digest: true,
            after_log_in: AfterLogIn::default(),
            break_reasons: BTreeMap::new(),
            internal_calls_on_break: false,
            number_privacy: NumberPrivacy::default(),
            api_rate: API_RATE,
            max_removals: MAX_REMOVALS,
            dial_abroad: false,
            dial_never: Vec::new(),
            phone_codecs: Vec::new(),
            phone_srtp: Srtp::OF_PHONES,
            sip: Sip::default(),
            emergency: false,
            unmanaged: false,
        }
    }
}
