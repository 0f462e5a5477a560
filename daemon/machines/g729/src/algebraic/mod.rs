//! The fixed codebook: four pulses of one loudness, each in a track of its own (sections 3.8 and 4.1.4).

mod correlation;
mod search;

pub use search::search;

use crate::SUBFRAME;
use crate::vector::Subframe;

/// Tracks begin at the samples 0 to 4 and have every fifth sample. The fourth pulse is in one of two.
const TRACKS: usize = 5;
/// Places of a track.
const PLACES: usize = 8;

/// Something of each place of a track.
type Track = [f32; PLACES];

/// Four pulses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pulses([Pulse; 4]);

/// A pulse at a sample.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Pulse {
    sample: usize,
    positive: bool,
}

impl Pulses {
    /// Where they are, and which of them are positive (section 3.8.2).
    pub fn words(&self) -> (u16, u8) {
        let [one, two, three, four] = self.0.map(|pulse| (pulse.sample / TRACKS) as u16);
        let last_track = self.0[3].sample % TRACKS == TRACKS - 1;
        let places = one | two << 3 | three << 6 | u16::from(last_track) << 9 | four << 10;
        let signs = self.0.iter().rev();
        let signs = signs.fold(0, |signs, pulse| signs << 1 | u8::from(pulse.positive));
        (places, signs)
    }

    /// What these words say.
    pub fn of_words(places: u16, signs: u8) -> Pulses {
        let place = |shift: u32| usize::from(places >> shift & 7);
        let last = 3 + usize::from(places >> 9 & 1);
        let samples = [
            TRACKS * place(0),
            TRACKS * place(3) + 1,
            TRACKS * place(6) + 2,
            TRACKS * place(10) + last,
        ];
        let mut signs = signs;
        Pulses(samples.map(|sample| {
            let positive = signs & 1 == 1;
            signs >>= 1;
            Pulse { sample, positive }
        }))
    }

    /// Them as a signal.
    pub fn signal(&self) -> Subframe {
        let mut signal = [0.0; SUBFRAME];
        for pulse in self.0 {
            let place = signal.get_mut(pulse.sample).into_iter();
            place.for_each(|to| *to = pulse.height());
        }
        signal
    }

    /// Them through a filter.
    pub fn through(&self, response: &Subframe) -> Subframe {
        let mut heard = [0.0; SUBFRAME];
        for pulse in self.0 {
            let from = heard.iter_mut().skip(pulse.sample);
            from.zip(response)
                .for_each(|(to, sample)| *to += pulse.height() * sample);
        }
        heard
    }
}

impl Pulse {
    fn height(self) -> f32 {
        if self.positive { 1.0 } else { -1.0 }
    }
}

/// Repeats a signal after a delay that is shorter than it, by (48).
pub fn sharpen(signal: &mut Subframe, delay: usize, share: f32) {
    for n in delay..SUBFRAME {
        let before = signal.get(n - delay).copied().unwrap_or(0.0);
        let place = signal.get_mut(n).into_iter();
        place.for_each(|to| *to += share * before);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_are_pulses_in_their_tracks_and_those_again() {
        for places in 0..8_192 {
            let signs = (places % 16) as u8;
            let pulses = Pulses::of_words(places, signs);
            assert_eq!(pulses.words(), (places, signs));
            let tracks = pulses.0.map(|pulse| pulse.sample % TRACKS);
            assert!(matches!(tracks, [0, 1, 2, 3 | 4]), "{tracks:?}");
            assert_eq!(pulses.signal().iter().map(|it| it.abs()).sum::<f32>(), 4.0);
        }
    }

    #[test]
    fn a_short_delay_is_heard_again_and_again() {
        let mut signal = [0.0; SUBFRAME];
        signal[1] = 1.0;
        sharpen(&mut signal, 19, 0.5);
        let heard = [signal[1], signal[20], signal[39], signal[2]];
        assert_eq!(heard, [1.0, 0.5, 0.25, 0.0]);
    }
}
