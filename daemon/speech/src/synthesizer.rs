//! What every speech engine is asked.

use std::fmt;
use std::str::FromStr;

use crate::SpeechError;

/// The longest text that is spoken, in characters.
pub const MAX_TEXT: usize = 600;

/// In which language a text is spoken; digits are read in it too.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Voice {
    /// Mandarin; Latin words in the text are read as English.
    Mandarin,
    /// English; Chinese words in the text are read as Mandarin.
    English,
}

impl Voice {
    /// As in the configuration: `zh` or `en`.
    pub fn as_str(self) -> &'static str {
        match self {
            Voice::Mandarin => "zh",
            Voice::English => "en",
        }
    }
}

impl fmt::Display for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Voice {
    type Err = String;

    fn from_str(name: &str) -> Result<Voice, String> {
        match name {
            "zh" => Ok(Voice::Mandarin),
            "en" => Ok(Voice::English),
            other => Err(format!("there is no voice `{other}`; write `zh` or `en`")),
        }
    }
}

/// A speech engine.
pub trait Synthesizer: Send + Sync {
    /// The engine and its version: the same text sounds the same as long as this is the same.
    fn identity(&self) -> String;

    /// Speaks `text`: 16-bit samples at 8 kHz on one channel, without silence at the ends, all at
    /// about the same loudness. It blocks.
    ///
    /// # Errors
    /// If the engine is missing, fails or takes too long, or the text is too long or says nothing.
    fn speak(&self, text: &str, voice: Voice) -> Result<Vec<i16>, SpeechError>;
}
