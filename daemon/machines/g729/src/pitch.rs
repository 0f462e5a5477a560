//! The delay of the pitch: looked for in the speech (A.3.4), then in the excitation (A.3.7), and its words
//! (sections 3.7.2 and 4.1.3).

use crate::adaptive::Excitation;
use crate::vector::{Subframe, correlate, dot, energy, window};
use crate::{FRAME, SUBFRAME};

/// The shortest and the longest delay that is looked for.
const SHORTEST: usize = 20;
pub const LONGEST: usize = 143;

/// A delay in samples and thirds of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delay {
    /// The nearest whole number.
    pub whole: usize,
    /// From -1 to 1.
    pub third: i8,
}

impl Delay {
    /// One that has no fraction.
    pub fn whole(whole: usize) -> Delay {
        Delay { whole, third: 0 }
    }

    /// The word of the first half.
    pub fn word(self) -> u8 {
        let thirds = 3 * self.whole as i32 + i32::from(self.third);
        let word = if self.whole <= 85 {
            thirds - 58
        } else {
            self.whole as i32 + 112
        };
        word as u8
    }

    /// What the word of the first half says.
    pub fn of_word(word: u8) -> Delay {
        if word >= 197 {
            return Delay::whole(usize::from(word) - 112);
        }
        let whole = usize::from(word).div_ceil(3) + 19;
        let third = i32::from(word) - 3 * whole as i32 + 58;
        Delay {
            whole,
            third: third as i8,
        }
    }

    /// The word of the second half, which is looked for from there on.
    pub fn word_after(self, from: usize) -> u8 {
        let thirds = 3 * (self.whole as i32 - from as i32) + i32::from(self.third) + 2;
        thirds as u8
    }

    /// What the word of the second half says.
    pub fn of_word_after(word: u8, from: usize) -> Delay {
        let whole = (i32::from(word) + 2) / 3 - 1;
        let third = i32::from(word) - 2 - 3 * whole;
        Delay {
            whole: (from as i32 + whole) as usize,
            third: third as i8,
        }
    }
}

/// Where the second half begins to look when that was the whole delay of the first.
pub fn start_after(first: usize) -> usize {
    first.saturating_sub(5).clamp(SHORTEST, LONGEST - 9)
}

/// Whether the bit beside the word of the first half is the right one: of the six highest bits.
pub fn parity(word: u8) -> u8 {
    ((word >> 2).count_ones() % 2) as u8 ^ 1
}

/// Looks for the delay in the speech.
#[derive(Clone, Debug)]
pub struct OpenLoop {
    /// Weighted speech, its even samples and its odd ones: those of 144 before the frame, and of the frame.
    even: [f32; HALVES],
    odd: [f32; HALVES],
}

/// Of the even or the odd ones those before the frame, and with those of the frame.
const BEFORE: usize = 72;
const HALVES: usize = BEFORE + FRAME / 2;

impl Default for OpenLoop {
    fn default() -> Self {
        OpenLoop {
            even: [0.0; HALVES],
            odd: [0.0; HALVES],
        }
    }
}

impl OpenLoop {
    /// The delay at which a frame is most like what was before it; of several the shortest.
    pub fn search(&mut self, weighted: &[f32; FRAME]) -> usize {
        self.take(weighted);
        let frame: &Subframe = window(&self.even, BEFORE);
        // Of even delays from 142 down, and of odd ones from 79.
        let even: [f32; 64] = correlate(frame, self.even.get(1..).unwrap_or_default());
        let odd: [f32; 32] = correlate(frame, self.odd.get(32..).unwrap_or_default());
        let even = (0..62).map(|n| 142 - 2 * n).zip(even);
        let odd = (0..30).map(|n| 79 - 2 * n).zip(odd);
        let mut best = [Peak::default(); 3];
        for (delay, likeness) in even.chain(odd) {
            let [short, middle, long] = &mut best;
            match delay {
                80.. => long.meet(delay, likeness),
                40.. => middle.meet(delay, likeness),
                _ => short.meet(delay, likeness),
            }
        }
        let [short, middle, mut long] = best;
        for delay in [long.delay - 1, long.delay + 1] {
            long.meet(delay, dot(frame, self.delayed(delay)));
        }
        self.favourite([short, middle, long])
    }

    fn take(&mut self, weighted: &[f32; FRAME]) {
        self.even.copy_within(FRAME / 2.., 0);
        self.odd.copy_within(FRAME / 2.., 0);
        let room = self.even.iter_mut().zip(&mut self.odd).skip(BEFORE);
        for ((even, odd), pair) in room.zip(weighted.as_chunks::<2>().0) {
            [*even, *odd] = *pair;
        }
    }

    /// Every other sample of those that are so much older than the frame.
    fn delayed(&self, delay: usize) -> &Subframe {
        let from = BEFORE.saturating_sub(delay.div_ceil(2));
        let samples = if delay.is_multiple_of(2) {
            &self.even
        } else {
            &self.odd
        };
        window(samples, from)
    }

    /// The best of three, of which the shorter gain what a longer one has that is a multiple of them.
    fn favourite(&self, peaks: [Peak; 3]) -> usize {
        let [short, middle, long] = peaks.map(|peak| {
            let energy = energy(self.delayed(peak.delay));
            let likeness = peak.likeness / energy.max(0.01).sqrt();
            Peak { likeness, ..peak }
        });
        let middle = middle.favoured(long, 0.25);
        let short = short.favoured(middle, 0.2);
        let better = |one: Peak, other: Peak| {
            if one.likeness < other.likeness {
                other
            } else {
                one
            }
        };
        better(better(long, middle), short).delay
    }
}

/// The best delay of a range, and how like the speech is what was then.
#[derive(Clone, Copy, Debug)]
struct Peak {
    delay: usize,
    likeness: f32,
}

impl Default for Peak {
    fn default() -> Self {
        Peak {
            delay: 100,
            likeness: f32::NEG_INFINITY,
        }
    }
}

impl Peak {
    fn meet(&mut self, delay: usize, likeness: f32) {
        if likeness > self.likeness {
            *self = Peak { delay, likeness };
        }
    }

    fn favoured(self, longer: Peak, share: f32) -> Peak {
        let is_multiple = |times: usize, near| (self.delay * times).abs_diff(longer.delay) < near;
        let of_double = if is_multiple(2, 5) { share } else { 0.0 };
        let of_triple = if is_multiple(3, 7) { share } else { 0.0 };
        let likeness = self.likeness + longer.likeness * (of_double + of_triple);
        Peak { likeness, ..self }
    }
}

/// Looks for the delay of the first half around that of the speech.
pub fn search_first(
    excitation: &mut Excitation,
    back: &Subframe,
    open: usize,
) -> (Delay, Subframe) {
    let from = open.saturating_sub(3).clamp(SHORTEST, LONGEST - 6);
    let whole = best_whole(excitation, back, from..from + 7);
    if whole > 84 {
        let delay = Delay::whole(whole);
        return (delay, excitation.predict(delay));
    }
    best_third(excitation, back, whole)
}

/// Looks for that of the second half from there on.
pub fn search_second(
    excitation: &mut Excitation,
    back: &Subframe,
    from: usize,
) -> (Delay, Subframe) {
    let whole = best_whole(excitation, back, from..from + 10);
    best_third(excitation, back, whole)
}

/// The whole delay at which the past is most like the target, by (A.7).
fn best_whole(excitation: &Excitation, back: &Subframe, range: std::ops::Range<usize>) -> usize {
    let mut best = Peak {
        delay: range.start,
        likeness: f32::NEG_INFINITY,
    };
    for delay in range {
        best.meet(delay, dot(back, excitation.delayed(delay)));
    }
    best.delay
}

/// The best of the delay and both of its neighbours, and what the past is then.
fn best_third(excitation: &mut Excitation, back: &Subframe, whole: usize) -> (Delay, Subframe) {
    let mut best = (f32::NEG_INFINITY, Delay::whole(whole), [0.0; SUBFRAME]);
    for third in [-1, 0, 1] {
        let delay = Delay { whole, third };
        let predicted = excitation.predict(delay);
        let likeness = dot(back, &predicted);
        if likeness > best.0 {
            best = (likeness, delay, predicted);
        }
    }
    (best.1, best.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_a_delay_is_its_own() {
        for word in 0..=255 {
            let delay = Delay::of_word(word);
            assert_eq!(delay.word(), word, "{delay:?}");
            assert!((19..=143).contains(&delay.whole) && delay.third.abs() <= 1);
        }
        for first in 19..=143 {
            let from = start_after(first);
            assert!(from >= 20 && from + 9 <= 143);
            for word in 0..32 {
                let delay = Delay::of_word_after(word, from);
                assert_eq!(delay.word_after(from), word, "{delay:?}");
                assert!((19..=144).contains(&delay.whole) && delay.third.abs() <= 1);
            }
        }
    }

    #[test]
    fn one_wrong_bit_of_the_six_is_seen() {
        for word in 0..=255_u8 {
            for bit in 2..8 {
                assert_ne!(parity(word), parity(word ^ 1 << bit));
            }
        }
    }

    #[test]
    fn the_pitch_of_pulses_is_found_and_none_of_its_multiples() {
        for period in [24, 37, 52, 66, 81, 99, 120, 141] {
            let mut search = OpenLoop::default();
            let mut found = 0;
            for frame in 0..6 {
                let mut speech = [0.0; FRAME];
                for (n, sample) in speech.iter_mut().enumerate() {
                    let turn = ((frame * FRAME + n) % period) as f32 / period as f32;
                    let harmonic = |k: f32| (k * turn * std::f32::consts::TAU + k * k).cos() / k;
                    *sample = 900.0 * (1..=6).map(|k| harmonic(k as f32)).sum::<f32>();
                }
                found = search.search(&speech);
            }
            assert!(found.abs_diff(period) <= 2, "{found} for {period}");
        }
    }
}
