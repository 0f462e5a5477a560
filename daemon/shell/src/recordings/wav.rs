//! The head of a recording's file.

use std::io::{Read, Seek, SeekFrom};

use super::AudioError;

/// Chunks before the samples at most.
const CHUNKS: usize = 16;

/// What the samples of a file are.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Samples a second.
    pub rate: u32,
    /// Voices.
    pub channels: u16,
    /// Bytes of samples, as the head tells; the file may have fewer.
    pub bytes: u32,
}

/// Reads up to the first sample.
///
/// # Errors
/// If it is no file of 16-bit samples in one or two channels.
pub fn head(file: &mut (impl Read + Seek)) -> Result<Head, AudioError> {
    let riff: [u8; 12] = take(file)?;
    if !riff.starts_with(b"RIFF") || !riff.ends_with(b"WAVE") {
        return Err(unreadable("it is no WAV file"));
    }
    let mut format = None;
    for _ in 0..CHUNKS {
        let [a, b, c, d, length @ ..]: [u8; 8] = take(file)?;
        let length = u32::from_le_bytes(length);
        match &[a, b, c, d] {
            b"fmt " => {
                let fields: [u8; 16] = take(file)?;
                format = Some(read_format(fields)?);
                skip(file, i64::from(length) - 16)?;
            }
            b"data" => {
                let (rate, channels) = format.ok_or_else(|| unreadable("it has no format"))?;
                return Ok(Head {
                    rate,
                    channels,
                    bytes: length,
                });
            }
            // Chunks begin at even places.
            _ => skip(file, i64::from(length) + i64::from(length % 2))?,
        }
    }
    Err(unreadable("it has no samples"))
}

fn read_format(fields: [u8; 16]) -> Result<(u32, u16), AudioError> {
    let [kind, _, channels, _, r0, r1, r2, r3, .., bits, _] = fields;
    if kind != 1 || bits != 16 || !(1..=2).contains(&channels) {
        return Err(unreadable(
            "its samples are not of 16 bits in one or two channels",
        ));
    }
    Ok((u32::from_le_bytes([r0, r1, r2, r3]), u16::from(channels)))
}

fn take<const N: usize>(file: &mut impl Read) -> Result<[u8; N], AudioError> {
    let mut bytes = [0; N];
    let read = file.read_exact(&mut bytes);
    read.map_err(|_| unreadable("it is cut off"))?;
    Ok(bytes)
}

fn skip(file: &mut impl Seek, bytes: i64) -> Result<(), AudioError> {
    file.seek(SeekFrom::Current(bytes))?;
    Ok(())
}

fn unreadable(why: &str) -> AudioError {
    AudioError::Unreadable(why.to_owned())
}

#[cfg(test)]
pub mod tests {
    use std::f64::consts::TAU;
    use std::io::Cursor;
    use std::path::Path;

    use super::*;

    /// Two voices for so many milliseconds: 440 Hz left, 880 Hz right.
    pub fn tones(millis: usize) -> Vec<u8> {
        let wave = |n: usize, pitch: f64| 11_000.0 * (TAU * pitch * n as f64 / 8_000.0).sin();
        let frames = (0..millis * 8).flat_map(|n| [wave(n, 440.0) as i16, wave(n, 880.0) as i16]);
        frames.flat_map(i16::to_le_bytes).collect()
    }

    /// The bytes of a file of two channels.
    pub fn file(samples: &[u8]) -> Vec<u8> {
        let length = u32::try_from(samples.len()).expect("a short file");
        let mut file = Vec::new();
        file.extend(b"RIFF");
        file.extend((36 + length).to_le_bytes());
        file.extend(b"WAVEfmt \x10\0\0\0\x01\0\x02\0");
        file.extend(8_000_u32.to_le_bytes());
        file.extend(32_000_u32.to_le_bytes());
        file.extend(b"\x04\0\x10\0data");
        file.extend(length.to_le_bytes());
        file.extend(samples);
        file
    }

    /// Writes such a file.
    pub fn write(path: &Path, samples: &[u8]) {
        std::fs::write(path, file(samples)).expect("written");
    }

    #[test]
    fn the_head_tells_what_follows() {
        let mut bytes = Cursor::new(file(&tones(10)));
        let known = head(&mut bytes).expect("a head");
        let told = Head {
            rate: 8_000,
            channels: 2,
            bytes: 320,
        };
        assert_eq!(known, told);
        assert_eq!(bytes.position(), 44);
    }

    #[test]
    fn what_is_no_recording_is_refused() {
        let whole = file(&tones(10));
        for length in 0..44 {
            let cut = whole.get(..length).expect("it is longer");
            assert!(head(&mut Cursor::new(cut)).is_err(), "{length} bytes");
        }
        let endless = [b"RIFF\0\0\0\0WAVE".to_vec(), b"junk\0\0\0\0".repeat(1_000)].concat();
        assert!(head(&mut Cursor::new(endless)).is_err());
        for (place, byte) in [(20, 6), (22, 3), (34, 8)] {
            let mut other = whole.clone();
            *other.get_mut(place).expect("a byte") = byte;
            assert!(
                head(&mut Cursor::new(other)).is_err(),
                "byte {place} is {byte}"
            );
        }
    }
}
