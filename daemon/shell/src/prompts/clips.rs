//! Audio files, kept by the hash of their bytes.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

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

/// A directory of audio files.
#[derive(Debug)]
pub struct Clips(PathBuf);

impl Clips {
    /// The files in `folder`.
    pub fn open(folder: &Path) -> io::Result<Clips> {
        std::fs::create_dir_all(folder)?;
        Ok(Clips(folder.to_owned()))
    }

    /// Whether the file of that hash is here.
    pub fn has(&self, sha256: &str) -> bool {
        self.path(sha256).is_some_and(|path| path.is_file())
    }

    /// Keeps a file that can be played.
    pub fn store(&self, sha256: &str, bytes: &[u8]) -> Result<(), ClipError> {
        if hex::encode(Sha256::digest(bytes)) != sha256 {
            return Err(ClipError::OtherBytes(sha256.to_owned()));
        }
        decode(sha256, bytes)?;
        let path = self
            .path(sha256)
            .ok_or_else(|| ClipError::OtherBytes(sha256.to_owned()))?;
        let draft = path.with_extension("part");
        std::fs::write(&draft, bytes)?;
        std::fs::File::open(&draft)?.sync_all()?;
        std::fs::rename(&draft, &path)?;
        Ok(())
    }

    /// The samples of a file at 8 kHz.
    pub fn read(&self, sha256: &str) -> Result<Vec<i16>, ClipError> {
        decode(sha256, &self.bytes(sha256)?)
    }

    /// The bytes of a file.
    pub fn bytes(&self, sha256: &str) -> Result<Vec<u8>, ClipError> {
        let missing = || ClipError::Missing(sha256.to_owned());
        std::fs::read(self.path(sha256).ok_or_else(missing)?).map_err(|_| missing())
    }

    /// Where it lies; nothing but 64 hexadecimal digits names a file.
    fn path(&self, sha256: &str) -> Option<PathBuf> {
        let is_hash = sha256.len() == 64
            && sha256
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        is_hash.then(|| self.0.join(format!("{sha256}.wav")))
    }
}

fn decode(sha256: &str, bytes: &[u8]) -> Result<Vec<i16>, ClipError> {
    speech::decode_wav(bytes)
        .map(|audio| audio.0)
        .map_err(|source| ClipError::NoAudio {
            sha256: sha256.to_owned(),
            source,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_a_hash_names_a_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let clips = Clips::open(folder.path()).expect("clips");
        for name in [
            "../secret",
            "/etc/passwd",
            "",
            "ABCDEF",
            &"g".repeat(64),
            "a\0b",
        ] {
            assert!(clips.path(name).is_none(), "{name:?}");
            assert!(!clips.has(name));
        }
    }

    #[test]
    fn what_is_no_audio_or_not_its_hash_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let clips = Clips::open(folder.path()).expect("clips");
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
}
