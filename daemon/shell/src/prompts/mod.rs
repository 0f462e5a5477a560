//! Prompts: audio files and spoken texts, prepared when a configuration is applied and kept in memory
//! while it is live.

mod clips;
mod config;
mod engine;
mod memory;
mod workers;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use media::Audio;
use model::config::{Config, Prompt};
use wire::{SoundKey, SoundReply, Sounds};

pub use self::clips::ClipError;

use clips::Clips;
use engine::Engine;
use memory::Memory;
use workers::Workers;

/// Spoken texts on the disk, in bytes.
const SPOKEN_BYTES: u64 = 256 * 1024 * 1024;

/// Why a prompt cannot be had.
#[derive(Debug, thiserror::Error)]
pub enum PromptError {
    /// The audio file is not there or is none.
    #[error(transparent)]
    Clip(#[from] ClipError),
    /// The text cannot be spoken.
    #[error("`{text}` cannot be spoken: {source}")]
    Speech {
        /// The text.
        text: String,
        /// Why not.
        source: speech::SpeechError,
    },
}

/// All prompts.
pub struct Prompts {
    studio: Arc<Studio>,
    workers: Workers,
}

/// Makes sounds and keeps them.
struct Studio {
    clips: Clips,
    voices: speech::Cache,
    engine: Engine,
    memory: Mutex<Memory>,
}

impl Prompts {
    /// Prompts below the data directory.
    ///
    /// # Errors
    /// If the directories cannot be made or the system gives no threads.
    pub fn open(data: &Path) -> std::io::Result<Prompts> {
        let studio = Arc::new(Studio {
            clips: Clips::open(&data.join("clips"))?,
            voices: speech::Cache::open(&data.join("speech"), SPOKEN_BYTES)?,
            engine: Engine::default(),
            memory: Mutex::default(),
        });
        let maker = studio.clone();
        let workers = Workers::start(move |key| maker.load(key))?;
        Ok(Prompts { studio, workers })
    }

    /// Makes everything that `config` plays and whose text is fixed, so that no caller waits for it.
    ///
    /// # Errors
    /// The first prompt that cannot be had.
    pub fn prepare(&self, config: &Config) -> Result<(), PromptError> {
        config::sounds(config).try_for_each(|key| self.studio.make(&key).map(drop))
    }

    /// The audio files of `config` that are not here.
    pub fn missing_clips(&self, config: &Config) -> Vec<String> {
        config::clips(config)
            .filter(|clip| !self.studio.clips.has(&clip.sha256))
            .map(|clip| clip.sha256.clone())
            .collect()
    }

    /// What this machine lacks for `config`.
    pub fn obstacles(&self, config: &Config) -> Vec<api::Obstacle> {
        if !config::speaks(config) {
            return Vec::new();
        }
        self.studio
            .engine
            .get()
            .err()
            .map(|error| config::no_engine(config, &error))
            .into_iter()
            .collect()
    }

    /// The audio files of `config` by their paths.
    pub fn files<'a>(&'a self, config: &'a Config) -> impl lang::Files + 'a {
        config::ClipFiles {
            config,
            clips: &self.studio.clips,
        }
    }

    /// Keeps an audio file.
    ///
    /// # Errors
    /// If it is no audio, not what its name says, or cannot be written.
    pub fn store_clip(&self, sha256: &str, bytes: &[u8]) -> Result<(), ClipError> {
        self.studio.clips.store(sha256, bytes)
    }

    /// How long a prompt is, if it is in memory.
    pub fn duration_ms(&self, config: &Config, prompt: &Prompt) -> Option<u64> {
        let audio = self.get(&config::key_of_prompt(config, prompt)?)?;
        Some(audio.samples() as u64 / 8)
    }
}

impl Sounds for Prompts {
    fn get(&self, key: &SoundKey) -> Option<Arc<Audio>> {
        self.studio.remembered(key)
    }

    fn request(&self, key: SoundKey, reply: SoundReply) {
        self.workers.ask(key, reply);
    }
}

impl Studio {
    fn remembered(&self, key: &SoundKey) -> Option<Arc<Audio>> {
        self.memory
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .get(key)
    }

    /// The sound, made if it has to be; what cannot be had is logged.
    fn load(&self, key: &SoundKey) -> Option<Arc<Audio>> {
        self.make(key)
            .inspect_err(|error| tracing::error!(%error, "a prompt failed"))
            .ok()
    }

    fn make(&self, key: &SoundKey) -> Result<Arc<Audio>, PromptError> {
        if let Some(audio) = self.remembered(key) {
            return Ok(audio);
        }
        let audio = Arc::new(match key {
            SoundKey::Text { text, voice } => Audio::from_pcm8k(&self.speak(text, voice)?),
            SoundKey::Clip(sha256) => Audio::from_pcm8k(&self.clips.read(&hex::encode(sha256))?),
            SoundKey::RingBack => Audio::ring_back(),
        });
        self.memory
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .put(key.clone(), audio.clone());
        Ok(audio)
    }

    fn speak(&self, text: &str, voice: &str) -> Result<Vec<i16>, PromptError> {
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
