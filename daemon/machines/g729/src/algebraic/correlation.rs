//! How much pulses at two places have to do with each other (51), for the pairs of tracks that are looked
//! at together.

use super::{PLACES, TRACKS, Track};
use crate::vector::Subframe;

/// Rows of the places of a lower track, each with the places of a higher one.
pub type Crossing = [Track; PLACES];

/// The pairs of different tracks, but for those of which only one has a pulse.
const PAIRS: [(usize, usize); 9] = [
    (0, 1),
    (0, 2),
    (0, 3),
    (0, 4),
    (1, 2),
    (1, 3),
    (1, 4),
    (2, 3),
    (2, 4),
];

/// The correlations of an impulse response with itself, delayed to each place.
pub struct Correlations {
    /// One half of what each place has with itself, by (57).
    pub own: [Track; TRACKS],
    crossings: [Crossing; PAIRS.len()],
}

impl Correlations {
    /// Those of a response, when pulses have these signs.
    pub fn of(response: &Subframe, signs: &[Track; TRACKS]) -> Correlations {
        let phases = phases(response);
        let of = |track: usize| phases.get(track..).and_then(<[Track]>::first_chunk);
        let mut crossings = [Crossing::default(); PAIRS.len()];
        for (crossing, (low, high)) in crossings.iter_mut().zip(PAIRS) {
            if let (Some(one), Some(other)) = (of(low), of(high)) {
                cross(crossing, one, other);
            }
            if let (Some(one), Some(other)) = (signs.get(low), signs.get(high)) {
                sign(crossing, one, other);
            }
        }
        Correlations {
            own: own(response),
            crossings,
        }
    }

    /// The rows of two tracks, the lower one first.
    pub fn crossing(&self, low: usize, high: usize) -> Option<&Crossing> {
        // Of the tracks below there are four pairs, then three, then two.
        self.crossings.get(low * (9 - low) / 2 + high - low - 1)
    }

    /// What a place of a track has with all of another track.
    #[inline]
    pub fn row(&self, track: usize, place: usize, other: usize) -> Track {
        if track < other {
            let crossing = self.crossing(track, other);
            return *crossing.and_then(|rows| rows.get(place)).unwrap_or(&NONE);
        }
        let mut column = NONE;
        let rows = self.crossing(other, track).into_iter().flatten();
        for (to, row) in column.iter_mut().zip(rows) {
            *to = row.get(place).copied().unwrap_or(0.0);
        }
        column
    }
}

const NONE: Track = [0.0; PLACES];

/// The response from its end on, every fifth sample, beginning with each of the last nine.
fn phases(response: &Subframe) -> [Track; 2 * TRACKS - 1] {
    let mut phases = [[0.0; PLACES]; 2 * TRACKS - 1];
    for (n, phase) in phases.iter_mut().enumerate() {
        let every_fifth = response.iter().rev().skip(n).step_by(TRACKS);
        phase
            .iter_mut()
            .zip(every_fifth)
            .for_each(|(to, from)| *to = *from);
    }
    phases
}

/// Two tracks by (51). Pulses that are both five samples earlier have in common what these have, and five
/// products more; so it is done from the last places on.
#[inline]
fn cross(crossing: &mut Crossing, one: &[Track; TRACKS], other: &[Track; TRACKS]) {
    let mut sums = NONE;
    for (place, row) in crossing.iter_mut().enumerate().rev() {
        let [_, a, b, c, d, e, f, g] = sums;
        sums = [a, b, c, d, e, f, g, 0.0];
        for (one, other) in one.iter().zip(other) {
            let factor = one.get(place).copied().unwrap_or(0.0);
            let products = sums.iter_mut().zip(other);
            products.for_each(|(sum, it)| *sum += factor * it);
        }
        *row = sums;
    }
}

/// Turns the signs of what is said by pulses of different signs (56).
#[inline]
fn sign(crossing: &mut Crossing, one: &Track, other: &Track) {
    for (row, one) in crossing.iter_mut().zip(one) {
        let places = row.iter_mut().zip(other);
        places.for_each(|(to, other)| *to *= one * other);
    }
}

fn own(response: &Subframe) -> [Track; TRACKS] {
    let mut own = [[0.0; PLACES]; TRACKS];
    let mut sum = 0.0;
    // The sample from which it is n samples to the end hears n more.
    for (sample, heard) in (0..response.len()).rev().zip(response) {
        sum += 0.5 * heard * heard;
        let track = own.get_mut(sample % TRACKS);
        let place = track.and_then(|track| track.get_mut(sample / TRACKS));
        place.into_iter().for_each(|to| *to = sum);
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SUBFRAME;
    use crate::algebraic::{Pulse, Pulses};
    use crate::vector::{dot, energy};

    #[test]
    fn they_are_those_of_pulses_through_the_filter() {
        let mut response = [0.0; SUBFRAME];
        for (n, sample) in response.iter_mut().enumerate() {
            *sample = (n as f32 * 0.9).cos() * 0.93_f32.powi(n as i32);
        }
        let signs = [1.0, -1.0, 1.0, -1.0, 1.0].map(|sign| [sign; PLACES]);
        let correlations = Correlations::of(&response, &signs);
        let heard = |sample: usize| {
            let positive = signs[sample % TRACKS][0] > 0.0;
            let silent = Pulse::default();
            let mut pulses = Pulses([silent; 4]).through(&[0.0; SUBFRAME]);
            let sign = if positive { 1.0 } else { -1.0 };
            for n in sample..SUBFRAME {
                pulses[n] = sign * response[n - sample];
            }
            pulses
        };
        for (one, other) in PAIRS {
            for k in 0..PLACES {
                let row = correlations.row(one, k, other);
                for (l, found) in row.into_iter().enumerate() {
                    let both = dot(&heard(one + 5 * k), &heard(other + 5 * l));
                    assert!((found - both).abs() < 1e-4, "{one} {k}, {other} {l}");
                    assert_eq!(correlations.row(other, l, one)[k], found);
                }
                let own = correlations.own[one][k];
                assert!((own - 0.5 * energy(&heard(one + 5 * k))).abs() < 1e-4);
            }
        }
    }
}
