//! The adaptive codebook: the excitation of the past, at any delay in thirds of a sample (section 3.7).

use crate::SUBFRAME;
use crate::pitch::Delay;
use crate::tables::THIRDS;
use crate::vector::{Subframe, eight, settle, window};

/// How far back it reaches: the longest delay, and what lies around it.
const PAST: usize = 143 + 11;

/// The excitation of the past, and room for that of a subframe.
#[derive(Clone, Debug)]
pub struct Excitation([f32; PAST + SUBFRAME]);

impl Default for Excitation {
    fn default() -> Self {
        Excitation([0.0; PAST + SUBFRAME])
    }
}

impl Excitation {
    /// Looks at the excitation that is so many samples older than the subframe. What is younger than its
    /// beginning is what was written there last.
    pub fn delayed(&self, delay: usize) -> &Subframe {
        window(&self.0, PAST.saturating_sub(delay))
    }

    /// Puts there what stands in for an excitation that is not known yet.
    pub fn suppose(&mut self, samples: &Subframe) {
        let room = self.0.iter_mut().skip(PAST);
        room.zip(samples).for_each(|(to, from)| *to = *from);
    }

    /// The excitation of so long ago, by (40). A delay that is shorter than the subframe repeats what it
    /// has just made.
    pub fn predict(&mut self, delay: Delay) -> Subframe {
        let (taps, whole) = match (delay.third, &THIRDS) {
            (..0, [_, one, _]) => (one, delay.whole),
            (0, [none, _, _]) => (none, delay.whole),
            (1.., [_, _, two]) => (two, delay.whole + 1),
        };
        let first = PAST.saturating_sub(whole + 9);
        for n in (0..SUBFRAME).step_by(8) {
            // The shortest delay is 19 and a third: the youngest sample of these eight is made already.
            let made = eight(taps, self.0.get(first + n..).unwrap_or_default());
            let room = self.0.iter_mut().skip(PAST + n);
            room.zip(made).for_each(|(to, from)| *to = from);
        }
        *window(&self.0, PAST)
    }

    /// Ends a subframe: what its excitation was in the end.
    pub fn take(&mut self, excitation: &Subframe) {
        let mut excitation = *excitation;
        settle(&mut excitation);
        self.suppose(&excitation);
        self.0.copy_within(SUBFRAME.., 0);
    }

    /// Makes all of the past quieter.
    pub fn scale(&mut self, factor: f32) {
        self.0.iter_mut().for_each(|sample| *sample *= factor);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wave(n: f32) -> f32 {
        (n * 0.31).sin() * 1_000.0
    }

    #[test]
    fn the_past_is_found_between_its_samples() {
        let mut excitation = Excitation::default();
        for subframe in 0..4 {
            let mut samples = [0.0; SUBFRAME];
            for (n, sample) in samples.iter_mut().enumerate() {
                *sample = wave((subframe * SUBFRAME + n) as f32);
            }
            excitation.take(&samples);
        }
        for (whole, third) in [(57, -1), (57, 0), (57, 1), (84, 1), (120, 0), (143, 0)] {
            let predicted = excitation.predict(Delay { whole, third });
            for (n, sample) in predicted.iter().enumerate() {
                let expected = wave(160.0 + n as f32 - whole as f32 - f32::from(third) / 3.0);
                assert!((sample - expected).abs() < 60.0, "{whole} {third} {n}");
            }
        }
    }

    #[test]
    fn a_short_delay_repeats_what_it_made() {
        let mut excitation = Excitation::default();
        let mut samples = [0.0; SUBFRAME];
        for (n, sample) in samples.iter_mut().enumerate() {
            *sample = if n % 20 < 10 { 800.0 } else { -800.0 };
        }
        (0..4).for_each(|_| excitation.take(&samples));
        let predicted = excitation.predict(Delay {
            whole: 20,
            third: 0,
        });
        for (n, sample) in predicted.iter().enumerate() {
            let before = if n < 20 {
                samples[n + 20]
            } else {
                predicted[n - 20]
            };
            assert!((sample - before).abs() < 400.0, "{n}: {sample} {before}");
        }
    }

    #[test]
    fn no_delay_reaches_beyond_the_past() {
        let mut excitation = Excitation::default();
        (0..4).for_each(|_| excitation.take(&[1.0; SUBFRAME]));
        let end = excitation.predict(Delay {
            whole: 143,
            third: 1,
        });
        assert!(end.iter().all(|sample| (sample - 1.0).abs() < 0.1));
    }
}
