//! Sounds that are made and not found: tones, as samples and as WAV files.

use std::f64::consts::TAU;

const RATE: u32 = 8_000;

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

/// A sample of a tone.
pub fn sample(hertz: u32, n: usize) -> i16 {
    // A little off the start of the period, so that no sample is silence.
    let phase = f64::from(hertz) * (n as f64 + 0.5) / f64::from(RATE);
    ((phase * TAU).sin() * 8_000.0) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wav_file_is_as_long_as_it_says() {
        let file = wav(400, 2);
        assert_eq!(file.len(), 44 + 32_000);
        assert_eq!(file[40..44], 32_000_u32.to_le_bytes());
    }
}
