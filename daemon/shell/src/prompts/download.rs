//! Prompts as files: as they were uploaded, and as a caller hears them.

use model::config::{Config, Prompt};

use super::{PromptError, Prompts, config};

/// Requests for a file that are worked on at a time: each may decode half an hour of music.
pub const AT_ONCE: usize = 2;

/// A file for somebody who asked.
#[derive(Debug)]
pub struct Download {
    /// What it is for HTTP.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
pub enum NoDownload {
    /// A text has no original.
    #[error("it is a text, not a file")]
    NoFile,
    /// It sounds different for each caller.
    #[error("its text has variables, so it sounds different for each caller")]
    Varies,
    /// It cannot be had.
    #[error(transparent)]
    Failed(#[from] PromptError),
    /// Too many ask.
    #[error("{AT_ONCE} such requests are being worked on")]
    Busy,
}

impl Prompts {
    /// The file of a prompt as it was uploaded.
    ///
    /// # Errors
    /// If it is none, or is not here.
    pub fn original(&self, prompt: &Prompt) -> Result<Download, NoDownload> {
        let Prompt::File(clip) = prompt else {
            return Err(NoDownload::NoFile);
        };
        let clips = &self.studio.clips;
        let about = clips.about(&clip.sha256).map_err(PromptError::from)?;
        Ok(Download {
            media_type: about.sound.format.media_type(),
            bytes: clips.bytes(&clip.sha256).map_err(PromptError::from)?,
        })
    }

    /// A prompt as a caller hears it, as WAV.
    ///
    /// # Errors
    /// If its text varies or it cannot be had.
    pub fn as_heard(&self, config: &Config, prompt: &Prompt) -> Result<Download, NoDownload> {
        let key = config::key_of_prompt(config, prompt).ok_or(NoDownload::Varies)?;
        self.recorded(&key)
    }

    /// A text as a caller would hear it, as WAV.
    ///
    /// # Errors
    /// If it cannot be spoken.
    pub fn preview(&self, text: &str, voice: &str) -> Result<Download, NoDownload> {
        self.recorded(&wire::SoundKey::Text {
            text: text.into(),
            voice: voice.into(),
        })
    }

    fn recorded(&self, key: &wire::SoundKey) -> Result<Download, NoDownload> {
        let _turn = self.downloads.try_acquire().map_err(|_| NoDownload::Busy)?;
        let samples = self.studio.samples(key)?;
        Ok(Download {
            media_type: audio::Format::Wav.media_type(),
            bytes: speech::encode_wav(&samples),
        })
    }
}
