//! Prompts as files.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The longest text that is spoken, in characters.
pub const MAX_TEXT: usize = 600;

/// A text to be spoken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Speak {
    /// What is said, at most 600 characters.
    pub text: String,
    /// `zh` or `en`; absent: the center's voice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<String>,
}

/// Why a text is not spoken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unspeakable {
    /// There is none.
    #[error("the text is empty")]
    Empty,
    /// It is too long.
    #[error("the text has {0} characters, {MAX_TEXT} are allowed")]
    TooLong(usize),
    /// Nobody has that voice.
    #[error("there is no voice `{0}`; write `zh` or `en`")]
    Voice(String),
}

impl Speak {
    /// Checks it.
    ///
    /// # Errors
    /// What is wrong.
    pub fn check(&self) -> Result<(), Unspeakable> {
        let length = self.text.chars().count();
        match self.voice.as_deref() {
            None | Some("zh" | "en") => {}
            Some(other) => return Err(Unspeakable::Voice(other.to_owned())),
        }
        if self.text.trim().is_empty() {
            return Err(Unspeakable::Empty);
        }
        if length > MAX_TEXT {
            return Err(Unspeakable::TooLong(length));
        }
        Ok(())
    }
}

/// In which form a prompt is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AudioQuery {
    /// The form.
    #[serde(default)]
    pub format: AudioForm,
}

/// The forms of a prompt.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AudioForm {
    /// As a caller hears it: 16-bit PCM at 8 kHz on one channel.
    #[default]
    Wav,
    /// The file as it was uploaded.
    Original,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_checked() {
        let speak = |text: &str, voice: Option<&str>| Speak {
            text: text.to_owned(),
            voice: voice.map(str::to_owned),
        };
        assert_eq!(speak("您好", Some("zh")).check(), Ok(()));
        assert_eq!(speak(&"好".repeat(MAX_TEXT), None).check(), Ok(()));
        assert_eq!(speak(" ", None).check(), Err(Unspeakable::Empty));
        let long = speak(&"好".repeat(MAX_TEXT + 1), None).check();
        assert_eq!(long, Err(Unspeakable::TooLong(MAX_TEXT + 1)));
        let voice = speak("a", Some("fr")).check();
        assert_eq!(voice, Err(Unspeakable::Voice("fr".to_owned())));
    }
}
