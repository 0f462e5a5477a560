//! Keeps an error of the excitation from growing with each pitch period, where a decoder that has lost
//! something would never come back. The Recommendation has it only in its program.

use crate::SUBFRAME;
use crate::pitch::Delay;

/// A gain that does not let errors grow, for the search and for its word.
pub const TAMED: [f32; 2] = [0.95, 1.0];

/// How much of an error may have become of it.
const TOO_LARGE: f32 = 60_000.0;
/// How far around a delay the filter between samples reaches.
const REACH: usize = 10;

/// What an error of one may have become at most in each of the last four subframes, the newest first.
#[derive(Clone, Debug)]
pub struct Taming([f32; 4]);

impl Default for Taming {
    fn default() -> Self {
        Taming([1.0; 4])
    }
}

impl Taming {
    /// Whether an error that is as old as the delay may be too large already.
    pub fn must_tame(&self, delay: Delay) -> bool {
        let whole = delay.whole + usize::from(delay.third > 0);
        let newest = whole.saturating_sub(SUBFRAME + REACH);
        self.worst(newest, whole + REACH - 2) > TOO_LARGE
    }

    /// Follows an error through a subframe.
    pub fn follow(&mut self, gain: f32, delay: usize) {
        let grown = |error: f32| 1.0 + gain * error;
        let worst = match delay.checked_sub(SUBFRAME) {
            // It is repeated within the subframe.
            None => {
                let once = grown(self.0[0]);
                once.max(grown(once))
            }
            Some(newest) => grown(self.worst(newest, delay - 1)),
        };
        let [one, two, three, _] = self.0;
        self.0 = [worst.min(1e9), one, two, three];
    }

    /// The worst between two ages in samples.
    fn worst(&self, newest: usize, oldest: usize) -> f32 {
        let subframes = self.0.iter().take(oldest / SUBFRAME + 1);
        subframes
            .skip(newest / SUBFRAME)
            .copied()
            .fold(0.0, f32::max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gain_that_lets_errors_grow_is_seen_in_time() {
        for whole in [20, 39, 40, 77, 100, 143] {
            let delay = Delay::whole(whole);
            let subframes_until = |gain: f32| {
                let mut taming = Taming::default();
                (0..400).find(|_| {
                    taming.follow(gain, whole);
                    taming.must_tame(delay)
                })
            };
            assert!(subframes_until(1.2).is_some(), "{whole}");
            assert_eq!(subframes_until(0.95), None, "{whole}");
        }
    }
}
