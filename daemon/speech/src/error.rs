//! What is wrong with a prompt, and what to do about it.

use std::time::Duration;

use thiserror::Error;

/// A recorded prompt cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AudioError {
    /// The file is over the limit.
    #[error(
        "the file has {bytes} bytes, the limit is {limit}; shorten it or save it at 8 kHz mono"
    )]
    TooLarge {
        /// Its length.
        bytes: usize,
        /// The limit.
        limit: usize,
    },
    /// It is not a WAV file.
    #[error(
        "this is not a WAV file; convert it, for example with `sox FILE -r 8000 -c 1 prompt.wav`"
    )]
    NotWav,
    /// Its header promises more than there is.
    #[error("the header announces {claimed} bytes, but only {present} follow; save the file again")]
    Truncated {
        /// What the header says, in bytes.
        claimed: u64,
        /// What is there, in bytes.
        present: u64,
    },
    /// Its structure is broken.
    #[error("the WAV file is damaged: {0}; save it again")]
    Damaged(String),
    /// It is sound, but of a kind that is not read.
    #[error("the WAV file has {0}; save it as 16-bit PCM, mono or stereo, from 4 to 192 kHz")]
    Unsupported(String),
    /// There is no sound in it.
    #[error("the WAV file holds no samples")]
    Empty,
}

/// A text cannot be spoken.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SpeechError {
    /// The engine is not on this machine.
    #[error("{engine} was not found; install espeak-ng (Debian: apt-get install espeak-ng)")]
    NotInstalled {
        /// What was to be started.
        engine: String,
    },
    /// The engine is there, but cannot be started or read from.
    #[error("{engine} cannot be run: {cause}")]
    Broken {
        /// What was to be started.
        engine: String,
        /// Why not.
        cause: String,
    },
    /// The engine ended with a failure.
    #[error("{engine} failed: {cause}; check that its voice data is installed")]
    Failed {
        /// What was started.
        engine: String,
        /// How it ended.
        cause: String,
    },
    /// The engine took too long and was ended.
    #[error(
        "{engine} gave no answer within {limit:?}; the machine is overloaded or the engine hangs"
    )]
    TimedOut {
        /// What was started.
        engine: String,
        /// The time it had.
        limit: Duration,
    },
    /// The engine said more than a prompt may hold.
    #[error("the spoken text is longer than {limit} bytes of audio; split it")]
    TooMuchAudio {
        /// The limit in bytes.
        limit: usize,
    },
    /// The text is over the limit.
    #[error("the text has {characters} characters, the limit is {limit}; split it")]
    TooLong {
        /// Its length.
        characters: usize,
        /// The limit.
        limit: usize,
    },
    /// There is nothing in the text that can be spoken.
    #[error("the text {0:?} says nothing when spoken; write words or numbers")]
    Silent(String),
    /// What the engine answered is no audio.
    #[error("{engine} answered with something else than audio: {cause}")]
    Audio {
        /// What was started.
        engine: String,
        /// What is wrong with it.
        cause: AudioError,
    },
}
