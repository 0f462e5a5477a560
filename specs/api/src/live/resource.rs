//! Resources that only calls use.

use jiff::Timestamp;
use model::config::{Mode, Transport, Ways};
use model::state::TrunkState;
use model::{DialString, IvrName, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A trunk and its load.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Trunk {
    /// Its name.
    pub name: Name,
    /// How the two sides find each other.
    pub mode: Mode,
    /// How it is.
    pub state: TrunkState,
    /// Why, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Since when it is in that state.
    pub since: Timestamp,
    /// Where the other side takes signalling; of a gateway, where it is registered.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The user name of its account: ours there, or theirs here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// Whether the account that we issued has a password; absent: there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_password: Option<bool>,
    /// The transport of signalling.
    pub transport: Transport,
    /// Calls that are up and came in over it, or were begun by phones and go out over it.
    pub calls: u32,
    /// Calls that it may have at once; absent: no limit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<u32>,
    /// What the line must carry each way when all channels are in use, in kbit/s, at 90.4 a call of
    /// G.711.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kbit_per_second: Option<u64>,
}

impl Trunk {
    /// See [`Trunk::kbit_per_second`], rounded up.
    pub fn capacity(channels: u32) -> u64 {
        (u64::from(channels) * 904).div_ceil(10)
    }
}

/// A number and its load.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Number {
    /// The number as callers dial it.
    pub number: DialString,
    /// The trunk on which its calls come in.
    pub trunk: Name,
    /// The flow that answers.
    pub ivr: IvrName,
    /// Which way its calls go.
    pub direction: Ways,
    /// The area code that belongs to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area_code: String,
    /// Calls that are up on it.
    pub calls: u32,
    /// Calls that it may have at once; absent: no limit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<u32>,
    /// Calls that may go out with it at once.
    pub outbound_channels: u32,
}

/// A prompt of the library.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Prompt {
    /// Its name.
    pub name: Name,
    /// Whether it is audio or text.
    pub kind: PromptKind,
    /// The file as the YAML names it, or the text.
    pub content: String,
    /// How long it is; absent: its text has variables, or it has not been spoken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<u64>,
    /// Of a file: its form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audio: Option<AudioFile>,
    /// The nodes that play it, such as `ivrs.main.nodes.welcome`.
    #[serde(default)]
    pub used_by: Vec<String>,
}

/// The form of an audio file before it is brought to that of a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AudioFile {
    /// `wav` or `mp3`.
    pub format: String,
    /// Samples a second in each channel.
    pub rate: u32,
    /// 1 or 2.
    pub channels: u16,
    /// The size of the file.
    pub bytes: u64,
}

/// What a prompt is made of.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PromptKind {
    /// An audio file.
    File,
    /// A text to speak.
    Text,
}

/// A flow and its load.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Ivr {
    /// Its name.
    pub name: IvrName,
    /// The node in which calls begin.
    pub start: Name,
    /// How many nodes it has.
    pub nodes: u32,
    /// Numbers that lead to it.
    pub numbers: Vec<DialString>,
    /// Calls that entered with it and are up, of this revision or an older one.
    pub calls: u32,
}

/// A way of routing with all its settings.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Routing {
    /// Its name.
    pub name: Name,
    /// Its settings.
    #[serde(flatten)]
    pub settings: model::config::Routing,
    /// Groups that use it.
    pub skill_groups: Vec<Name>,
}
