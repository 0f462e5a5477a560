//! Filters: of linear prediction, and those that take away what is too low to be speech.

use crate::lp::{Lp, ORDER};
use crate::vector::{Subframe, correlate, settle};

/// The prediction of a spectrum whose peaks are wider: A(z/γ).
pub fn widened(lp: &Lp, gamma: f32) -> Lp {
    let mut power = 1.0;
    lp.map(|coefficient| {
        power *= gamma;
        coefficient * power
    })
}

/// What a prediction leaves of a signal, whose first samples are those before the subframe (A.3).
pub fn residual(lp: &Lp, signal: &[f32; ORDER + 40]) -> Subframe {
    let mut taps = [1.0; ORDER + 1];
    let oldest_first = taps.iter_mut().zip(lp.iter().rev());
    oldest_first.for_each(|(tap, coefficient)| *tap = *coefficient);
    let mut padded = [0.0; ORDER + 48];
    let places = padded.iter_mut().zip(signal);
    places.for_each(|(to, from)| *to = *from);
    correlate(&taps, &padded)
}

/// The filter 1/A(z), and the last samples that came out of it, the newest first.
#[derive(Clone, Debug, Default)]
pub struct Synthesis([f32; ORDER]);

impl Synthesis {
    /// One that has said this before, of which the newest is last.
    pub fn after(samples: &Subframe) -> Synthesis {
        let mut memory = [0.0; ORDER];
        let newest_first = memory.iter_mut().zip(samples.iter().rev());
        newest_first.for_each(|(to, from)| *to = *from);
        settle(&mut memory);
        Synthesis(memory)
    }

    /// What an excitation sounds like.
    #[inline]
    pub fn run<const N: usize>(&mut self, lp: &Lp, excitation: &[f32; N]) -> [f32; N] {
        let mut said = *excitation;
        let (tens, rest) = said.as_chunks_mut::<ORDER>();
        for ten in tens {
            // After ten samples the memory stands where it stood: the compiler moves nothing.
            ten.iter_mut().for_each(|sample| self.next(lp, sample));
        }
        rest.iter_mut().for_each(|sample| self.next(lp, sample));
        settle(&mut self.0);
        said
    }

    #[inline]
    fn next(&mut self, lp: &Lp, sample: &mut f32) {
        let [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10] = *lp;
        let [y1, y2, y3, y4, y5, y6, y7, y8, y9, y10] = self.0;
        // The oldest first, so that nothing waits for the newest but its own product.
        let oldest = *sample - a10 * y10 - a9 * y9 - a8 * y8 - a7 * y7 - a6 * y6;
        *sample = oldest - a5 * y5 - a4 * y4 - a3 * y3 - a2 * y2 - a1 * y1;
        self.0 = [*sample, y1, y2, y3, y4, y5, y6, y7, y8, y9];
    }
}

/// A filter of the second order that lets pass what is higher than its edge.
#[derive(Clone, Debug)]
pub struct HighPass {
    forth: [f32; 3],
    back: [f32; 2],
    heard: [f32; 2],
    said: [f32; 2],
}

impl HighPass {
    fn new(forth: [f32; 3], back: [f32; 2]) -> HighPass {
        HighPass {
            forth,
            back,
            heard: [0.0; 2],
            said: [0.0; 2],
        }
    }

    /// What stands before the encoder: 140 Hz, and half as loud (section 3.1).
    pub fn before() -> HighPass {
        let forth = [0.463_637_18, -0.927_247_05, 0.463_637_18];
        HighPass::new(forth, [1.905_946_5, -0.911_402_4])
    }

    /// What stands behind the decoder: 100 Hz, and twice as loud (section 4.2.5).
    pub fn behind() -> HighPass {
        let forth = [0.939_805_8, -1.879_583_4, 0.939_805_8].map(|it| 2.0 * it);
        HighPass::new(forth, [1.933_073_5, -0.935_892])
    }

    /// Samples through it.
    pub fn run<const N: usize>(&mut self, samples: &[f32; N]) -> [f32; N] {
        let ([b0, b1, b2], [a1, a2]) = (self.forth, self.back);
        let ([mut x1, mut x2], [mut y1, mut y2]) = (self.heard, self.said);
        let mut passed = *samples;
        for sample in &mut passed {
            let x = *sample;
            let y = (b0 * x + b1 * x1 + b2 * x2 + a2 * y2) + a1 * y1;
            (x2, x1, y2, y1) = (x1, x, y1, y);
            *sample = y;
        }
        (self.heard, self.said) = ([x1, x2], [y1, y2]);
        settle(&mut self.said);
        passed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vector::energy;

    #[test]
    fn what_a_prediction_leaves_becomes_the_signal_again() {
        let lp = [-1.2, 0.5, 0.1, -0.2, 0.1, 0.0, 0.05, 0.0, -0.02, 0.01];
        let mut signal = [0.0; ORDER + 40];
        for (n, sample) in signal.iter_mut().enumerate().skip(ORDER) {
            *sample = (n as f32 * 0.7).sin() * 1_000.0;
        }
        let said = Synthesis::default().run(&lp, &residual(&lp, &signal));
        for (n, sample) in said.iter().enumerate() {
            assert!((sample - signal[ORDER + n]).abs() < 0.1, "{n}");
        }
    }

    #[test]
    fn what_is_too_low_goes_and_what_is_speech_stays() {
        for (hertz, least, most) in [(0.0, 0.0, 0.01), (60.0, 0.0, 0.4), (1_000.0, 0.9, 1.05)] {
            let mut filters = [HighPass::before(), HighPass::behind()];
            let wave = |n: f32| (n * std::f32::consts::TAU * hertz / 8_000.0).cos();
            let mut through = [0.0; 4_000];
            for (n, sample) in through.iter_mut().enumerate() {
                *sample = wave(n as f32);
            }
            for filter in &mut filters {
                through = filter.run(&through);
            }
            let end: &[f32; 800] = through.last_chunk().unwrap();
            let level = (energy(end) / 400.0).sqrt();
            assert!((least..=most).contains(&level), "{hertz} Hz: {level}");
        }
    }

    #[test]
    fn what_dies_away_becomes_nothing_at_all() {
        let mut filter = HighPass::behind();
        filter.run(&[10_000.0; 80]);
        let mut last = [1.0; 80];
        for _ in 0..1_000 {
            last = filter.run(&[0.0; 80]);
        }
        assert_eq!(last, [0.0; 80]);
    }
}
