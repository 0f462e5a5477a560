//! What is wrong with a prompt, and what to do about it.

use std::time::Duration;

use audio::NotAudio;
use thiserror::Error;

/// A recorded prompt cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AudioError {
    /// Its structure is not that of a sound that can be played.
    #[error("{0}; {mend}", mend = .0.mend())]
    NotAudio(#[from] NotAudio),
    /// Its structure is sound, but what is in it cannot be decoded.
    #[error("it cannot be decoded: {0}; save it again from its source")]
    Undecodable(String),
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
    #[error("{engine} failed: {cause}; check that it has the voice, and its own log")]
    Failed {
        /// What was started.
        engine: String,
        /// How it ended.
        cause: String,
    },
    /// The engine elsewhere cannot be asked.
    #[error("{engine} cannot be asked: {cause}; check that it runs and that `--speech` names it")]
    Unreachable {
        /// Its URL.
        engine: String,
        /// Why not.
        cause: String,
    },
    /// The engine hung and is left alone for a while.
    #[error("{engine} hung or was not there, and is asked again {rest:?} after that")]
    Resting {
        /// Which.
        engine: String,
        /// For how long.
        rest: Duration,
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
