//! Spoken texts on disk, so that each is spoken once.

mod entry;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::{Pcm8k, SpeechError, Synthesizer, Voice};

/// A text as it sounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The audio.
    pub audio: Pcm8k,
    /// The name under which it is kept: a hash of engine, version, voice and text.
    pub key: String,
    /// Whether it was there already.
    pub cached: bool,
}

/// Counts since the cache was opened.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct CacheCounters {
    /// Texts that were there.
    pub hits: u64,
    /// Texts that were spoken.
    pub misses: u64,
    /// Entries that were damaged and spoken again.
    pub damaged: u64,
    /// Entries removed to make room.
    pub evicted: u64,
    /// Entries that could not be kept.
    pub unkept: u64,
}

/// A directory of spoken texts. Each is a WAV file that anything can play; those heard longest ago
/// make room. Several threads may use it at once.
#[derive(Debug)]
pub struct Cache {
    dir: PathBuf,
    max_bytes: u64,
    /// Tells apart the temporary files of this process.
    drafts: AtomicU64,
    hits: AtomicU64,
    misses: AtomicU64,
    damaged: AtomicU64,
    evicted: AtomicU64,
    unkept: AtomicU64,
}

impl Cache {
    /// The cache in `dir`, which is made, with at most `max_bytes` of files.
    ///
    /// # Errors
    /// If the directory cannot be made or read.
    pub fn open(dir: &Path, max_bytes: u64) -> io::Result<Cache> {
        fs::create_dir_all(dir)?;
        let cache = Cache {
            dir: dir.to_owned(),
            max_bytes,
            drafts: AtomicU64::new(0),
            hits: AtomicU64::new(0),
            misses: AtomicU64::new(0),
            damaged: AtomicU64::new(0),
            evicted: AtomicU64::new(0),
            unkept: AtomicU64::new(0),
        };
        cache.remove_drafts()?;
        cache.make_room()?;
        Ok(cache)
    }

    /// The audio of a text: from the cache, or spoken and then kept. A full disk costs only the
    /// keeping.
    ///
    /// # Errors
    /// If it has to be spoken and cannot be.
    pub fn get_or_speak(
        &self,
        engine: &dyn Synthesizer,
        text: &str,
        voice: Voice,
    ) -> Result<Spoken, SpeechError> {
        let key = key(&engine.identity(), voice, text);
        if let Some(audio) = self.get(&key) {
            count(&self.hits);
            return Ok(Spoken {
                audio,
                key,
                cached: true,
            });
        }
        let audio = Pcm8k(engine.speak(text, voice)?);
        count(&self.misses);
        if let Err(error) = self.keep(&key, &audio) {
            count(&self.unkept);
            tracing::warn!(dir = %self.dir.display(), %error, "a spoken text could not be kept");
        }
        Ok(Spoken {
            audio,
            key,
            cached: false,
        })
    }

    /// What was counted so far.
    pub fn counters(&self) -> CacheCounters {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        CacheCounters {
            hits: read(&self.hits),
            misses: read(&self.misses),
            damaged: read(&self.damaged),
            evicted: read(&self.evicted),
            unkept: read(&self.unkept),
        }
    }

    fn path(&self, key: &str) -> PathBuf {
        self.dir.join(format!("{key}.wav"))
    }

    fn get(&self, key: &str) -> Option<Pcm8k> {
        let path = self.path(key);
        let bytes = fs::read(&path).ok()?;
        let audio = entry::read(&bytes);
        if audio.is_none() {
            count(&self.damaged);
            tracing::warn!(path = %path.display(), "a spoken text is damaged and is spoken again");
            return None;
        }
        let touched = File::options()
            .write(true)
            .open(&path)
            .and_then(|file| file.set_modified(SystemTime::now()));
        if let Err(error) = touched {
            tracing::debug!(path = %path.display(), %error, "a use could not be noted");
        }
        audio
    }

    fn keep(&self, key: &str, audio: &Pcm8k) -> io::Result<()> {
        let number = self.drafts.fetch_add(1, Ordering::Relaxed);
        let draft = self
            .dir
            .join(format!("{key}.{}-{number}.draft", std::process::id()));
        let kept = fs::write(&draft, entry::write(audio))
            .and_then(|()| fs::rename(&draft, self.path(key)));
        if kept.is_err() {
            // It may never have been made.
            drop(fs::remove_file(&draft));
        }
        kept.and_then(|()| self.make_room())
    }

    /// Removes what a crash left half written.
    fn remove_drafts(&self) -> io::Result<()> {
        for file in fs::read_dir(&self.dir)? {
            let path = file?.path();
            if path
                .extension()
                .is_some_and(|extension| extension == "draft")
            {
                fs::remove_file(&path)?;
            }
        }
        Ok(())
    }

    /// Removes the files heard longest ago until the rest is within the limit.
    fn make_room(&self) -> io::Result<()> {
        let mut files = Vec::new();
        let mut sum = 0;
        for file in fs::read_dir(&self.dir)? {
            let path = file?.path();
            // Another thread may have removed it.
            let Ok(about) = fs::metadata(&path) else {
                continue;
            };
            if path.extension().is_some_and(|extension| extension == "wav") {
                sum += about.len();
                files.push((about.modified()?, path, about.len()));
            }
        }
        if sum <= self.max_bytes {
            return Ok(());
        }
        files.sort();
        for (_, path, bytes) in files {
            if sum <= self.max_bytes {
                break;
            }
            if fs::remove_file(&path).is_ok() {
                count(&self.evicted);
            }
            sum -= bytes;
        }
        Ok(())
    }
}

fn count(counter: &AtomicU64) {
    counter.fetch_add(1, Ordering::Relaxed);
}

fn key(engine: &str, voice: Voice, text: &str) -> String {
    let mut hash = Sha256::new();
    for part in [engine, voice.as_str(), text] {
        // With their lengths, so that no two triples run together to the same bytes.
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}
