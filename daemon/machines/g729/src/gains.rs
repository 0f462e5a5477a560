//! Both gains: one is foretold by those before, and both have a word together (section 3.9).

use crate::SUBFRAME;
use crate::tables::{ENTRIES_A, ENTRIES_B, GAINS, RISING_A, RISING_B, WORDS_A, WORDS_B};
use crate::vector::{Subframe, dot, energy};

/// What the last four corrections weigh in the next gain.
const WEIGHTS: [f32; 4] = [0.68, 0.58, 0.34, 0.19];
/// The mean of the energies in dB, and that of a correction that was never made.
const MEAN: f32 = 30.0;
const LEAST: f32 = -14.0;
/// What a lost frame takes from a correction, in dB.
const LOSS: f32 = 4.0;

/// The gains of the adaptive codebook and of the fixed one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Gains {
    pub pitch: f32,
    pub code: f32,
}

/// What an excitation is heard as: the target, the adaptive codebook and the fixed one.
pub struct Heard<'a> {
    pub target: &'a Subframe,
    pub pitch: &'a Subframe,
    pub code: &'a Subframe,
}

/// Foretells the gain of the fixed codebook by the corrections before, in dB, the newest first.
#[derive(Clone, Debug)]
pub struct Predictor([f32; 4]);

impl Default for Predictor {
    fn default() -> Self {
        Predictor([LEAST; 4])
    }
}

impl Predictor {
    /// The words of the gains with which most is heard of the target. Those of the adaptive codebook stay
    /// below the limit.
    pub fn quantize(&mut self, heard: &Heard<'_>, code: &Subframe, limit: f32) -> ([u8; 2], Gains) {
        let expected = self.expected(code);
        let [a, b] = Errors::of(heard, expected).least(limit);
        let word = |words: &[u8], entry: usize| words.get(entry).copied().unwrap_or(0);
        let words = [word(&WORDS_A, a), word(&WORDS_B, b)];
        (words, self.gains(expected, [a, b]))
    }

    /// The gains of words, for pulses that look like this.
    pub fn decode(&mut self, words: [u8; 2], code: &Subframe) -> Gains {
        let expected = self.expected(code);
        let entry = |entries: &[u8], word: u8| entries.get(usize::from(word)).copied().unwrap_or(0);
        let [a, b] = words;
        let entries = [entry(&ENTRIES_A, a), entry(&ENTRIES_B, b)];
        self.gains(expected, entries.map(usize::from))
    }

    /// A frame was lost (4.4.3).
    pub fn lose(&mut self) {
        let mean = self.0.iter().sum::<f32>() * 0.25;
        self.remember((mean - LOSS).max(LEAST));
    }

    /// What was said last was said again and not meant: it foretells no more than those before it.
    pub fn forget(&mut self) {
        let [_, one, two, three] = self.0;
        let mean = (one + two + three) / 3.0;
        self.0 = [mean.max(LEAST), one, two, three];
    }

    /// The gain that is foretold, by (66), (69) and (71).
    fn expected(&self, code: &Subframe) -> f32 {
        let mean_energy = energy(code).max(1e-3) / SUBFRAME as f32;
        let past = self
            .0
            .iter()
            .zip(WEIGHTS)
            .map(|(past, weight)| past * weight);
        let decibels = past.sum::<f32>() + MEAN;
        decibels_to_level(decibels) / mean_energy.sqrt()
    }

    fn gains(&mut self, expected: f32, [a, b]: [usize; 2]) -> Gains {
        let [pitch, correction] = GAINS.each_ref().map(|all| {
            let of_a = all.get(a).and_then(|row| row.get(b));
            of_a.copied().unwrap_or_default()
        });
        self.remember(20.0 * correction.log10());
        Gains {
            pitch,
            code: expected * correction,
        }
    }

    fn remember(&mut self, correction: f32) {
        let [one, two, three, _] = self.0;
        self.0 = [correction, one, two, three];
    }
}

fn decibels_to_level(decibels: f32) -> f32 {
    (decibels * (std::f32::consts::LOG2_10 / 20.0)).exp2()
}

/// How wrong an excitation is with gains p and c, by (63) without what no gain changes.
struct Errors {
    expected: f32,
    pitch_squared: f32,
    code_squared: f32,
    pitch: f32,
    code: f32,
    both: f32,
}

impl Errors {
    fn of(heard: &Heard<'_>, expected: f32) -> Errors {
        let Heard {
            target,
            pitch,
            code,
        } = heard;
        Errors {
            expected,
            pitch_squared: energy(pitch),
            code_squared: energy(code),
            pitch: -2.0 * dot(target, pitch),
            code: -2.0 * dot(target, code),
            both: 2.0 * dot(pitch, code),
        }
    }

    /// The entries of both codebooks that are least wrong, of the half of each that is near to the best.
    fn least(&self, limit: f32) -> [usize; 2] {
        let Gains { pitch, code } = self.best();
        let from_a = nearest_half(&RISING_A, code / self.expected);
        let from_b = nearest_half(&RISING_B, pitch.min(limit));
        let [pitches, corrections] = &GAINS;
        let mut best = (f32::INFINITY, [from_a, from_b]);
        let rows = pitches.iter().zip(corrections).enumerate();
        for (a, (pitches, corrections)) in rows.skip(from_a).take(RISING_A.len() / 2) {
            let errors = self
                .row(pitches, corrections, limit)
                .into_iter()
                .enumerate();
            for (b, error) in errors.skip(from_b).take(RISING_B.len() / 2) {
                if error < best.0 {
                    best = (error, [a, b]);
                }
            }
        }
        best.1
    }

    /// The gains with which it would be least wrong, were there no words.
    fn best(&self) -> Gains {
        let square = 4.0 * self.pitch_squared * self.code_squared - self.both * self.both;
        let pitch = self.both * self.code - 2.0 * self.code_squared * self.pitch;
        let code = self.both * self.pitch - 2.0 * self.pitch_squared * self.code;
        if square <= 0.0 {
            // Both sound alike, or one of them is silent.
            let pitch = -self.pitch / (2.0 * self.pitch_squared).max(1e-3);
            return Gains { pitch, code: 0.0 };
        }
        Gains {
            pitch: pitch / square,
            code: code / square,
        }
    }

    #[inline]
    fn row(&self, pitches: &[f32; 16], corrections: &[f32; 16], limit: f32) -> [f32; 16] {
        let mut errors = [0.0; 16];
        let gains = pitches.iter().zip(corrections);
        for (error, (pitch, correction)) in errors.iter_mut().zip(gains) {
            let code = self.expected * correction;
            let of_pitch = pitch * (self.pitch_squared * pitch + self.pitch + self.both * code);
            let sum = of_pitch + code * (self.code_squared * code + self.code);
            *error = if *pitch < limit { sum } else { f32::INFINITY };
        }
        errors
    }
}

/// Where the half of a codebook begins that is nearest to a value.
fn nearest_half(rising: &[f32], value: f32) -> usize {
    let ends = rising.iter().zip(rising.iter().skip(rising.len() / 2));
    ends.take_while(|(first, beyond)| 2.0 * value > **first + **beyond)
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_entries_are_each_others() {
        for (entry, word) in WORDS_A.iter().enumerate() {
            assert_eq!(usize::from(ENTRIES_A[usize::from(*word)]), entry);
        }
        for (entry, word) in WORDS_B.iter().enumerate() {
            assert_eq!(usize::from(ENTRIES_B[usize::from(*word)]), entry);
        }
    }

    #[test]
    fn gains_that_are_heard_are_found_and_understood() {
        let mut code = [0.0; SUBFRAME];
        (code[3], code[21], code[34], code[17]) = (1.0, -1.0, 1.0, 1.0);
        let mut voice = [0.0; SUBFRAME];
        for (n, sample) in voice.iter_mut().enumerate() {
            *sample = (n as f32 * 0.4).sin() * 500.0;
        }
        let (mut encoder, mut decoder) = (Predictor::default(), Predictor::default());
        let mut errors = Vec::new();
        for _ in 0..12 {
            let (pitch, loud) = (0.8, 240.0);
            let both = voice.iter().zip(&code);
            let mut target = [0.0; SUBFRAME];
            for (to, (voice, code)) in target.iter_mut().zip(both) {
                *to = pitch * voice + loud * code;
            }
            let heard = Heard {
                target: &target,
                pitch: &voice,
                code: &code,
            };
            let (words, gains) = encoder.quantize(&heard, &code, f32::INFINITY);
            assert_eq!(decoder.decode(words, &code), gains);
            errors.push((gains.pitch - pitch).abs() + (gains.code / loud - 1.0).abs());
        }
        assert!(errors[6..].iter().all(|error| *error < 0.3), "{errors:?}");
    }

    #[test]
    fn a_limit_is_kept() {
        let voice = [1_000.0; SUBFRAME];
        let heard = Heard {
            target: &voice.map(|sample| 1.2 * sample),
            pitch: &voice,
            code: &[0.0; SUBFRAME],
        };
        let gains = |limit| {
            Predictor::default()
                .quantize(&heard, &[1.0; SUBFRAME], limit)
                .1
        };
        assert!(gains(f32::INFINITY).pitch > 1.1);
        assert!(gains(1.0).pitch < 1.0);
    }

    #[test]
    fn what_is_lost_makes_what_comes_quieter() {
        let mut predictor = Predictor::default();
        let code = Predictor::default().expected(&[1.0; SUBFRAME]);
        predictor.remember(10.0);
        let before = predictor.expected(&[1.0; SUBFRAME]);
        predictor.lose();
        assert!(predictor.expected(&[1.0; SUBFRAME]) < before);
        (0..10).for_each(|_| predictor.lose());
        assert_eq!(predictor.expected(&[1.0; SUBFRAME]), code);
    }
}
