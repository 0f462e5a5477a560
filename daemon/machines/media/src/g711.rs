//! G.711: A-law and µ-law, both ways, and from one to the other.
//!
//! What is done to every sample of a call looks up tables of 256 entries that the compiler computes.

use crate::sdp::Codec;

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
pub const fn silence(codec: Codec) -> u8 {
    match codec {
        Codec::Pcma => 0xD5,
        Codec::Pcmu => 0xFF,
    }
}

/// The sample of an octet.
pub fn decode(codec: Codec, octet: u8) -> i16 {
    let table = match codec {
        Codec::Pcma => &FROM_ALAW,
        Codec::Pcmu => &FROM_ULAW,
    };
    table.get(usize::from(octet)).copied().unwrap_or(0)
}

/// The octet of a sample.
pub const fn encode(codec: Codec, sample: i16) -> u8 {
    match codec {
        Codec::Pcma => alaw_of(sample),
        Codec::Pcmu => ulaw_of(sample),
    }
}

/// Writes `from`, octets of one codec, to `to` as octets of another; what is longer is cut.
pub fn transcode(from_codec: Codec, to_codec: Codec, from: &[u8], to: &mut [u8]) {
    let table = match (from_codec, to_codec) {
        (Codec::Pcma, Codec::Pcmu) => &ALAW_TO_ULAW,
        (Codec::Pcmu, Codec::Pcma) => &ULAW_TO_ALAW,
        _ => {
            to.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
            return;
        }
    };
    for (to, from) in to.iter_mut().zip(from) {
        *to = table.get(usize::from(*from)).copied().unwrap_or(0);
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
    fn half_interval(codec: Codec, sample: i16) -> i32 {
        let magnitude = i32::from(sample).abs();
        let (scaled, smallest) = match codec {
            Codec::Pcma => (magnitude, 16),
            Codec::Pcmu => (magnitude + 132, 8),
        };
        (1 << (scaled.max(1).ilog2().max(4) - 4)).max(smallest) / 2
    }

    #[test]
    fn a_law_has_the_values_of_the_recommendation() {
        // G.711 table 1a: decoder output 1, 4032 and the segment bounds, in units of 8.
        for (octet, value) in [(0xD5, 8), (0xAA, 32_256), (0x55, -8), (0x2A, -32_256)] {
            assert_eq!(decode(Codec::Pcma, octet), value, "{octet:#x}");
        }
        assert_eq!(encode(Codec::Pcma, 0), 0xD5);
        assert_eq!(encode(Codec::Pcma, i16::MAX), 0xAA);
        assert_eq!(encode(Codec::Pcma, i16::MIN), 0x2A);
        assert_eq!(encode(Codec::Pcma, -1), 0x55);
    }

    #[test]
    fn mu_law_has_the_values_of_the_recommendation() {
        // G.711 table 2a: decoder output 0, 8031 and their negatives, in units of 4.
        for (octet, value) in [(0xFF, 0), (0x80, 32_124), (0x7F, 0), (0x00, -32_124)] {
            assert_eq!(decode(Codec::Pcmu, octet), value, "{octet:#x}");
        }
        assert_eq!(encode(Codec::Pcmu, 0), 0xFF);
        assert_eq!(encode(Codec::Pcmu, i16::MAX), 0x80);
        assert_eq!(encode(Codec::Pcmu, i16::MIN), 0x00);
    }

    #[test]
    fn every_octet_is_the_code_of_its_own_value() {
        for octet in 0..=255u8 {
            assert_eq!(encode(Codec::Pcma, decode(Codec::Pcma, octet)), octet);
            let again = encode(Codec::Pcmu, decode(Codec::Pcmu, octet));
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
            for codec in [Codec::Pcma, Codec::Pcmu] {
                let value = decode(codec, encode(codec, sample));
                let error = (i32::from(value) - i32::from(sample)).abs();
                // The input has a resolution of 16 and 4: 13 and 14 bits.
                assert!(
                    error <= half_interval(codec, sample) + 8,
                    "{codec:?} {sample} {value}"
                );
            }
        }
    }

    #[test]
    fn a_to_mu_keeps_the_sign_and_the_loudness() {
        let alaw: Vec<u8> = (0..=255).collect();
        let mut ulaw = [0; 256];
        transcode(Codec::Pcma, Codec::Pcmu, &alaw, &mut ulaw);
        for (from, to) in alaw.iter().zip(ulaw) {
            let before = f64::from(decode(Codec::Pcma, *from));
            let after = f64::from(decode(Codec::Pcmu, to));
            assert!(
                (before - after).abs() <= 8.0 + before.abs() * 0.04,
                "{before} {after}"
            );
        }
    }
}
