//! Tones: made, coded and measured without any code of the programs under test.

use std::f64::consts::TAU;

/// Samples a second.
pub(crate) const RATE: f64 = 8_000.0;

/// A tone of so many milliseconds at 8 kHz, at a third of full scale.
pub fn sine(pitch: f64, millis: usize) -> Vec<i16> {
    (0..millis * 8)
        .map(|n| (11_000.0 * (TAU * pitch * n as f64 / RATE).sin()) as i16)
        .collect()
}

/// Two tones at once, each at a sixth of full scale.
pub(crate) fn dual(low: f64, high: f64, millis: usize) -> Vec<i16> {
    let both = sine(low, millis).into_iter().zip(sine(high, millis));
    both.map(|(low, high)| low / 2 + high / 2).collect()
}

/// How much of the energy of `samples` lies at a pitch: 1 for a pure tone, 0 for silence (the
/// algorithm of Goertzel).
pub fn strength(samples: &[i16], pitch: f64) -> f64 {
    let coefficient = 2.0 * (TAU * pitch / RATE).cos();
    let (mut one, mut two, mut energy) = (0.0, 0.0, 0.0);
    for sample in samples {
        let sample = f64::from(*sample);
        energy += sample * sample;
        (one, two) = (sample + coefficient * one - two, one);
    }
    // Below a thousandth of full scale it is no sound.
    if energy <= samples.len() as f64 * 1_000.0 {
        return 0.0;
    }
    let power = one * one + two * two - coefficient * one * two;
    2.0 * power / (energy * samples.len() as f64)
}

/// Whether `samples` are a tone of one pitch and nothing of another: in most of their pieces of 200 ms
/// the first dominates, in none the second is to be heard.
pub fn is_voice(samples: &[i16], pitch: f64, not: f64) -> bool {
    let pieces: Vec<_> = samples.chunks_exact(1_600).collect();
    let pure = pieces.iter().filter(|piece| strength(piece, pitch) > 0.9);
    let foreign = pieces.iter().filter(|piece| strength(piece, not) > 0.05);
    // Pieces in which a tone begins, ends or skips a packet are neither.
    pure.count() * 10 > pieces.len() * 7 && foreign.count() == 0
}

/// The strongest pitch of `samples` in Hz, to within 20 Hz, and how strong it is; for the reader of a
/// failure.
pub(crate) fn loudest(samples: &[i16]) -> Option<(u32, f64)> {
    let pitches = (100..4_000).step_by(20);
    let strengths = pitches.map(|pitch| (pitch, strength(samples, f64::from(pitch))));
    strengths.max_by(|one, other| one.1.total_cmp(&other.1))
}

/// A sample in A-law (ITU-T G.711).
pub(crate) fn to_alaw(sample: i16) -> u8 {
    let (sign, level) = if sample >= 0 {
        (0x80, i32::from(sample) >> 3)
    } else {
        (0, (-i32::from(sample) - 1) >> 3)
    };
    let level = level.min(0xFFF);
    let segment = (0..8).find(|n| level < 32 << n).expect("12 bits");
    let step = if segment < 2 {
        level >> 1
    } else {
        level >> segment
    };
    let coded = (segment << 4) | (step & 0xF);
    (u8::try_from(coded).expect("7 bits") | sign) ^ 0x55
}

/// The sample of an A-law octet (ITU-T G.711).
pub(crate) fn from_alaw(octet: u8) -> i16 {
    let octet = octet ^ 0x55;
    let (segment, step) = (i16::from(octet >> 4 & 7), i16::from(octet & 0xF));
    let level = match segment {
        0 => (step << 4) + 8,
        _ => ((step << 4) + 0x108) << (segment - 1),
    };
    if octet & 0x80 != 0 { level } else { -level }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tone_is_heard_at_its_pitch_and_nowhere_else() {
        let tone = sine(440.0, 500);
        assert!(strength(&tone, 440.0) > 0.95);
        assert!(strength(&tone, 880.0) < 0.01);
        assert_eq!(strength(&[0; 4_000], 440.0), 0.0);
    }

    #[test]
    fn alaw_keeps_a_sample_to_within_a_step() {
        for sample in (-32_000..32_000).step_by(97) {
            let back = from_alaw(to_alaw(sample));
            let error = (i32::from(back) - i32::from(sample)).abs();
            assert!(
                error <= 16 + i32::from(sample).abs() / 24,
                "{sample}: {back}"
            );
        }
        assert_eq!(to_alaw(0), 0xD5);
    }
}
