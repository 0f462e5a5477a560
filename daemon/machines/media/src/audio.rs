//! Sounds in memory, encoded once.

use std::sync::Arc;

use crate::Audio;
use crate::codec::g711::{self, Law};

/// Samples a second.
const RATE: usize = 8_000;

/// A sample of a tone.
fn tone(hertz: f32, n: usize) -> i16 {
    const AMPLITUDE: f32 = 8_000.0;
    let turns = n as f32 * hertz / RATE as f32;
    (AMPLITUDE * (turns.fract() * std::f32::consts::TAU).sin()) as i16
}

impl Audio {
    /// Encodes 16-bit samples at 8 kHz.
    pub fn from_pcm8k(samples: &[i16]) -> Audio {
        let alaw: Arc<[u8]> = samples
            .iter()
            .map(|&sample| g711::encode(Law::A, sample))
            .collect();
        let ulaw: Arc<[u8]> = samples
            .iter()
            .map(|&sample| g711::encode(Law::Mu, sample))
            .collect();
        Audio { alaw, ulaw }
    }

    /// One round of the ring-back tone of China: 450 Hz, 1 s on, 4 s off (GB/T 3380). Play it
    /// without end.
    pub fn ring_back() -> Audio {
        let samples: Vec<i16> = (0..5 * RATE)
            .map(|n| if n < RATE { tone(450.0, n) } else { 0 })
            .collect();
        Audio::from_pcm8k(&samples)
    }

    /// The tone after which a message is recorded: 1 kHz, half a second.
    pub fn beep() -> Audio {
        let samples: Vec<i16> = (0..RATE / 2).map(|n| tone(1_000.0, n)).collect();
        Audio::from_pcm8k(&samples)
    }

    /// How many samples it has, each 1/8000 s.
    pub fn samples(&self) -> usize {
        self.alaw.len()
    }

    /// It by a law of G.711, one byte a sample.
    pub fn encoded(&self, law: Law) -> &[u8] {
        match law {
            Law::A => &self.alaw,
            Law::Mu => &self.ulaw,
        }
    }
}
