//! Prompts: recorded audio and spoken text, as 16-bit samples at 8 kHz on one channel.
//!
//! [`decode`] reads what an administrator recorded; a [`Synthesizer`] speaks a text, and a
//! [`Cache`] keeps what it said. All of it blocks and belongs on a thread that may.

mod cache;
mod choice;
mod decode;
mod error;
mod espeak;
mod http;
mod level;
mod pcm;
mod resample;
mod rest;
mod synthesizer;
mod wav;

#[cfg(test)]
mod tests;

pub use cache::{Cache, CacheCounters, Spoken};
pub use choice::EngineChoice;
pub use decode::decode;
pub use error::{AudioError, SpeechError};
pub use espeak::{EspeakNg, Version};
pub use pcm::{Pcm8k, RATE};
pub use synthesizer::{MAX_TEXT, Synthesizer, Voice};
pub use wav::encode_wav;
