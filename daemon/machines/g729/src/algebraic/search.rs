//! The search for the best pulses (A.3.8.1): pair after pair, instead of all of them.

use super::correlation::Correlations;
use super::{PLACES, Pulse, Pulses, TRACKS, Track};
use crate::vector::{Subframe, correlate_back};

/// The pulses whose sound through a filter comes nearest to the target.
pub fn search(target: &Subframe, response: &Subframe) -> Pulses {
    let search = Search::new(target, response);
    let mut best = Found::default();
    for last in [3, 4] {
        for tracks in [[2, last, 0, 1], [last, 0, 1, 2]] {
            let found = search.depth_first(tracks);
            if found.merit > best.merit {
                best = found;
            }
        }
    }
    search.pulses(&best)
}

/// Places of pulses, one in each of four tracks, and how good they are.
#[derive(Clone, Copy, Debug)]
struct Found {
    merit: f32,
    tracks: [usize; 4],
    places: [usize; 4],
}

impl Default for Found {
    fn default() -> Self {
        Found {
            merit: f32::NEG_INFINITY,
            tracks: [0, 1, 2, 3],
            places: [0; 4],
        }
    }
}

struct Search {
    /// The target's correlation with each place, without its sign, and the sign.
    gains: [Track; TRACKS],
    signs: [Track; TRACKS],
    correlations: Correlations,
}

/// The sum of gains, and one half of the energy.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    gain: f32,
    energy: f32,
}

impl Sums {
    /// Those at one place of a track.
    fn at(place: usize, gains: &Track, energies: &Track) -> Sums {
        Sums {
            gain: gains.get(place).copied().unwrap_or(0.0),
            energy: energies.get(place).copied().unwrap_or(0.0),
        }
    }
}

impl Search {
    fn new(target: &Subframe, response: &Subframe) -> Search {
        let back = correlate_back(response, target);
        let mut gains = [[0.0; PLACES]; TRACKS];
        for (track, gains) in gains.iter_mut().enumerate() {
            let of_track = back.iter().skip(track).step_by(TRACKS);
            gains
                .iter_mut()
                .zip(of_track)
                .for_each(|(to, from)| *to = *from);
        }
        let signs = gains.map(|track| track.map(|gain| if gain < 0.0 { -1.0 } else { 1.0 }));
        Search {
            gains: gains.map(|track| track.map(f32::abs)),
            signs,
            correlations: Correlations::of(response, &signs),
        }
    }

    fn gains(&self, track: usize) -> Track {
        self.gains.get(track).copied().unwrap_or_default()
    }

    fn own(&self, track: usize) -> Track {
        self.correlations
            .own
            .get(track)
            .copied()
            .unwrap_or_default()
    }

    /// A pair of the first two tracks, then with it one of the other two.
    fn depth_first(&self, tracks: [usize; 4]) -> Found {
        let [a, b, c, d] = tracks;
        let (sums, [at_a, at_b]) = self.first_pair(a, b);
        let with_first = |track: usize| {
            let (one, two) = (
                self.correlations.row(a, at_a, track),
                self.correlations.row(b, at_b, track),
            );
            let mut energies = self.own(track);
            for (energy, (one, two)) in energies.iter_mut().zip(one.iter().zip(two)) {
                *energy += one + two;
            }
            energies
        };
        let [energies_c, energies_d] = [c, d].map(with_first);
        let [gains_c, gains_d] = [c, d].map(|track| self.gains(track));
        let mut best = Lanes::default();
        let crossing = self.correlations.crossing(c, d).into_iter().flatten();
        let rows = gains_c.iter().zip(energies_c).zip(crossing);
        for (at_c, ((gain, energy), crossing)) in rows.enumerate() {
            let so_far = Sums {
                gain: sums.gain + gain,
                energy: sums.energy + energy,
            };
            best.meet(at_c as f32, merits(so_far, &gains_d, &energies_d, crossing));
        }
        let (merit, at_c, at_d) = best.winner();
        Found {
            merit,
            tracks,
            places: [at_a, at_b, at_c, at_d],
        }
    }

    /// The best pair whose first is one of the two best of its track.
    fn first_pair(&self, a: usize, b: usize) -> (Sums, [usize; 2]) {
        let (gains_a, gains_b) = (self.gains(a), self.gains(b));
        let (own_a, own_b) = (self.own(a), self.own(b));
        let mut best = (f32::NEG_INFINITY, Sums::default(), [0, 0]);
        for at_a in two_best(&gains_a) {
            let crossing = self.correlations.row(a, at_a, b);
            let first = Sums::at(at_a, &gains_a, &own_a);
            let mut lanes = Lanes::default();
            lanes.meet(0.0, merits(first, &gains_b, &own_b, &crossing));
            let (merit, _, at_b) = lanes.winner();
            if merit > best.0 {
                let second = Sums::at(at_b, &gains_b, &own_b);
                let both = Sums::at(at_b, &[first.gain; PLACES], &crossing);
                let sums = Sums {
                    gain: both.gain + second.gain,
                    energy: first.energy + second.energy + both.energy,
                };
                best = (merit, sums, [at_a, at_b]);
            }
        }
        (best.1, best.2)
    }

    fn pulses(&self, found: &Found) -> Pulses {
        let mut pulses = Pulses::default();
        for (track, place) in found.tracks.into_iter().zip(found.places) {
            let signs = self.signs.get(track);
            let sign = signs.and_then(|signs| signs.get(place));
            let pulse = Pulse {
                sample: TRACKS * place + track,
                positive: sign.is_some_and(|sign| *sign > 0.0),
            };
            let room = pulses.0.get_mut(track.min(3));
            room.into_iter().for_each(|to| *to = pulse);
        }
        pulses
    }
}

/// The best and the second best place.
fn two_best(gains: &Track) -> [usize; 2] {
    let (mut best, mut second) = ((f32::NEG_INFINITY, 0), (f32::NEG_INFINITY, 0));
    for (place, gain) in gains.iter().enumerate() {
        if *gain > best.0 {
            (best, second) = ((*gain, place), best);
        } else if *gain > second.0 {
            second = (*gain, place);
        }
    }
    [best.1, second.1]
}

/// The merits of the places of the last track.
#[inline]
fn merits(so_far: Sums, gains: &Track, energies: &Track, crossing: &Track) -> Track {
    let mut merits = [0.0; PLACES];
    let places = gains.iter().zip(energies).zip(crossing);
    for (merit, ((gain, energy), crossing)) in merits.iter_mut().zip(places) {
        let gain = so_far.gain + gain;
        *merit = gain * gain / (so_far.energy + energy + crossing).max(1e-9);
    }
    merits
}

/// The best of each column so far, and in which row. A row is a number with a fraction so that both are
/// chosen alike, eight at once.
struct Lanes {
    merits: Track,
    rows: Track,
}

impl Default for Lanes {
    fn default() -> Self {
        Lanes {
            merits: [f32::NEG_INFINITY; PLACES],
            rows: [0.0; PLACES],
        }
    }
}

impl Lanes {
    #[inline]
    fn meet(&mut self, row: f32, merits: Track) {
        let lanes = self.merits.iter_mut().zip(&mut self.rows);
        for ((best, at), merit) in lanes.zip(merits) {
            let better = merit > *best;
            *best = if better { merit } else { *best };
            *at = if better { row } else { *at };
        }
    }

    /// The best of all, its row and its column.
    fn winner(&self) -> (f32, usize, usize) {
        let mut winner = (f32::NEG_INFINITY, 0, 0);
        let columns = self.merits.iter().zip(self.rows).enumerate();
        for (column, (merit, row)) in columns {
            if *merit > winner.0 {
                winner = (*merit, row as usize, column);
            }
        }
        winner
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SUBFRAME;
    use crate::vector::{dot, energy};

    fn response() -> Subframe {
        let mut response = [0.0; SUBFRAME];
        for (n, sample) in response.iter_mut().enumerate() {
            *sample = (n as f32 * 0.6).cos() * 0.8_f32.powi(n as i32);
        }
        response
    }

    /// How much of the target some pulses say.
    fn likeness(target: &Subframe, pulses: Pulses) -> f32 {
        let heard = pulses.through(&response());
        dot(target, &heard).powi(2) / energy(target) / energy(&heard)
    }

    #[test]
    fn what_is_found_is_nearly_as_good_as_the_best_of_all() {
        for seed in 1..20 {
            let mut target = [0.0; SUBFRAME];
            for (n, sample) in target.iter_mut().enumerate() {
                *sample = ((seed * n * n + 7 * n) % 23) as f32 - 11.0;
            }
            let back = correlate_back(&response(), &target);
            let signs = |sample: usize| back[sample] >= 0.0;
            let all = (0..8_192).map(|places| {
                let mut pulses = Pulses::of_words(places, 0);
                for pulse in &mut pulses.0 {
                    pulse.positive = signs(pulse.sample);
                }
                likeness(&target, pulses)
            });
            let best = all.fold(0.0, f32::max);
            let found = likeness(&target, search(&target, &response()));
            assert!(found > 0.85 * best, "{seed}: {found} of {best}");
        }
    }

    #[test]
    fn nothing_is_answered_with_some_pulses() {
        let found = search(&[0.0; SUBFRAME], &response());
        assert_eq!(found.signal().iter().filter(|it| **it != 0.0).count(), 4);
    }
}
