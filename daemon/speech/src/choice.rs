//! Which engine speaks.

use std::fmt;
use std::str::FromStr;

use crate::http::{EngineUrl, HttpEngine};
use crate::rest::Rested;
use crate::{EspeakNg, SpeechError, Synthesizer};

/// An engine as it is chosen when a program starts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum EngineChoice {
    /// The program `espeak-ng` of this machine.
    #[default]
    EspeakNg,
    /// A program that is asked over HTTP.
    Http(EngineUrl),
}

impl EngineChoice {
    /// The engine, which is left alone for a while when it hangs.
    ///
    /// # Errors
    /// If it is not on this machine. Whether one elsewhere answers shows when it is asked.
    pub fn open(&self) -> Result<Box<dyn Synthesizer>, SpeechError> {
        Ok(match self {
            EngineChoice::EspeakNg => Box::new(Rested::new(EspeakNg::find()?)),
            EngineChoice::Http(url) => Box::new(Rested::new(HttpEngine::new(url.clone()))),
        })
    }
}

impl FromStr for EngineChoice {
    type Err = String;

    fn from_str(text: &str) -> Result<EngineChoice, String> {
        match text {
            "espeak-ng" => Ok(EngineChoice::EspeakNg),
            url => url
                .parse()
                .map(EngineChoice::Http)
                .map_err(|form| format!("the engine is espeak-ng, or a URL: {form}")),
        }
    }
}

impl fmt::Display for EngineChoice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EngineChoice::EspeakNg => f.write_str("espeak-ng"),
            EngineChoice::Http(url) => url.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_engine_is_chosen_by_its_name_or_url() {
        for text in [
            "espeak-ng",
            "http://127.0.0.1:5002/speak",
            "http://[::1]:5002/",
            "http://tts.internal:80/v1?model=a",
        ] {
            let choice: EngineChoice = text.parse().unwrap();
            assert_eq!(choice.to_string(), text);
        }
        for text in [
            "",
            "festival",
            "https://a/",
            "ftp://a/",
            "http://",
            "http://u:p@a/",
        ] {
            assert!(text.parse::<EngineChoice>().is_err(), "{text}");
        }
    }
}
