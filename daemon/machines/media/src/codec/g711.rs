//! G.711: A-law and µ-law, both ways, and from one to the other.
//!
//! What is done to every sample of a call looks up tables of 256 entries that the compiler computes.

use super::conceal::Concealment;

/// The two laws.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Law {
    /// A-law: Europe and China.
    A,
    /// µ-law: North America and Japan.
    Mu,
}

static FROM_ALAW: [i16; 256] = {
    let mut table = [0; 256];
    fill(&mut table, true);
    table
};
static FROM_ULAW: [i16; 256] = {
    let mut table = [0; 256];
    fill(&mut table, false);
    table
};
static ALAW_TO_ULAW: [u8; 256] = cross(&FROM_ALAW, true);
static ULAW_TO_ALAW: [u8; 256] = cross(&FROM_ULAW, false);

/// The octet that is silence.
pub const fn silence(law: Law) -> u8 {
    match law {
        Law::A => 0xD5,
        Law::Mu => 0xFF,
    }
}

/// The sample of an octet.
pub fn decode(law: Law, octet: u8) -> i16 {
    let table = match law {
        Law::A => &FROM_ALAW,
        Law::Mu => &FROM_ULAW,
    };
    table.get(usize::from(octet)).copied().unwrap_or(0)
}

/// The octet of a sample.
pub const fn encode(law: Law, sample: i16) -> u8 {
    match law {
        Law::A => alaw_of(sample),
        Law::Mu => ulaw_of(sample),
    }
}

/// Writes `from`, octets of one law, to `to` as octets of another; what is longer is cut.
pub fn transcode(from_law: Law, to_law: Law, from: &[u8], to: &mut [u8]) {
    let table = match (from_law, to_law) {
        (Law::A, Law::Mu) => &ALAW_TO_ULAW,
        (Law::Mu, Law::A) => &ULAW_TO_ALAW,
        _ => {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            return;
        }
    };
    for (to, from) in to.iter_mut().zip(from) {
        *to = table.get(usize::from(*from)).copied().unwrap_or(0);
    }
}

/// Writes the octets of samples; says how many.
pub fn encode_all(law: Law, samples: &[i16], payload: &mut [u8]) -> usize {
    let pairs = payload.iter_mut().zip(samples);
    pairs.map(|(to, sample)| *to = encode(law, *sample)).count()
}

/// Makes samples of octets, and something in place of those that are lost.
#[derive(Clone, Debug)]
pub struct Decoder {
    law: Law,
    concealment: Concealment,
}

impl Decoder {
    pub(super) fn new(law: Law) -> Decoder {
        Decoder {
            law,
            concealment: Concealment::default(),
        }
    }

    pub(super) fn decode(&mut self, payload: &[u8], samples: &mut [i16]) -> usize {
        let count = payload.len().min(samples.len());
        let samples = samples.get_mut(..count).unwrap_or_default();
        for (to, octet) in samples.iter_mut().zip(payload) {
            *to = decode(self.law, *octet);
        }
        self.concealment.hear(samples);
        count
    }

    pub(super) fn conceal(&mut self, samples: &mut [i16]) {
        self.concealment.conceal(samples);
    }
}

/// A-law (G.711 table 1): sign, three bits of segment, four bits within it, every other bit
/// inverted.
const fn alaw_of(sample: i16) -> u8 {
    let positive = sample >= 0;
    let magnitude = (if positive { sample } else { !sample } >> 4) as u16;
    // Below 32 the code is the magnitude itself; above, the leading bit says the segment.
    let code = if magnitude < 32 {
        magnitude
    } else {
        let segment = 12 - magnitude.leading_zeros() as u16;
        (segment << 4) + ((magnitude >> (segment - 1)) & 15)
    };
    (code as u8 | if positive { 0x80 } else { 0 }) ^ 0x55
}

/// µ-law (G.711 table 2): sign, three bits of segment, four bits within it, all inverted.
const fn ulaw_of(sample: i16) -> u8 {
    let positive = sample >= 0;
    let magnitude = (if positive { sample } else { !sample } >> 2) as u16 + 33;
    let magnitude = if magnitude > 0x1FFF {
        0x1FFF
    } else {
        magnitude
    };
    let segment = 10 - magnitude.leading_zeros() as u16;
    let code = (segment << 4) | ((magnitude >> (segment + 1)) & 15);
    !(code as u8 | if positive { 0 } else { 0x80 })
}

/// The middle of the interval that an A-law octet stands for.
const fn alaw_expand(octet: u8) -> i16 {
    let octet = octet ^ 0x55;
    let segment = (octet >> 4) & 7;
    let within = (octet & 15) as i16;
    let magnitude = match segment {
        0 => (within << 4) + 8,
        _ => ((within << 4) + 0x108) << (segment - 1),
    };
    if octet & 0x80 != 0 {
        magnitude
    } else {
        -magnitude
    }
}

/// The middle of the interval that a µ-law octet stands for.
const fn ulaw_expand(octet: u8) -> i16 {
    let octet = !octet;
    let within = (octet & 15) as i16;
    let magnitude = (((within << 3) + 0x84) << ((octet >> 4) & 7)) - 0x84;
    if octet & 0x80 == 0 {
        magnitude
    } else {
        -magnitude
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "computed by the compiler, which checks the bounds"
)]
const fn fill(table: &mut [i16; 256], alaw: bool) {
    let mut octet = 0;
    while octet < 256 {
        table[octet] = if alaw {
            alaw_expand(octet as u8)
        } else {
            ulaw_expand(octet as u8)
        };
        octet += 1;
    }
}

#[expect(
    clippy::indexing_slicing,
    reason = "computed by the compiler, which checks the bounds"
)]
const fn cross(samples: &[i16; 256], to_ulaw: bool) -> [u8; 256] {
    let mut table = [0; 256];
    let mut octet = 0;
    while octet < 256 {
        let sample = samples[octet];
        table[octet] = if to_ulaw {
            ulaw_of(sample)
        } else {
            alaw_of(sample)
        };
        octet += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half the interval that holds `sample`, by the definition of the segments, in steps that
    /// double from one to the next.
    fn half_interval(law: Law, sample: i16) -> i32 {
        let magnitude = i32::from(sample).abs();
        let (scaled, smallest) = match law {
            Law::A => (magnitude, 16),
            Law::Mu => (magnitude + 132, 8),
        };
        (1 << (scaled.max(1).ilog2().max(4) - 4)).max(smallest) / 2
    }

    #[test]
    fn a_law_has_the_values_of_the_recommendation() {
        // G.711 table 1a: decoder output 1, 4032 and the segment bounds, in units of 8.
        for (octet, value) in [(0xD5, 8), (0xAA, 32_256), (0x55, -8), (0x2A, -32_256)] {
            assert_eq!(decode(Law::A, octet), value, "{octet:#x}");
        }
        assert_eq!(encode(Law::A, 0), 0xD5);
        assert_eq!(encode(Law::A, i16::MAX), 0xAA);
        assert_eq!(encode(Law::A, i16::MIN), 0x2A);
        assert_eq!(encode(Law::A, -1), 0x55);
    }

    #[test]
    fn mu_law_has_the_values_of_the_recommendation() {
        // G.711 table 2a: decoder output 0, 8031 and their negatives, in units of 4.
        for (octet, value) in [(0xFF, 0), (0x80, 32_124), (0x7F, 0), (0x00, -32_124)] {
            assert_eq!(decode(Law::Mu, octet), value, "{octet:#x}");
        }
        assert_eq!(encode(Law::Mu, 0), 0xFF);
        assert_eq!(encode(Law::Mu, i16::MAX), 0x80);
        assert_eq!(encode(Law::Mu, i16::MIN), 0x00);
    }

    #[test]
    fn every_octet_is_the_code_of_its_own_value() {
        for octet in 0..=255u8 {
            assert_eq!(encode(Law::A, decode(Law::A, octet)), octet);
            let again = encode(Law::Mu, decode(Law::Mu, octet));
            // µ-law has two zeros.
            assert!(
                again == octet || (octet, again) == (0x7F, 0xFF),
                "{octet:#x}"
            );
        }
    }

    #[test]
    fn every_sample_gets_the_code_of_its_interval() {
        for sample in -32_000..=32_000 {
            for law in [Law::A, Law::Mu] {
                let value = decode(law, encode(law, sample));
                let error = (i32::from(value) - i32::from(sample)).abs();
                // The input has a resolution of 16 and 4: 13 and 14 bits.
                assert!(
                    error <= half_interval(law, sample) + 8,
                    "{law:?} {sample} {value}"
                );
            }
        }
    }

    #[test]
    fn a_to_mu_keeps_the_sign_and_the_loudness() {
        let alaw: Vec<u8> = (0..=255).collect();
        let mut ulaw = [0; 256];
        transcode(Law::A, Law::Mu, &alaw, &mut ulaw);
        for (from, to) in alaw.iter().zip(ulaw) {
            let before = f64::from(decode(Law::A, *from));
            let after = f64::from(decode(Law::Mu, to));
            assert!(
                (before - after).abs() <= 8.0 + before.abs() * 0.04,
                "{before} {after}"
            );
        }
    }
}
