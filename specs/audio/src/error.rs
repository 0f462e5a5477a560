//! Why a file cannot be played, and what to do about it.

use crate::{MAX_BYTES, MAX_SECONDS, RATES};

/// Why bytes are no sound that can be played. Each reads on from the name of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAudio {
    /// Above [`MAX_BYTES`].
    #[error("it has {0} bytes, {MAX_BYTES} are allowed")]
    TooLarge(usize),
    /// Another kind of file.
    #[error("it is {0}")]
    Unknown(&'static str),
    /// Its header promises more than there is.
    #[error("its header announces {claimed} bytes of sound, but only {present} follow")]
    Truncated {
        /// What the header says.
        claimed: u64,
        /// What is there.
        present: u64,
    },
    /// Its structure is broken.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
    /// A coding that is not among those that can be played.
    #[error("its coding ({0}) is not supported")]
    Coding(String),
    /// An MP3 whose frames do not tell their length.
    #[error("it is an MP3 of free format, whose frames do not tell their length")]
    FreeFormat,
    /// MPEG audio of an older layer.
    #[error("it is MPEG audio of layer {0}, not an MP3 (layer 3)")]
    Layer(u8),
    /// Neither mono nor stereo.
    #[error("it has {0} channels, mono and stereo can be played")]
    Channels(u16),
    /// A rate that cannot be meant.
    #[error("its rate of {0} Hz is outside {start} to {end}", start = RATES.start(), end = RATES.end())]
    Rate(u32),
    /// Above [`MAX_SECONDS`].
    #[error("it lasts {0} minutes, {max} are allowed", max = MAX_SECONDS / 60)]
    TooLong(u64),
    /// No sound at all.
    #[error("it holds no sound")]
    Empty,
}

impl NotAudio {
    /// What to do about it.
    pub fn mend(&self) -> &'static str {
        match self {
            NotAudio::TooLarge(_) => "at most 5 MB: cut it, or save it with a lower rate or as MP3",
            NotAudio::TooLong(_) => "cut it; music that is shorter begins again by itself",
            NotAudio::Truncated { .. } | NotAudio::Damaged(_) => {
                "save it again from its source; perhaps it was not copied to its end"
            }
            NotAudio::Empty => "record it again",
            NotAudio::Unknown("empty") => "copy the file again",
            NotAudio::Unknown(LFS) => "fetch the file itself: git lfs pull",
            NotAudio::Unknown(_)
            | NotAudio::Coding(_)
            | NotAudio::FreeFormat
            | NotAudio::Layer(_)
            | NotAudio::Channels(_)
            | NotAudio::Rate(_) => {
                "save it as WAV, for example 16-bit PCM, mono, 8000 or 16000 Hz, or as MP3"
            }
        }
    }
}

const LFS: &str = "a Git LFS pointer in place of the file";

/// What a file that is neither WAV nor MP3 seems to be.
pub fn guess(bytes: &[u8]) -> &'static str {
    let starts = |magic: &[u8]| bytes.starts_with(magic);
    match bytes {
        [] => "empty",
        _ if starts(b"OggS") => "an Ogg file",
        _ if starts(b"fLaC") => "a FLAC file",
        _ if starts(b"FORM") => "an AIFF file",
        _ if starts(b"#!AMR") => "an AMR file",
        _ if starts(b"version https://git-lfs") => LFS,
        _ if bytes.get(4..8) == Some(b"ftyp") => "an MP4 or M4A file",
        _ => "neither a WAV nor an MP3 file",
    }
}
