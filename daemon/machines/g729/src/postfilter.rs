//! The postfilter (A.4.2): makes the pitch and the resonances of a voice clearer, and it as loud as before.

use crate::SUBFRAME;
use crate::filter::{Synthesis, residual, widened};
use crate::lp::{Lp, ORDER};
use crate::pitch::LONGEST;
use crate::vector::{Subframe, dot, energy, mixed, scaled, settle, window};

/// How wide the resonances are made in the filter's numerator and denominator.
const NUMERATOR: f32 = 0.55;
const DENOMINATOR: f32 = 0.7;
/// How much of the pitch period before is added at most.
const PERIOD: f32 = 0.5;
/// How much of the tilt is taken back.
const TILT: f32 = 0.8;
/// Samples of the impulse response that say how tilted the filter is.
const RESPONSE: usize = 22;
/// How fast the loudness follows.
const SLOW: f32 = 0.9;
/// Samples of the residual that are kept: the longest delay.
const PAST: usize = LONGEST + 1;

/// What it remembers of the subframes before.
#[derive(Clone, Debug)]
pub struct Postfilter {
    speech: [f32; ORDER + SUBFRAME],
    residual: [f32; PAST + SUBFRAME],
    synthesis: Synthesis,
    /// The last sample before its tilt was taken away.
    tilted: f32,
    loudness: f32,
}

impl Default for Postfilter {
    fn default() -> Self {
        Postfilter {
            speech: [0.0; ORDER + SUBFRAME],
            residual: [0.0; PAST + SUBFRAME],
            synthesis: Synthesis::default(),
            tilted: 0.0,
            loudness: 1.0,
        }
    }
}

impl Postfilter {
    /// Speech through it, of which the prediction and the delay of the pitch are known.
    pub fn run(&mut self, speech: &Subframe, lp: &Lp, delay: usize) -> Subframe {
        let numerator = widened(lp, NUMERATOR);
        let denominator = widened(lp, DENOMINATOR);
        push(&mut self.speech, speech);
        push(&mut self.residual, &residual(&numerator, &self.speech));
        let clearer = self.with_period(delay);
        let upright = self.upright(&clearer, tilt(&numerator, &denominator));
        let filtered = self.synthesis.run(&denominator, &upright);
        self.as_loud(speech, &filtered)
    }

    /// The long-term postfilter (A.4.2.1).
    fn with_period(&self, delay: usize) -> Subframe {
        let here: &Subframe = window(&self.residual, PAST);
        let around = delay.clamp(SUBFRAME / 2, LONGEST - 3);
        let mut best = (f32::NEG_INFINITY, here);
        for delay in around - 3..=around + 3 {
            let before = window(&self.residual, PAST - delay);
            let likeness = dot(here, before);
            if likeness > best.0 {
                best = (likeness, before);
            }
        }
        let (likeness, before) = best;
        let (own, energy) = (energy(here), energy(before));
        // Less than 3 dB of the subframe are foretold by the period before.
        if likeness <= 0.0 || likeness * likeness < 0.5 * own * energy {
            return *here;
        }
        let share = PERIOD * (likeness / energy.max(1e-9)).min(1.0);
        let all = 1.0 / (1.0 + share);
        mixed(&scaled(here, all), all * share, before)
    }

    /// Takes the tilt away (A.4.2.3).
    fn upright(&mut self, samples: &Subframe, tilt: f32) -> Subframe {
        let mut before = self.tilted;
        let mut upright = *samples;
        for sample in &mut upright {
            (*sample, before) = (*sample - tilt * before, *sample);
        }
        self.tilted = before;
        upright
    }

    /// Makes it as loud as the speech was (A.4.2.4).
    fn as_loud(&mut self, speech: &Subframe, filtered: &Subframe) -> Subframe {
        let (before, after) = (energy(speech), energy(filtered));
        if after <= 0.0 {
            self.loudness = 0.0;
            return *filtered;
        }
        let target = (1.0 - SLOW) * (before / after).sqrt();
        let mut loudness = self.loudness;
        let mut samples = *filtered;
        for sample in &mut samples {
            loudness = SLOW * loudness + target;
            *sample *= loudness;
        }
        self.loudness = loudness;
        samples
    }
}

/// What the tilt of a filter is to be multiplied by, of which both sides are known; not below nothing.
fn tilt(numerator: &Lp, denominator: &Lp) -> f32 {
    let mut forth = [0.0; RESPONSE];
    let taps = [1.0].iter().chain(numerator);
    forth.iter_mut().zip(taps).for_each(|(to, tap)| *to = *tap);
    let response = Synthesis::default().run(denominator, &forth);
    let next: &[f32; RESPONSE - 1] = window(&response, 1);
    let sum = dot(window(&response, 0), next);
    TILT * sum.max(0.0) / energy(&response)
}

/// Appends a subframe to what came before.
fn push<const N: usize>(samples: &mut [f32; N], newest: &Subframe) {
    let mut newest = *newest;
    settle(&mut newest);
    samples.copy_within(SUBFRAME.., 0);
    let room = samples.iter_mut().skip(N - SUBFRAME);
    room.zip(newest).for_each(|(to, from)| *to = from);
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOWEL: Lp = [-1.4, 0.9, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];

    #[test]
    fn speech_stays_as_loud_as_it_is() {
        let mut filter = Postfilter::default();
        let mut voice = Synthesis::default();
        for n in 0..100 {
            let mut pulses = [0.0; SUBFRAME];
            pulses[n * 7 % SUBFRAME] = 1_000.0;
            let speech = voice.run(&VOWEL, &pulses);
            let filtered = filter.run(&speech, &VOWEL, 47);
            if n > 10 {
                let louder = energy(&filtered) / energy(&speech);
                assert!((0.5..2.0).contains(&louder), "{n}: {louder}");
            }
        }
    }

    #[test]
    fn the_period_is_added_only_where_there_is_one() {
        let mut filter = Postfilter::default();
        let mut state = 1_u32;
        for n in 0..8 {
            let noise = [(); SUBFRAME].map(|()| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                f32::from((state >> 16) as i16)
            });
            push(&mut filter.residual, &noise);
            assert_eq!(filter.with_period(60), noise, "{n}");
        }
        let wave = |n: usize| (n as f32 * std::f32::consts::TAU / 40.0).sin() * 900.0;
        for n in 0..6 {
            let mut samples = [0.0; SUBFRAME];
            let places = samples.iter_mut().enumerate();
            places.for_each(|(k, sample)| *sample = wave(n * SUBFRAME + k));
            push(&mut filter.residual, &samples);
        }
        let with = filter.with_period(40);
        let here: &Subframe = window(&filter.residual, PAST);
        for (one, other) in with.iter().zip(here) {
            assert!((one - other).abs() < 1.0);
        }
    }

    #[test]
    fn silence_is_silence() {
        let mut filter = Postfilter::default();
        filter.run(&[900.0; SUBFRAME], &VOWEL, 60);
        let mut last = [1.0; SUBFRAME];
        for _ in 0..200 {
            last = filter.run(&[0.0; SUBFRAME], &VOWEL, 60);
        }
        assert_eq!(last, [0.0; SUBFRAME]);
    }
}
