//! What a softphone plays: silence, a tone or a file.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use media::Audio;

/// Samples a second.
const RATE: u32 = 8_000;

/// The longest file, in bytes: about five minutes.
const LONGEST: u64 = 5_000_000;

/// Why a file cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum SoundError {
    /// It cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// It is no file of the kind that can be played.
    #[error(
        "{0} is no WAV file of 16-bit PCM at 8 kHz on one channel and of at most 5 MB; \
         `sox IN.wav -r 8000 -c 1 -b 16 OUT.wav` makes one"
    )]
    Unplayable(PathBuf),
}

/// A second of silence.
pub fn silence() -> Audio {
    Audio::from_pcm8k(&[0; RATE as usize])
}

/// A second of a tone at a quarter of the full scale, which joins itself without a click: whole
/// hertz, below 4,000.
pub fn tone(hertz: u16) -> Audio {
    const AMPLITUDE: f64 = 8_192.0;
    let sample = |n: u32| {
        let turns = f64::from(n % RATE * u32::from(hertz) % RATE) / f64::from(RATE);
        (AMPLITUDE * (turns * std::f64::consts::TAU).sin()) as i16
    };
    Audio::from_pcm8k(&(0..RATE).map(sample).collect::<Vec<_>>())
}

/// A file.
///
/// # Errors
/// If it cannot be read or is not 16-bit PCM at 8 kHz on one channel.
pub fn file(path: &Path) -> Result<Audio, SoundError> {
    let unreadable = |source| SoundError::Unreadable {
        path: path.to_owned(),
        source,
    };
    let unplayable = || SoundError::Unplayable(path.to_owned());
    let about = fs::metadata(path).map_err(unreadable)?;
    // A pipe would keep its reader waiting.
    if !about.is_file() || about.len() > LONGEST {
        return Err(unplayable());
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let samples = samples(&bytes)
        .filter(|all| !all.is_empty())
        .ok_or_else(unplayable)?;
    Ok(Audio::from_pcm8k(&samples))
}

/// The samples of a WAV file, if it is mono, 16 bits and 8 kHz.
fn samples(bytes: &[u8]) -> Option<Vec<i16>> {
    let mut rest = bytes
        .strip_prefix(b"RIFF")?
        .get(4..)?
        .strip_prefix(b"WAVE")?;
    let mut is_right_format = false;
    while let Some((head, body)) = rest.split_at_checked(8) {
        let (name, length) = head.split_at(4);
        let length = usize::try_from(u32::from_le_bytes(length.try_into().ok()?)).ok()?;
        let chunk = body.get(..length.min(body.len()))?;
        match name {
            // PCM, one channel, the rate, then 16 bits.
            b"fmt " => {
                is_right_format = chunk.starts_with(&[1, 0, 1, 0])
                    && chunk.get(4..8)? == RATE.to_le_bytes()
                    && chunk.get(14..16)? == [16, 0];
            }
            b"data" if is_right_format => {
                let pairs = chunk.as_chunks::<2>().0;
                return Some(pairs.iter().map(|pair| i16::from_le_bytes(*pair)).collect());
            }
            _ => {}
        }
        rest = body.get(length.checked_add(length % 2)?..)?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wav(channels: u8, samples: &[i16]) -> Vec<u8> {
        let mut bytes = b"RIFF\0\0\0\0WAVEjunk\x01\0\0\0x\0fmt \x10\0\0\0\x01\0".to_vec();
        bytes.extend([channels, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0]);
        bytes.extend(b"data");
        bytes.extend((samples.len() as u32 * 2).to_le_bytes());
        bytes.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
        bytes
    }

    #[test]
    fn the_samples_of_a_file_come_after_any_other_chunk() {
        assert_eq!(samples(&wav(1, &[1, -2, 300])), Some(vec![1, -2, 300]));
        assert_eq!(samples(&wav(2, &[1, -2, 300])), None);
        assert_eq!(samples(b"RIFF"), None);
    }

    #[test]
    fn a_file_that_is_cut_off_plays_as_far_as_it_goes() {
        let bytes = wav(1, &[5, 6, 7]);
        assert_eq!(samples(&bytes[..bytes.len() - 3]), Some(vec![5]));
    }

    #[test]
    fn a_tone_lasts_a_second_and_crosses_zero_twice_in_a_turn() {
        let tone = tone(500);
        assert_eq!(tone.samples(), 8_000);
        let decoded = |byte: &u8| media::g711::decode(media::g711::Law::A, *byte);
        let signs: Vec<bool> = tone.alaw.iter().map(|byte| decoded(byte) > 0).collect();
        let changes = signs.windows(2).filter(|pair| pair[0] != pair[1]).count();
        assert!((995..=1_000).contains(&changes), "{changes}");
    }
}
