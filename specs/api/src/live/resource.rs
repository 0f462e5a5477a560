//! Resources that only calls use.

use model::config::{Mode, Transport};
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
    /// The peer's `host:port`.
    pub address: String,
    /// The transport of signalling.
    pub transport: Transport,
    /// Calls that are up on it.
    pub calls: u32,
    /// Calls that it may have at once; absent: no limit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<u32>,
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
    /// Calls that are up on it.
    pub calls: u32,
    /// Calls that it may have at once; absent: no limit of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<u32>,
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
