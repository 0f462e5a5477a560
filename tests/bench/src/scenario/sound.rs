//! Sounds that are made and not found: tones in A-law and as WAV files.

use std::f64::consts::TAU;

const RATE: u32 = 8_000;

/// One packet of a tone in A-law, to be sent over and over: `hertz` divides into 50 whole periods.
pub fn alaw(hertz: u32) -> [u8; 160] {
    std::array::from_fn(|n| encode(sample(hertz, n)))
}

/// A tone of that length as a WAV file, 16-bit PCM.
pub fn wav(hertz: u32, seconds: u32) -> Vec<u8> {
    let samples = RATE * seconds;
    let bytes = samples * 2;
    let mut file = Vec::with_capacity(44 + bytes as usize);
    file.extend(b"RIFF");
    file.extend((36 + bytes).to_le_bytes());
    file.extend(b"WAVEfmt ");
    file.extend(16_u32.to_le_bytes());
    // PCM, mono, its rate, bytes a second, bytes a sample, bits a sample.
    file.extend([1, 0, 1, 0]);
    file.extend(RATE.to_le_bytes());
    file.extend((RATE * 2).to_le_bytes());
    file.extend([2, 0, 16, 0]);
    file.extend(b"data");
    file.extend(bytes.to_le_bytes());
    (0..samples as usize).for_each(|n| file.extend(sample(hertz, n).to_le_bytes()));
    file
}

fn sample(hertz: u32, n: usize) -> i16 {
    // A little off the start of the period, so that no sample is silence.
    let phase = f64::from(hertz) * (n as f64 + 0.5) / f64::from(RATE);
    ((phase * TAU).sin() * 8_000.0) as i16
}

/// ITU-T G.711 A-law: sign, three bits of exponent, four of mantissa, even bits inverted.
fn encode(sample: i16) -> u8 {
    let sign = if sample < 0 { 0 } else { 0x80 };
    let magnitude = if sample < 0 { !sample } else { sample } >> 3;
    let exponent = (11 - magnitude.leading_zeros().cast_signed()).max(0);
    let mantissa = if exponent == 0 {
        magnitude >> 1
    } else {
        magnitude >> exponent
    } & 15;
    (sign | (exponent as u8) << 4 | mantissa as u8) ^ 0x55
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_middle_of_alaw_are_where_the_standard_has_them() {
        assert_eq!((encode(0), encode(-1)), (0xd5, 0x55));
        assert_eq!((encode(i16::MAX), encode(i16::MIN)), (0xaa, 0x2a));
        // The first value of each upper segment: 16 << 3 << n.
        let firsts: Vec<u8> = (1..8).map(|n| encode(16 << (n + 3)) ^ 0x55).collect();
        assert_eq!(firsts, [0x90, 0xa0, 0xb0, 0xc0, 0xd0, 0xe0, 0xf0]);
    }

    #[test]
    fn a_packet_of_a_tone_is_loud_and_can_be_repeated() {
        let packet = alaw(400);
        assert_eq!(packet[..20], packet[20..40]);
        assert!(packet.iter().all(|byte| *byte != 0xd5 && *byte != 0x55));
    }

    #[test]
    fn a_wav_file_is_as_long_as_it_says() {
        let file = wav(400, 2);
        assert_eq!(file.len(), 44 + 32_000);
        assert_eq!(file[40..44], 32_000_u32.to_le_bytes());
    }
}
