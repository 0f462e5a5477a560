//! RIFF/WAVE: a `fmt ` chunk before a `data` chunk, among others that are passed over.

use crate::{Format, NotAudio, RATES, Sound};

/// Chunks that are walked at most.
const CHUNKS: usize = 256;

/// Walks the chunks of the file up to its samples.
pub fn look(bytes: &[u8]) -> Result<Sound, NotAudio> {
    let mut rest = match (bytes.get(8..12), bytes.get(12..)) {
        (Some(b"WAVE"), Some(chunks)) => chunks,
        _ => return Err(NotAudio::Damaged("it is RIFF, but no WAVE")),
    };
    let mut frame = None;
    for _ in 0..CHUNKS {
        let Some((id, stated, content)) = chunk(rest) else {
            return Err(NotAudio::Damaged("it has no `data` chunk"));
        };
        match id {
            b"fmt " => frame = Some(Frame::read(content)?),
            b"data" => return data(frame, stated, content.len()),
            _ => {}
        }
        if content.len() < stated {
            return Err(NotAudio::Damaged("it ends inside a chunk"));
        }
        // Chunks are padded to an even length.
        rest = rest.get(8 + stated + stated % 2..).unwrap_or_default();
    }
    Err(NotAudio::Damaged("it has too many chunks"))
}

/// The name, the stated size and the content of the first chunk; the content may be shorter.
fn chunk(bytes: &[u8]) -> Option<(&[u8], usize, &[u8])> {
    let size = usize::try_from(number(bytes, 4, 4)?).ok()?;
    let content = bytes.get(8..)?;
    Some((
        bytes.get(..4)?,
        size,
        content.get(..size).unwrap_or(content),
    ))
}

/// One sample of each channel.
struct Frame {
    bytes: u64,
    rate: u32,
    channels: u16,
}

impl Frame {
    fn read(chunk: &[u8]) -> Result<Frame, NotAudio> {
        let cut = NotAudio::Damaged("its `fmt ` chunk is cut off");
        let field = |at, len| number(chunk, at, len).ok_or(cut.clone());
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
            (85, _) => return Err(NotAudio::Coding("MP3 inside of WAV".to_owned())),
            _ => return Err(NotAudio::Coding(format!("number {coding}"))),
        }
        if !(1..=2).contains(&channels) {
            return Err(NotAudio::Channels(channels));
        }
        if !RATES.contains(&rate) {
            return Err(NotAudio::Rate(rate));
        }
        let bytes = u32::from(channels) * u32::from(bits) / 8;
        if u32::from(block) != bytes {
            return Err(NotAudio::Damaged("its frame size does not fit its coding"));
        }
        Ok(Frame {
            bytes: u64::from(bytes.max(1)),
            rate,
            channels,
        })
    }
}

fn data(frame: Option<Frame>, stated: usize, present: usize) -> Result<Sound, NotAudio> {
    let frame = frame.ok_or(NotAudio::Damaged("its `fmt ` chunk does not come first"))?;
    let (claimed, present) = (stated as u64, present as u64);
    if present < claimed {
        return Err(NotAudio::Truncated { claimed, present });
    }
    Ok(Sound {
        format: Format::Wav,
        rate: frame.rate,
        channels: frame.channels,
        samples: claimed / frame.bytes,
    })
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
mod tests {
    use crate::{Format, NotAudio, Sound, look};

    /// A WAV file with these header fields.
    fn wav(coding: u16, channels: u16, rate: u32, bits: u16, data: &[u8]) -> Vec<u8> {
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
                let sound = Sound {
                    format: Format::Wav,
                    rate: 44_100,
                    channels,
                    samples: 96 / u64::from(channels * bits / 8),
                };
                let bytes = wav(coding, channels, 44_100, bits, &[0; 96]);
                assert_eq!(look(&bytes), Ok(sound));
            }
        }
    }

    #[test]
    fn what_cannot_be_played_is_named() {
        assert_eq!(look(&wav(1, 1, 8_000, 16, &[])), Err(NotAudio::Empty));
        assert_eq!(
            look(&wav(1, 6, 8_000, 16, &[0; 12])),
            Err(NotAudio::Channels(6))
        );
        assert_eq!(look(&wav(1, 1, 1, 16, &[0; 12])), Err(NotAudio::Rate(1)));
        assert!(matches!(
            look(&wav(85, 1, 8_000, 8, &[0])),
            Err(NotAudio::Coding(_))
        ));
        let whole = wav(1, 1, 8_000, 16, &[0; 64]);
        for length in 12..whole.len() {
            assert!(
                matches!(
                    look(&whole[..length]),
                    Err(NotAudio::Damaged(_) | NotAudio::Truncated { .. })
                ),
                "{length}"
            );
        }
    }

    #[test]
    fn a_header_that_promises_4_gb_is_not_believed() {
        let mut whole = wav(1, 1, 8_000, 16, &[0; 64]);
        whole[40..44].copy_from_slice(&u32::MAX.to_le_bytes());
        let (claimed, present) = (u64::from(u32::MAX), 64);
        assert_eq!(look(&whole), Err(NotAudio::Truncated { claimed, present }));
    }

    #[test]
    fn other_chunks_are_passed_over_but_not_without_end() {
        let mut whole = wav(1, 1, 8_000, 16, &[0; 64]);
        whole.splice(12..12, *b"LIST\x03\0\0\0abc\0");
        assert!(look(&whole).is_ok());
        whole.splice(12..12, b"junk\x01\0\0\0x\0".repeat(400_000));
        assert_eq!(
            look(&whole),
            Err(NotAudio::Damaged("it has too many chunks"))
        );
    }
}
