//! The prompt library.

use serde::{Deserialize, Serialize};

use super::Template;

/// A named prompt: an audio file or a text to speak (features I21 and I22).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// An audio file.
    File(Clip),
    /// A text, spoken by the center's voice or by `voice`.
    Text {
        /// What is said.
        text: Template,
        /// `zh` or `en`; `None`: the center's voice.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        voice: Option<String>,
    },
}

/// The audio of a file, known by its content.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Clip {
    /// Where the YAML says it lies, for people.
    pub file: String,
    /// SHA-256 of the file's bytes, 64 hexadecimal digits.
    pub sha256: String,
}
