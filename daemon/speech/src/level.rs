//! Making spoken prompts alike: no silence at the ends, the same loudness.

use crate::RATE;

/// The level below which a stretch is silence, about −50 dB of full scale.
const SILENCE: f32 = 0.003;
/// What is left of the silence at either end: 20 ms.
const MARGIN: usize = RATE as usize / 50;
/// The loudness that speech is brought to: −20 dB of full scale.
const LOUDNESS: f32 = 0.1;
/// No sample goes beyond −1 dB of full scale.
const PEAK: f32 = 0.89;
/// No speech is raised by more than this, so that noise stays noise: 20 dB.
const MAX_GAIN: f32 = 10.0;

/// Cuts the silence off both ends but for 20 ms. Nothing is left of mere silence.
pub fn trim(samples: &[f32]) -> &[f32] {
    let loud = |sample: &f32| sample.abs() > SILENCE;
    let (Some(first), Some(last)) = (
        samples.iter().position(loud),
        samples.iter().rposition(loud),
    ) else {
        return &[];
    };
    let end = (last + 1 + MARGIN).min(samples.len());
    samples
        .get(first.saturating_sub(MARGIN)..end)
        .unwrap_or_default()
}

/// Brings speech to the common loudness.
pub fn normalize(samples: &mut [f32]) {
    let loud = samples.iter().filter(|sample| sample.abs() > SILENCE);
    let (count, power) = loud.fold((0u32, 0.0), |(count, power), sample| {
        (count + 1, power + f64::from(*sample) * f64::from(*sample))
    });
    let peak = samples
        .iter()
        .fold(0.0f32, |peak, sample| peak.max(sample.abs()));
    if count == 0 {
        return;
    }
    let loudness = (power / f64::from(count)).sqrt() as f32;
    let gain = (LOUDNESS / loudness).min(PEAK / peak).min(MAX_GAIN);
    for sample in samples {
        *sample *= gain;
    }
}

/// As 16-bit samples.
pub fn to_16_bit(samples: &[f32]) -> Vec<i16> {
    samples.iter().copied().map(rounded).collect()
}

/// A sample of 16 bits; what is too loud is cut off.
pub fn rounded(sample: f32) -> i16 {
    // The cast saturates, and takes what is not a number for silence.
    (sample * 32_768.0).round() as i16
}
