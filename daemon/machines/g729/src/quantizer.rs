//! The words of the line spectral frequencies (section 3.2.4): what a moving average of the frames before
//! does not foretell, in two stages.

use crate::bits::Spectrum;
use crate::lp::ORDER;
use crate::lsp::{Lsf, flat};
use crate::tables::{AVERAGE, Block, FIRST, SECOND};

/// How near two frequencies come: in the words of a frame, once before and once after the other, and in
/// what is made of them.
const NEAR: [f32; 2] = [0.0012, 0.0006];
const NEAREST: f32 = 0.0391;
/// Where the lowest and the highest may be.
const LOWEST: f32 = 0.005;
const HIGHEST: f32 = 3.135;

/// What both sides of a call remember of the frames before.
#[derive(Clone, Debug)]
pub struct Quantizer {
    /// The vectors of the words, the newest first.
    past: [Lsf; 4],
    /// The newest frequencies, and the average that foretold them.
    newest: Lsf,
    average: u8,
}

impl Default for Quantizer {
    fn default() -> Self {
        Quantizer {
            past: [flat(); 4],
            newest: flat(),
            average: 0,
        }
    }
}

impl Quantizer {
    /// The words that come nearest, and the frequencies that they stand for.
    pub fn quantize(&mut self, lsf: &Lsf) -> (Spectrum, Lsf) {
        let weights = weights(lsf);
        let [one, other] = [0, 1].map(|average| self.nearest(average, lsf, &weights));
        let words = if other.1 < one.1 { other.0 } else { one.0 };
        (words, self.decode(words))
    }

    /// The frequencies of words.
    pub fn decode(&mut self, words: Spectrum) -> Lsf {
        let mut vector = vector(words);
        NEAR.into_iter().for_each(|near| part(&mut vector, near));
        let Foretold { lsf, share } = self.foretell(words.average);
        let mut sum = lsf;
        for ((to, share), own) in sum.iter_mut().zip(share).zip(&vector) {
            *to += share * own;
        }
        steady(&mut sum);
        self.remember(vector);
        (self.newest, self.average) = (sum, words.average);
        sum
    }

    /// The frequencies of a frame that was lost: those before, as if they had been said again (4.4.1).
    pub fn repeat(&mut self) -> Lsf {
        let vector = self.foretell(self.average).target(&self.newest);
        self.remember(vector);
        self.newest
    }

    fn remember(&mut self, vector: Lsf) {
        let [one, two, three, _] = self.past;
        self.past = [vector, one, two, three];
    }

    /// The best words with one of the averages, and how wrong they are.
    fn nearest(&self, average: u8, lsf: &Lsf, weights: &Lsf) -> (Spectrum, f32) {
        let foretold = self.foretell(average);
        let target = foretold.target(lsf);
        let first = nearest(&FIRST, &target, &[1.0; ORDER]);
        let mut weights = *weights;
        let shares = weights.iter_mut().zip(foretold.share);
        shares.for_each(|(weight, share)| *weight *= share * share);
        let mut left = target;
        let taken = left.iter_mut().zip(entry(&FIRST, first));
        taken.for_each(|(left, taken)| *left -= taken);
        let half = |low: bool| {
            let mut of_half = weights;
            let others = of_half.iter_mut().enumerate();
            let others = others.filter(|(n, _)| (*n < ORDER / 2) != low);
            others.for_each(|(_, weight)| *weight = 0.0);
            nearest(&SECOND, &left, &of_half)
        };
        let words = Spectrum {
            average,
            first,
            low: half(true),
            high: half(false),
        };
        let mut found = vector(words);
        NEAR.into_iter().for_each(|near| part(&mut found, near));
        let errors = found.iter().zip(&target).zip(&weights);
        let error = errors.map(|((a, b), weight)| weight * (a - b) * (a - b));
        (words, error.sum())
    }

    fn foretell(&self, average: u8) -> Foretold {
        let mut foretold = Foretold {
            lsf: [0.0; ORDER],
            share: [1.0; ORDER],
        };
        let [one, other] = &AVERAGE;
        let weights = if average == 0 { one } else { other };
        for (past, weights) in self.past.iter().zip(weights) {
            let places = foretold.lsf.iter_mut().zip(&mut foretold.share);
            for ((lsf, share), (past, weight)) in places.zip(past.iter().zip(weights)) {
                *lsf += weight * past;
                *share -= weight;
            }
        }
        foretold
    }
}

/// What an average says of the next frequencies, and the share that the vector of the words has.
struct Foretold {
    lsf: Lsf,
    share: Lsf,
}

impl Foretold {
    /// The vector that would make these frequencies, by (23).
    fn target(&self, lsf: &Lsf) -> Lsf {
        let mut target = *lsf;
        for ((to, foretold), share) in target.iter_mut().zip(&self.lsf).zip(&self.share) {
            *to = (*to - foretold) / share;
        }
        target
    }
}

/// How much an error at each frequency is heard, by (22): more where two are near.
fn weights(lsf: &Lsf) -> Lsf {
    use std::f32::consts::PI;
    let mut around = [0.04 * PI; ORDER + 2];
    let inner = around.iter_mut().skip(1);
    inner.zip(lsf).for_each(|(to, from)| *to = *from);
    around
        .iter_mut()
        .skip(ORDER + 1)
        .for_each(|to| *to = 0.92 * PI);
    let mut weights = [1.0; ORDER];
    for (weight, [before, _, after]) in weights.iter_mut().zip(around.array_windows()) {
        let room = after - before - 1.0;
        if room <= 0.0 {
            *weight = 10.0 * room * room + 1.0;
        }
    }
    let middle = weights.iter_mut().skip(4).take(2);
    middle.for_each(|weight| *weight *= 1.2);
    weights
}

/// The number of the entry that is nearest.
fn nearest(book: &[Block], target: &Lsf, weights: &Lsf) -> u8 {
    // Numbers of blocks have a fraction so that they are chosen like the errors, eight at once.
    let mut best = ([f32::INFINITY; 8], [0.0_f32; 8]);
    for (number, block) in book.iter().enumerate() {
        let number = number as f32;
        let mut errors = [0.0; 8];
        for ((values, target), weight) in block.iter().zip(target).zip(weights) {
            for (error, value) in errors.iter_mut().zip(values) {
                *error += weight * (value - target) * (value - target);
            }
        }
        let places = best.0.iter_mut().zip(&mut best.1);
        for ((least, at), error) in places.zip(errors) {
            let better = error < *least;
            *least = if better { error } else { *least };
            *at = if better { number } else { *at };
        }
    }
    let mut winner = (f32::INFINITY, 0);
    for (lane, (error, block)) in (0..).zip(best.0.into_iter().zip(best.1)) {
        if error < winner.0 {
            winner = (error, block as u8 * 8 + lane);
        }
    }
    winner.1
}

/// An entry of a codebook.
fn entry(book: &[Block], number: u8) -> Lsf {
    let block = book.get(usize::from(number / 8));
    block.map_or([0.0; ORDER], |block| {
        block.map(|values| values.get(usize::from(number % 8)).copied().unwrap_or(0.0))
    })
}

/// Both stages together, by (19).
fn vector(words: Spectrum) -> Lsf {
    let (low, high) = (entry(&SECOND, words.low), entry(&SECOND, words.high));
    let second = low.iter().take(5).chain(high.iter().skip(5));
    let mut vector = entry(&FIRST, words.first);
    vector
        .iter_mut()
        .zip(second)
        .for_each(|(to, second)| *to += second);
    vector
}

/// Moves apart what is nearer than that.
fn part(vector: &mut Lsf, near: f32) {
    let mut before: Option<&mut f32> = None;
    for value in vector {
        if let Some(before) = before {
            let missing = 0.5 * (*before - *value + near);
            if missing > 0.0 {
                *before -= missing;
                *value += missing;
            }
        }
        before = Some(value);
    }
}

/// Makes a filter of it stable, however the vector came about.
fn steady(lsf: &mut Lsf) {
    lsf.sort_unstable_by(f32::total_cmp);
    let mut least = LOWEST;
    for value in lsf.iter_mut() {
        *value = value.max(least);
        least = *value + NEAREST;
    }
    if let Some(highest) = lsf.last_mut() {
        *highest = highest.min(HIGHEST);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_words() -> impl Strategy<Value = Spectrum> {
        let words = (0..2_u8, 0..128_u8, 0..32_u8, 0..32_u8);
        words.prop_map(|(average, first, low, high)| Spectrum {
            average,
            first,
            low,
            high,
        })
    }

    proptest! {
        #[test]
        fn any_words_are_frequencies_that_rise(
            frames in proptest::collection::vec(any_words(), 1..40),
        ) {
            let mut quantizer = Quantizer::default();
            for words in frames {
                let lsf = quantizer.decode(words);
                prop_assert!(lsf.is_sorted_by(|one, other| one < other), "{lsf:?}");
                prop_assert!(lsf[0] >= LOWEST && lsf[9] <= HIGHEST, "{lsf:?}");
            }
        }

        #[test]
        fn what_words_stand_for_is_found_again(
            frames in proptest::collection::vec(any_words(), 1..10),
        ) {
            let (mut encoder, mut decoder) = (Quantizer::default(), Quantizer::default());
            for words in frames {
                let lsf = decoder.decode(words);
                let (_, again) = encoder.quantize(&lsf);
                let far = lsf.iter().zip(&again).map(|(a, b)| (a - b).abs());
                prop_assert!(far.fold(0.0, f32::max) < 0.8);
                decoder = encoder.clone();
            }
        }
    }

    #[test]
    fn a_spectrum_that_stays_is_met_better_and_better() {
        let mut quantizer = Quantizer::default();
        let lsf = [0.21, 0.33, 0.62, 0.95, 1.22, 1.53, 1.95, 2.14, 2.55, 2.81];
        let mut errors = [0.0; 20];
        for error in &mut errors {
            let (_, found) = quantizer.quantize(&lsf);
            let parts = found.iter().zip(&lsf);
            *error = parts.map(|(a, b)| (a - b) * (a - b)).sum::<f32>();
        }
        assert!(errors[19] < 0.002 && errors[19] <= errors[0], "{errors:?}");
    }

    #[test]
    fn a_lost_frame_keeps_the_spectrum() {
        let mut quantizer = Quantizer::default();
        let before = quantizer.decode(Spectrum {
            average: 1,
            first: 77,
            low: 3,
            high: 9,
        });
        assert_eq!(quantizer.repeat(), before);
        assert_eq!(quantizer.repeat(), before);
    }
}
