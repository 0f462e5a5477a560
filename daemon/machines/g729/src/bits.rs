//! The 80 bits of a frame (table 8, and figures 8 and 9 of RFC 3551).

use crate::OCTETS;

/// What a frame says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// The spectrum.
    pub spectrum: Spectrum,
    /// Guards the pitch of the first half.
    pub parity: u8,
    /// Both halves.
    pub halves: [Half; 2],
}

/// The words of the line spectral frequencies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spectrum {
    /// L0: which moving average.
    pub average: u8,
    /// L1.
    pub first: u8,
    /// L2: the second stage of the lower five.
    pub low: u8,
    /// L3: and of the upper five.
    pub high: u8,
}

/// The words of an excitation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Half {
    /// P1 or P2.
    pub pitch: u8,
    /// C: where the pulses are.
    pub places: u16,
    /// S: which of them are positive.
    pub signs: u8,
    /// GA and GB.
    pub gains: [u8; 2],
}

/// How many bits each word has, in their order.
const WIDTHS: [u32; 15] = [1, 7, 5, 5, 8, 1, 13, 4, 3, 4, 5, 13, 4, 3, 4];

impl Frame {
    /// Its octets.
    pub fn write(&self) -> [u8; OCTETS] {
        let mut bits = 0_u128;
        for (word, width) in self.words().into_iter().zip(WIDTHS) {
            bits = bits << width | u128::from(word) & ((1 << width) - 1);
        }
        let [_, _, _, _, _, _, octets @ ..] = bits.to_be_bytes();
        octets
    }

    /// What octets say.
    pub fn read(octets: &[u8; OCTETS]) -> Frame {
        let all = |bits, octet: &u8| bits << 8 | u128::from(*octet);
        let mut bits = octets.iter().fold(0_u128, all) << 48;
        let words = WIDTHS.map(|width| {
            let word = (bits >> (128 - width)) as u16;
            bits <<= width;
            word
        });
        Frame::of_words(words)
    }

    fn words(&self) -> [u16; 15] {
        let Spectrum {
            average,
            first,
            low,
            high,
        } = self.spectrum;
        let [one, other] = self.halves;
        [
            average.into(),
            first.into(),
            low.into(),
            high.into(),
            one.pitch.into(),
            self.parity.into(),
            one.places,
            one.signs.into(),
            one.gains[0].into(),
            one.gains[1].into(),
            other.pitch.into(),
            other.places,
            other.signs.into(),
            other.gains[0].into(),
            other.gains[1].into(),
        ]
    }

    fn of_words(words: [u16; 15]) -> Frame {
        let [
            average,
            first,
            low,
            high,
            pitch,
            parity,
            one @ ..,
            next_pitch,
            places,
            signs,
            a,
            b,
        ] = words;
        let spectrum = Spectrum {
            average: average as u8,
            first: first as u8,
            low: low as u8,
            high: high as u8,
        };
        Frame {
            spectrum,
            parity: parity as u8,
            halves: [
                Half::of_words(pitch, one),
                Half::of_words(next_pitch, [places, signs, a, b]),
            ],
        }
    }
}

impl Half {
    fn of_words(pitch: u16, [places, signs, a, b]: [u16; 4]) -> Half {
        Half {
            pitch: pitch as u8,
            places,
            signs: signs as u8,
            gains: [a as u8, b as u8],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_word_has_its_place() {
        assert_eq!(WIDTHS.iter().sum::<u32>(), 80);
        let average = Frame::read(&[0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(average.spectrum.average, 1);
        let pitch = Frame::read(&[0, 0, 0x3f, 0xc0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(pitch.halves[0].pitch, 255);
        let parity = Frame::read(&[0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0]);
        assert_eq!(parity.parity, 1);
        let gain = Frame::read(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0f]);
        assert_eq!(gain.halves[1].gains, [0, 15]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_what_was_read(octets in any::<[u8; OCTETS]>()) {
            prop_assert_eq!(Frame::read(&octets).write(), octets);
        }
    }
}
