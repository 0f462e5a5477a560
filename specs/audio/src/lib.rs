//! What an audio file says of itself, without decoding it: whether it can be played, in what form it
//! is and how long. Bytes in, an answer out, in a time and a memory that its claims cannot raise.
//!
//! The compiler looks at a prompt by this, and the daemon before it decodes one, so that both say the
//! same of a file.

mod error;
pub mod mp3;
mod wav;

pub use error::NotAudio;

/// The largest file.
pub const MAX_BYTES: usize = 5_000_000;
/// The longest sound, in seconds: half an hour.
pub const MAX_SECONDS: u64 = 1_800;
/// Samples a second that a file may have.
pub const RATES: std::ops::RangeInclusive<u32> = 4_000..=192_000;

/// The form of a file that can be played.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// How it is coded.
    pub format: Format,
    /// Samples a second in each channel.
    pub rate: u32,
    /// 1 or 2.
    pub channels: u16,
    /// Samples in each channel.
    pub samples: u64,
}

/// How a file is coded.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Format {
    /// RIFF/WAVE: PCM, float, A-law or µ-law.
    Wav,
    /// MPEG audio, layer III.
    Mp3,
}

impl Format {
    /// The usual ending of such a file's name, which is what people call it.
    pub const fn extension(self) -> &'static str {
        match self {
            Format::Wav => "wav",
            Format::Mp3 => "mp3",
        }
    }

    /// What HTTP calls it.
    pub const fn media_type(self) -> &'static str {
        match self {
            Format::Wav => "audio/wav",
            Format::Mp3 => "audio/mpeg",
        }
    }
}

impl Sound {
    /// How long it is.
    pub fn millis(&self) -> u64 {
        self.samples.saturating_mul(1_000) / u64::from(self.rate.max(1))
    }
}

/// Looks at a file.
///
/// # Errors
/// Why it cannot be played.
pub fn look(bytes: &[u8]) -> Result<Sound, NotAudio> {
    if bytes.len() > MAX_BYTES {
        return Err(NotAudio::TooLarge(bytes.len()));
    }
    form(bytes)
}

/// The same without a limit on the file's size, for what was not uploaded.
///
/// # Errors
/// Why it cannot be played.
pub fn form(bytes: &[u8]) -> Result<Sound, NotAudio> {
    let sound = if bytes.starts_with(b"RIFF") {
        wav::look(bytes)?
    } else if mp3::looks_like(bytes) {
        mp3::look(bytes)?
    } else {
        return Err(NotAudio::Unknown(error::guess(bytes)));
    };
    match sound.samples {
        0 => Err(NotAudio::Empty),
        _ if sound.millis() > MAX_SECONDS * 1_000 => {
            Err(NotAudio::TooLong(sound.millis() / 60_000))
        }
        _ => Ok(sound),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_neither_is_called_by_its_name() {
        for (bytes, name) in [
            (b"OggS\0\x02".as_slice(), "an Ogg file"),
            (b"fLaC\0", "a FLAC file"),
            (b"\0\0\0\x20ftypM4A \0", "an MP4 or M4A file"),
            (b"FORM\0\0\0\0AIFF", "an AIFF file"),
            (b"#!AMR\n", "an AMR file"),
            (b"version https://git-lfs", "a Git LFS pointer"),
            (b"hello", "neither a WAV nor an MP3 file"),
            (b"", "empty"),
        ] {
            let error = look(bytes).expect_err(name);
            assert!(error.to_string().contains(name), "{error}");
        }
    }

    #[test]
    fn what_is_too_large_is_not_looked_at() {
        let bytes = vec![0; MAX_BYTES + 1];
        assert_eq!(look(&bytes), Err(NotAudio::TooLarge(MAX_BYTES + 1)));
    }
}
