//! Audio files, kept by the hash of their bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use audio::{Format, Sound};
use sha2::{Digest, Sha256};

/// How long a file that no configuration names is kept: it may have been sent ahead of an apply, and
/// calls that are up may still play it.
const UNUSED: Duration = Duration::from_secs(7 * 24 * 3_600);
/// Files that are looked at in one collection.
const FILES: usize = 100_000;
/// Files whose form is remembered.
const REMEMBERED: usize = 4_096;

/// Why an audio file cannot be kept or read.
#[derive(Debug, thiserror::Error)]
pub enum ClipError {
    /// The name is not that of the bytes.
    #[error("the bytes are not those of `{0}`")]
    OtherBytes(String),
    /// The bytes are no audio that can be played.
    #[error("`{sha256}` cannot be played: {source}")]
    NoAudio {
        /// Its name.
        sha256: String,
        /// Why not.
        source: speech::AudioError,
    },
    /// It is not here.
    #[error("there is no audio file `{0}` on the daemon")]
    Missing(String),
    /// The disk does not take it.
    #[error("the audio file cannot be stored: {0}")]
    Disk(#[from] io::Error),
}

/// What is known of a file.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// Its form.
    pub sound: Sound,
    /// Its length in bytes.
    pub bytes: u64,
}

/// A directory of audio files.
#[derive(Debug)]
pub struct Clips {
    folder: PathBuf,
    known: Mutex<BTreeMap<String, About>>,
}

impl Clips {
    /// The files in `folder`.
    pub fn open(folder: &Path) -> io::Result<Clips> {
        fs::create_dir_all(folder)?;
        Ok(Clips {
            folder: folder.to_owned(),
            known: Mutex::default(),
        })
    }

    /// Whether the file of that hash is here.
    pub fn has(&self, sha256: &str) -> bool {
        self.find(sha256).is_some()
    }

    /// Keeps a file that can be played.
    pub fn store(&self, sha256: &str, bytes: &[u8]) -> Result<(), ClipError> {
        let other = || ClipError::OtherBytes(sha256.to_owned());
        if hex::encode(Sha256::digest(bytes)) != sha256 {
            return Err(other());
        }
        decode(sha256, bytes)?;
        let about = about(sha256, bytes)?;
        let path = self.path(sha256, about.sound.format).ok_or_else(other)?;
        let draft = path.with_extension("part");
        fs::write(&draft, bytes)?;
        File::open(&draft)?.sync_all()?;
        fs::rename(&draft, &path)?;
        self.remember(sha256, about);
        Ok(())
    }

    /// The samples of a file at 8 kHz.
    pub fn read(&self, sha256: &str) -> Result<Vec<i16>, ClipError> {
        decode(sha256, &self.bytes(sha256)?)
    }

    /// The bytes of a file.
    pub fn bytes(&self, sha256: &str) -> Result<Vec<u8>, ClipError> {
        let missing = || ClipError::Missing(sha256.to_owned());
        fs::read(self.find(sha256).ok_or_else(missing)?).map_err(|_| missing())
    }

    /// What is known of a file.
    pub fn about(&self, sha256: &str) -> Result<About, ClipError> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(about) = known.get(sha256) {
            return Ok(*about);
        }
        drop(known);
        let about = about(sha256, &self.bytes(sha256)?)?;
        self.remember(sha256, about);
        Ok(about)
    }

    /// Removes the files that nothing in `used` names and nothing has named for a week; says how many.
    pub fn collect(&self, used: &BTreeSet<&str>, now: SystemTime) -> io::Result<usize> {
        let mut removed = 0;
        for entry in fs::read_dir(&self.folder)?.take(FILES) {
            removed += usize::from(collect_one(&entry?, used, now)?);
        }
        Ok(removed)
    }

    fn remember(&self, sha256: &str, about: About) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(sha256.to_owned(), about);
    }

    fn find(&self, sha256: &str) -> Option<PathBuf> {
        let formats = [Format::Wav, Format::Mp3].into_iter();
        formats
            .filter_map(|format| self.path(sha256, format))
            .find(|path| path.is_file())
    }

    /// Where it lies; nothing but 64 hexadecimal digits names a file.
    fn path(&self, sha256: &str, format: Format) -> Option<PathBuf> {
        let is_hash = sha256.len() == 64
            && sha256
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        let name = format!("{sha256}.{}", format.extension());
        is_hash.then(|| self.folder.join(name))
    }
}

/// Removes a file if it is due. One in use is marked as such, so that its week begins when it falls out
/// of use.
fn collect_one(entry: &DirEntry, used: &BTreeSet<&str>, now: SystemTime) -> io::Result<bool> {
    let path = entry.path();
    let name = path.file_stem().and_then(|stem| stem.to_str());
    if name.is_some_and(|name| used.contains(name)) {
        File::options().write(true).open(&path)?.set_modified(now)?;
        return Ok(false);
    }
    let age = now.duration_since(entry.metadata()?.modified()?);
    // Of a time to come: the clock was set back.
    let due = age.is_ok_and(|age| age > UNUSED);
    if due {
        fs::remove_file(&path)?;
    }
    Ok(due)
}

fn decode(sha256: &str, bytes: &[u8]) -> Result<Vec<i16>, ClipError> {
    let decoded = speech::decode(bytes).map(|audio| audio.0);
    decoded.map_err(|source| no_audio(sha256, source))
}

fn about(sha256: &str, bytes: &[u8]) -> Result<About, ClipError> {
    let sound = audio::look(bytes).map_err(|error| no_audio(sha256, error.into()))?;
    let bytes = bytes.len() as u64;
    Ok(About { sound, bytes })
}

fn no_audio(sha256: &str, source: speech::AudioError) -> ClipError {
    ClipError::NoAudio {
        sha256: sha256.to_owned(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clips() -> (tempfile::TempDir, Clips) {
        let folder = tempfile::tempdir().expect("a folder");
        let clips = Clips::open(folder.path()).expect("clips");
        (folder, clips)
    }

    fn stored(clips: &Clips, samples: &[i16]) -> String {
        let bytes = speech::encode_wav(samples);
        let hash = hex::encode(Sha256::digest(&bytes));
        clips.store(&hash, &bytes).expect("a clip");
        hash
    }

    #[test]
    fn nothing_but_a_hash_names_a_file() {
        let (_folder, clips) = clips();
        for name in [
            "../secret",
            "/etc/passwd",
            "",
            "ABCDEF",
            &"g".repeat(64),
            "a\0b",
        ] {
            assert!(clips.path(name, Format::Wav).is_none(), "{name:?}");
            assert!(!clips.has(name));
        }
    }

    #[test]
    fn what_is_no_audio_or_not_its_hash_is_refused() {
        let (_folder, clips) = clips();
        let hash = hex::encode(Sha256::digest(b"noise"));
        assert!(matches!(
            clips.store(&hash, b"noise"),
            Err(ClipError::NoAudio { .. })
        ));
        assert!(matches!(
            clips.store(&hash, b"other"),
            Err(ClipError::OtherBytes(_))
        ));
        assert!(matches!(clips.read(&hash), Err(ClipError::Missing(_))));
    }

    #[test]
    fn what_is_kept_tells_its_form_also_after_a_restart() {
        let (folder, clips) = clips();
        let hash = stored(&clips, &[5; 800]);
        let about = clips.about(&hash).expect("a clip");
        assert_eq!((about.sound.millis(), about.bytes), (100, 1_644));
        let again = Clips::open(folder.path()).expect("clips");
        assert_eq!(again.about(&hash).expect("a clip"), about);
        assert_eq!(again.read(&hash).expect("samples"), [5; 800]);
    }

    #[test]
    fn a_file_goes_a_week_after_it_fell_out_of_use() {
        let (_folder, clips) = clips();
        let (one, other) = (stored(&clips, &[1; 80]), stored(&clips, &[2; 80]));
        let day = Duration::from_secs(24 * 3_600);
        let start = SystemTime::now();
        let collect = |used: &[&String], days: u32| {
            let used = used.iter().map(|name| name.as_str()).collect();
            clips.collect(&used, start + day * days).expect("a folder")
        };
        assert_eq!(collect(&[&one, &other], 30), 0);
        assert_eq!(collect(&[&one], 36), 0, "it fell out of use six days ago");
        assert_eq!(collect(&[&one], 38), 1);
        assert!(clips.has(&one) && !clips.has(&other));
        assert_eq!(collect(&[], 20), 0, "the clock was set back");
    }
}
