//! Whether bytes are a WAV file that can be played: RIFF/WAVE with a `fmt ` and a `data` chunk.

/// Why bytes are no such file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAudio {
    /// No RIFF header.
    #[error("it is no WAV file")]
    NotWav,
    /// MPEG audio.
    #[error("it is an MP3 file")]
    Mp3,
    /// A chunk is cut off, or there is none where there must be one.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
    /// A coding that is not among those that can be played.
    #[error("its coding ({0}) is not supported")]
    Coding(String),
    /// Neither mono nor stereo.
    #[error("it has {0} channels, mono and stereo can be played")]
    Channels(u16),
    /// A rate that cannot be meant.
    #[error("its rate of {0} Hz is outside 4000 to 192000")]
    Rate(u32),
    /// No sound at all.
    #[error("it holds no sound")]
    Empty,
}

/// Checks the headers of a WAV file.
pub fn check(bytes: &[u8]) -> Result<(), NotAudio> {
    if bytes.starts_with(b"ID3") || matches!(bytes, [0xFF, second, ..] if second & 0xE0 == 0xE0) {
        return Err(NotAudio::Mp3);
    }
    let body = match (bytes.get(..4), bytes.get(8..12), bytes.get(12..)) {
        (Some(b"RIFF"), Some(b"WAVE"), Some(body)) => body,
        _ => return Err(NotAudio::NotWav),
    };
    let mut frame = None;
    let mut rest = body;
    while let Some((id, size, content)) = chunk(rest) {
        match id {
            b"fmt " => frame = Some(format(content)?),
            b"data" => return data(frame, size, content.len()),
            _ => {}
        }
        if content.len() < size {
            break;
        }
        // Chunks are padded to an even length.
        rest = rest.get(8 + size + size % 2..).unwrap_or_default();
    }
    Err(NotAudio::Damaged("it has no `data` chunk"))
}

/// The name, the stated size and the content of the first chunk; the content may be shorter.
fn chunk(bytes: &[u8]) -> Option<(&[u8], usize, &[u8])> {
    let size = number(bytes, 4, 4)?;
    let content = bytes.get(8..)?;
    let size = usize::try_from(size).ok()?;
    Some((
        bytes.get(..4)?,
        size,
        content.get(..size).unwrap_or(content),
    ))
}

/// The bytes of one frame that a `fmt ` chunk describes.
fn format(chunk: &[u8]) -> Result<usize, NotAudio> {
    let field = |at, len| number(chunk, at, len).ok_or(NotAudio::Damaged("its `fmt ` is cut off"));
    let short = |at| field(at, 2).map(|n| u16::try_from(n).unwrap_or(u16::MAX));
    let mut coding = short(0)?;
    let (channels, rate, block, bits) = (short(2)?, field(4, 4)?, short(12)?, short(14)?);
    if coding == 0xFFFE {
        // WAVE_FORMAT_EXTENSIBLE: the coding is the beginning of the sub-format.
        coding = short(24)?;
    }
    match (coding, bits) {
        (1, 8 | 16 | 24 | 32) | (3, 32) | (6 | 7, 8) => {}
        (1, _) => return Err(NotAudio::Coding(format!("PCM of {bits} bits"))),
        (3, _) => return Err(NotAudio::Coding(format!("float of {bits} bits"))),
        _ => return Err(NotAudio::Coding(format!("number {coding}"))),
    }
    if !(1..=2).contains(&channels) {
        return Err(NotAudio::Channels(channels));
    }
    if !(4_000..=192_000).contains(&rate) {
        return Err(NotAudio::Rate(rate));
    }
    if u32::from(block) != u32::from(channels) * u32::from(bits) / 8 {
        return Err(NotAudio::Damaged("its frame size does not fit its coding"));
    }
    Ok(usize::from(block))
}

fn data(frame: Option<usize>, stated: usize, present: usize) -> Result<(), NotAudio> {
    let frame = frame.ok_or(NotAudio::Damaged("its `fmt ` chunk does not come first"))?;
    if present < stated {
        return Err(NotAudio::Damaged("it is shorter than it says"));
    }
    if stated < frame {
        Err(NotAudio::Empty)
    } else {
        Ok(())
    }
}

/// A little-endian number of `len` bytes, at most 4.
fn number(bytes: &[u8], at: usize, len: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + len)?;
    Some(
        bytes
            .iter()
            .rev()
            .fold(0, |number, byte| number << 8 | u32::from(*byte)),
    )
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A WAV file with these header fields.
    pub fn wav(coding: u16, channels: u16, rate: u32, bits: u16, data: &[u8]) -> Vec<u8> {
        let block = channels * bits / 8;
        let size = |n: usize| u32::try_from(n).expect("small").to_le_bytes();
        let mut out = b"RIFF".to_vec();
        out.extend(size(36 + data.len()));
        out.extend(b"WAVEfmt ");
        out.extend(size(16));
        out.extend(coding.to_le_bytes());
        out.extend(channels.to_le_bytes());
        out.extend(rate.to_le_bytes());
        out.extend((rate * u32::from(block)).to_le_bytes());
        out.extend(block.to_le_bytes());
        out.extend(bits.to_le_bytes());
        out.extend(b"data");
        out.extend(size(data.len()));
        out.extend(data);
        out
    }

    #[test]
    fn the_usual_files_can_be_played() {
        for (coding, bits) in [(1, 8), (1, 16), (1, 24), (1, 32), (3, 32), (6, 8), (7, 8)] {
            for channels in [1, 2] {
                assert_eq!(
                    check(&wav(coding, channels, 44_100, bits, &[0; 64])),
                    Ok(())
                );
            }
        }
    }

    #[test]
    fn what_cannot_be_played_is_named() {
        assert_eq!(check(b"ID3\x04rest"), Err(NotAudio::Mp3));
        assert_eq!(check(b"hello"), Err(NotAudio::NotWav));
        assert_eq!(check(&wav(1, 1, 8_000, 16, &[])), Err(NotAudio::Empty));
        assert_eq!(
            check(&wav(1, 6, 8_000, 16, &[0; 12])),
            Err(NotAudio::Channels(6))
        );
        assert_eq!(check(&wav(1, 1, 1, 16, &[0; 12])), Err(NotAudio::Rate(1)));
        assert!(matches!(
            check(&wav(85, 1, 8_000, 8, &[0])),
            Err(NotAudio::Coding(_))
        ));
        let whole = wav(1, 1, 8_000, 16, &[0; 64]);
        for length in 12..whole.len() {
            assert!(
                matches!(check(&whole[..length]), Err(NotAudio::Damaged(_))),
                "{length}"
            );
        }
    }

    #[test]
    fn other_chunks_are_passed_over() {
        let mut whole = wav(1, 1, 8_000, 16, &[0; 64]);
        let list = b"LIST\x03\0\0\0abc\0";
        whole.splice(12..12, list.iter().copied());
        assert_eq!(check(&whole), Ok(()));
    }
}
