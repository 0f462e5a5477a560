//! Prompts: audio files and spoken texts, prepared when a configuration is applied and kept in memory
//! while it is live.

mod clips;
mod config;
mod download;
mod engine;
mod list;
mod memory;
mod once;
mod studio;
mod wants;
mod workers;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use kernel::Mono;
use media::Audio;
use model::config::Config;
use tokio::sync::Semaphore;
use wire::{SoundKey, SoundReply, Sounds};

pub use self::clips::ClipError;
pub use self::download::{Download, NoDownload};

use clips::Clips;
use engine::Engine;
use once::Once;
use studio::Studio;
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
    workers: Workers<SoundReply>,
    downloads: Semaphore,
}

impl Prompts {
    /// Prompts below the data directory.
    ///
    /// # Errors
    /// If the directories cannot be made or the system gives no threads.
    pub fn open(data: &Path, engine: speech::EngineChoice) -> std::io::Result<Prompts> {
        let studio = Arc::new(Studio {
            clips: Clips::open(&data.join("clips"))?,
            voices: speech::Cache::open(&data.join("speech"), SPOKEN_BYTES)?,
            engine: Engine::new(engine),
            memory: Mutex::default(),
            making: Once::default(),
        });
        let maker = studio.clone();
        let workers = Workers::start(move |key| maker.load(key))?;
        Ok(Prompts {
            studio,
            workers,
            downloads: Semaphore::new(download::AT_ONCE),
        })
    }

    /// Makes everything that `config` plays and whose text is fixed, so that no caller waits for it.
    ///
    /// # Errors
    /// The first prompt that cannot be had.
    pub fn prepare(&self, config: &Config) -> Result<(), PromptError> {
        config::sounds(config).try_for_each(|key| self.studio.make(&key).map(drop))
    }

    /// Removes audio files that neither of the configurations names and none has named for a week.
    pub fn collect(&self, configs: &[&Config]) {
        let used = configs.iter().flat_map(|config| config::clips(config));
        let used = used.map(|clip| clip.sha256.as_str()).collect();
        match self.studio.clips.collect(&used, SystemTime::now()) {
            Ok(0) => {}
            Ok(files) => tracing::info!(files, "audio files that nothing plays were removed"),
            Err(error) => tracing::warn!(%error, "audio files could not be looked through"),
        }
    }

    /// How many sounds of `desired` whose words are fixed have to be made: neither does `live` play them
    /// nor are they in memory.
    pub fn to_make(&self, live: &Config, desired: &Config) -> u64 {
        let played: BTreeSet<SoundKey> = config::sounds(live).collect();
        let wanted: BTreeSet<SoundKey> = config::sounds(desired).collect();
        let missing = wanted.difference(&played);
        missing
            .filter(|key| self.studio.remembered(key).is_none())
            .count() as u64
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
        config::ClipFiles::new(config, &self.studio.clips)
    }

    /// Keeps an audio file.
    ///
    /// # Errors
    /// If it is no audio, not what its name says, or cannot be written.
    pub fn store_clip(&self, sha256: &str, bytes: &[u8]) -> Result<(), ClipError> {
        self.studio.clips.store(sha256, bytes)
    }
}

impl Sounds for Prompts {
    fn get(&self, key: &SoundKey) -> Option<Arc<Audio>> {
        self.studio.remembered(key)
    }

    fn request(&self, key: SoundKey, by: Option<Mono>, reply: SoundReply) {
        self.workers.ask(key, by, reply);
    }
}
