//! Linear prediction of a frame (sections 3.2.1 and 3.2.2).

use crate::tables::{LAGS, WINDOW};
use crate::vector::{dot, window};

/// How many samples a prediction looks back.
pub const ORDER: usize = 10;
/// How many samples are looked at for one.
pub const ANALYSED: usize = 240;

/// The coefficients a1 to a10 of A(z), which begins with one.
pub type Lp = [f32; ORDER];

/// The prediction that leaves least of the speech; nothing where arithmetic does not find one.
pub fn analyse(speech: &[f32; ANALYSED]) -> Option<Lp> {
    levinson(&correlations(speech))
}

fn correlations(speech: &[f32; ANALYSED]) -> [f32; ORDER + 1] {
    let mut windowed = [0.0; ANALYSED + 16];
    let samples = speech.iter().zip(&WINDOW);
    for (to, (sample, weight)) in windowed.iter_mut().zip(samples) {
        *to = sample * weight;
    }
    let all: &[f32; ANALYSED] = window(&windowed, 0);
    let mut correlations = [0.0; ORDER + 1];
    for (lag, (to, weight)) in correlations.iter_mut().zip(&LAGS).enumerate() {
        let sum = dot(all, window(&windowed, lag));
        *to = weight * if lag == 0 { sum.max(1.0) } else { sum };
    }
    correlations
}

fn levinson(correlations: &[f32; ORDER + 1]) -> Option<Lp> {
    let mut lp = [0.0; ORDER];
    let [mut error, lags @ ..] = *correlations;
    for (known, lag) in lags.iter().enumerate() {
        let old = lp;
        let old = old.get(..known)?;
        let earlier = lags.get(..known)?.iter().rev();
        let sum = lag + old.iter().zip(earlier).map(|(a, r)| a * r).sum::<f32>();
        let reflection = -sum / error;
        let mirrored = old.iter().rev();
        for ((to, old), mirrored) in lp.iter_mut().zip(old).zip(mirrored) {
            *to = old + reflection * mirrored;
        }
        *lp.get_mut(known)? = reflection;
        error *= 1.0 - reflection * reflection;
        if error.is_nan() || error <= 0.0 {
            return None;
        }
    }
    Some(lp)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filter::{Synthesis, residual};
    use crate::vector::energy;

    fn speech(of: impl Fn(f32) -> f32) -> [f32; ANALYSED] {
        let mut speech = [0.0; ANALYSED];
        for (n, sample) in speech.iter_mut().enumerate() {
            *sample = of(n as f32);
        }
        speech
    }

    #[test]
    fn a_prediction_leaves_little_of_a_vowel() {
        let vowel = speech(|n| (n * 0.5).sin() * 900.0 + (n * 1.3).sin() * 300.0);
        let lp = analyse(&vowel).unwrap();
        let left = residual(&lp, window(&vowel, 150));
        assert!(energy(&left) * 100.0 < energy::<40>(window(&vowel, 160)));
    }

    #[test]
    fn every_prediction_is_stable() {
        let sounds: [fn(f32) -> f32; 6] = [
            |_| 0.0,
            |_| 16_000.0,
            |n| if n == 120.0 { 16_000.0 } else { 0.0 },
            |n| (n * std::f32::consts::FRAC_PI_4).sin() * 16_000.0,
            |n| if n % 2.0 == 0.0 { 16_000.0 } else { -16_000.0 },
            |n| ((n * n) % 977.0) - 488.0,
        ];
        for (n, sound) in sounds.into_iter().enumerate() {
            let Some(lp) = analyse(&speech(sound)) else {
                continue;
            };
            let mut pulse = [0.0; 4_000];
            pulse[0] = 1.0;
            let rings = Synthesis::default().run(&lp, &pulse);
            let end: &[f32; 400] = rings.last_chunk().unwrap();
            assert!(energy(end) < 1.0, "sound {n} rings with {}", energy(end));
        }
    }

    #[test]
    fn what_cannot_be_predicted_is_told() {
        assert_eq!(levinson(&[1.0; 11]), None);
        assert_eq!(levinson(&[f32::NAN; 11]), None);
    }
}
