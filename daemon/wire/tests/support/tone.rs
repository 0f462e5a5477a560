//! Tones, and how much of one is in what was heard.

use std::f64::consts::TAU;
use std::time::Duration;

use media::Audio;

/// A tone of half the full scale.
pub fn samples(hertz: f64, count: usize) -> Vec<i16> {
    let sample = |n: usize| (TAU * hertz * n as f64 / 8_000.0).sin() * 16_000.0;
    (0..count).map(|n| sample(n) as i16).collect()
}

pub fn audio(hertz: f64, length: Duration) -> Audio {
    Audio::from_pcm8k(&samples(hertz, length.as_millis() as usize * 8))
}

/// How much of the energy of `heard` is at `hertz`, 0 to 1 (Goertzel).
pub fn share(heard: &[i16], hertz: f64) -> f64 {
    let turn = 2.0 * (TAU * hertz / 8_000.0).cos();
    let (mut one, mut two) = (0.0, 0.0);
    let mut energy = 0.0;
    for sample in heard.iter().map(|sample| f64::from(*sample)) {
        (one, two) = (sample + turn * one - two, one);
        energy += sample * sample;
    }
    let power = one * one + two * two - turn * one * two;
    if energy == 0.0 {
        0.0
    } else {
        2.0 * power / (energy * heard.len() as f64)
    }
}

/// The middle half second of `heard`, where a tone is steady.
pub fn middle(heard: &[i16]) -> &[i16] {
    let middle = heard.len() / 2;
    assert!(middle >= 2_000, "only {} samples were heard", heard.len());
    &heard[middle - 2_000..middle + 2_000]
}
