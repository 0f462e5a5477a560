//! The one form of audio that prompts are played from.

use std::time::Duration;

/// Samples a second.
pub const RATE: u32 = 8_000;

/// Audio with 16-bit samples at 8 kHz on one channel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pcm8k(pub Vec<i16>);

impl Pcm8k {
    /// How long it plays.
    pub fn duration(&self) -> Duration {
        Duration::from_micros(self.0.len() as u64 * 1_000_000 / u64::from(RATE))
    }

    /// The samples.
    pub fn samples(&self) -> &[i16] {
        &self.0
    }
}
