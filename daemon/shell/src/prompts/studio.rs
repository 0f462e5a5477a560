//! Makes sounds and keeps them.

use std::sync::{Arc, Mutex, PoisonError};

use media::Audio;
use speech::MAX_TEXT;
use wire::SoundKey;

use super::PromptError;
use super::clips::Clips;
use super::engine::Engine;
use super::memory::Memory;
use super::once::Once;

/// Where sounds are made, by one thread each.
pub struct Studio {
    /// The audio files.
    pub clips: Clips,
    /// What texts become audio by.
    pub engine: Engine,
    /// The texts that were spoken.
    pub voices: speech::Cache,
    /// What may be played at once.
    pub memory: Mutex<Memory>,
    /// Who makes what.
    pub making: Once<SoundKey>,
}

impl Studio {
    /// The sound, if it is in memory.
    pub fn remembered(&self, key: &SoundKey) -> Option<Arc<Audio>> {
        self.memory
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
    }

    /// The sound, made if it has to be; what cannot be had is logged.
    pub fn load(&self, key: &SoundKey) -> Option<Arc<Audio>> {
        let failed = |error: &PromptError| {
            metrics::counter!("ccd_prompts_failed_total").increment(1);
            tracing::error!(%error, "a prompt failed");
        };
        self.make(key).inspect_err(failed).ok()
    }

    /// The sound, made if it has to be. Whoever asks while another one makes it waits for that.
    pub fn make(&self, key: &SoundKey) -> Result<Arc<Audio>, PromptError> {
        if let Some(audio) = self.remembered(key) {
            return Ok(audio);
        }
        let _turn = self.making.turn(key.clone());
        if let Some(audio) = self.remembered(key) {
            return Ok(audio);
        }
        let audio = Arc::new(match key {
            SoundKey::RingBack => Audio::ring_back(),
            SoundKey::Beep => Audio::beep(),
            other => Audio::from_pcm8k(&self.samples(other)?),
        });
        self.memory
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .put(key.clone(), audio.clone());
        Ok(audio)
    }

    /// The samples of a file or a text at 8 kHz.
    pub fn samples(&self, key: &SoundKey) -> Result<Vec<i16>, PromptError> {
        match key {
            SoundKey::Text { text, voice } => self.speak(text, voice),
            SoundKey::Clip(sha256) => Ok(self.clips.read(&hex::encode(sha256))?),
            SoundKey::RingBack | SoundKey::Beep => Ok(Vec::new()),
        }
    }

    fn speak(&self, text: &str, voice: &str) -> Result<Vec<i16>, PromptError> {
        let text = cut(text);
        let failed = |source| PromptError::Speech {
            text: text.to_owned(),
            source,
        };
        let voice = voice.parse().unwrap_or(speech::Voice::Mandarin);
        let engine = self.engine.get().map_err(failed)?;
        let spoken = self
            .voices
            .get_or_speak(engine.as_ref(), text, voice)
            .map_err(failed)?;
        Ok(spoken.audio.0)
    }
}

/// What variables made longer than a text may be is cut off.
fn cut(text: &str) -> &str {
    match text.char_indices().nth(MAX_TEXT) {
        None => text,
        Some((end, _)) => {
            metrics::counter!("ccd_prompts_cut_total").increment(1);
            text.get(..end).unwrap_or(text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_variables_made_too_long_is_cut() {
        let long = "好".repeat(MAX_TEXT + 1);
        assert_eq!(cut(&long).chars().count(), MAX_TEXT);
        let whole = "好".repeat(MAX_TEXT);
        assert_eq!(cut(&whole), whole);
    }
}
