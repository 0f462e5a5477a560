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
        let crossings = PAIRS.map(|(one, other)| {
            let of = |track: usize| phases.get(track..track + TRACKS).unwrap_or_default();
            let mut crossing = crossing(of(one), of(other));
            let (one, other) = (signs.get(one), signs.get(other));
            for (row, sign) in crossing.iter_mut().zip(one.into_iter().flatten()) {
                let places = row.iter_mut().zip(other.into_iter().flatten());
                places.for_each(|(to, other)| *to *= sign * other);
            }
            crossing
        });
        Correlations {
            own: own(response),
            crossings,
        }
    }

    /// The rows of two tracks, the lower one first.
    pub fn crossing(&self, low: usize, high: usize) -> Option<&Crossing> {
        let place = PAIRS.iter().position(|pair| *pair == (low, high))?;
        self.crossings.get(place)
    }

    /// What a place of a track has with all of another track.
    pub fn row(&self, track: usize, place: usize, other: usize) -> Track {
        if track < other {
            let crossing = self.crossing(track, other);
            return crossing
                .and_then(|rows| rows.get(place))
                .copied()
                .unwrap_or_default();
        }
        let crossing = self.crossing(other, track).copied().unwrap_or_default();
        crossing.map(|row| row.get(place).copied().unwrap_or(0.0))
    }
}

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
fn crossing(one: &[Track], other: &[Track]) -> Crossing {
    let mut crossing = [[0.0; PLACES]; PLACES];
    let mut later = [0.0; PLACES];
    for (place, row) in crossing.iter_mut().enumerate().rev() {
        let [_, a, b, c, d, e, f, g] = later;
        let mut sums = [a, b, c, d, e, f, g, 0.0];
        for (one, other) in one.iter().zip(other) {
            let factor = one.get(place).copied().unwrap_or(0.0);
            sums.iter_mut()
                .zip(other)
                .for_each(|(sum, it)| *sum += factor * it);
        }
        (*row, later) = (sums, sums);
    }
    crossing
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
                for l in 0..PLACES {
                    let both = dot(&heard(one + 5 * k), &heard(other + 5 * l));
                    assert!((row[l] - both).abs() < 1e-4, "{one} {k}, {other} {l}");
                    assert_eq!(correlations.row(other, l, one)[k], row[l]);
                }
                let own = correlations.own[one][k];
                assert!((own - 0.5 * energy(&heard(one + 5 * k))).abs() < 1e-4);
            }
        }
    }
}
