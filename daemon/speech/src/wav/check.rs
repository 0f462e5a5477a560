//! A first look at a WAV file: nothing is decoded before its structure and its claims hold.

use crate::AudioError;

/// Chunks that are walked at most.
const MAX_CHUNKS: usize = 256;

/// What the header says.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Format {
    /// Samples a second for each channel.
    pub rate: u32,
    /// 1 or 2.
    pub channels: u16,
}

/// Walks the chunks of the file up to its samples.
pub fn check(bytes: &[u8]) -> Result<Format, AudioError> {
    let chunks = match (bytes.get(..4), bytes.get(8..12)) {
        (Some(b"RIFF"), Some(b"WAVE")) => bytes.get(12..).unwrap_or_default(),
        _ => return Err(AudioError::NotWav),
    };
    let mut format = None;
    let mut rest = chunks;
    for _ in 0..MAX_CHUNKS {
        let Some((name, after)) = rest.split_first_chunk::<4>() else {
            return Err(AudioError::Damaged("it has no samples".to_owned()));
        };
        let Some((length, body)) = after.split_first_chunk::<4>() else {
            return Err(AudioError::Damaged(
                "it ends inside a chunk's header".to_owned(),
            ));
        };
        let claimed = u32::from_le_bytes(*length) as usize;
        let Some((chunk, behind)) = body.split_at_checked(claimed) else {
            let (claimed, present) = (claimed as u64, body.len() as u64);
            return Err(AudioError::Truncated { claimed, present });
        };
        match name {
            b"fmt " => format = Some(read_format(chunk)?),
            b"data" if chunk.is_empty() => return Err(AudioError::Empty),
            b"data" => {
                let missing = || AudioError::Damaged("its samples have no format".to_owned());
                return format.ok_or_else(missing);
            }
            _ => {}
        }
        // Chunks begin at even places.
        rest = behind.get(claimed % 2..).unwrap_or_default();
    }
    Err(AudioError::Damaged(format!(
        "it has more than {MAX_CHUNKS} chunks"
    )))
}

fn read_format(chunk: &[u8]) -> Result<Format, AudioError> {
    let short = || AudioError::Damaged("its format is cut short".to_owned());
    let (_, fields) = chunk.split_first_chunk::<2>().ok_or_else(short)?;
    let (channels, fields) = fields.split_first_chunk().ok_or_else(short)?;
    let (rate, fields) = fields.split_first_chunk().ok_or_else(short)?;
    let align = fields
        .get(4..6)
        .and_then(<[u8]>::first_chunk)
        .ok_or_else(short)?;
    let channels = u16::from_le_bytes(*channels);
    let rate = u32::from_le_bytes(*rate);
    if !(1..=2).contains(&channels) {
        return Err(AudioError::Unsupported(format!("{channels} channels")));
    }
    if !(4_000..=192_000).contains(&rate) {
        return Err(AudioError::Unsupported(format!("{rate} samples a second")));
    }
    if u16::from_le_bytes(*align) == 0 {
        return Err(AudioError::Damaged("its frames have no length".to_owned()));
    }
    Ok(Format { rate, channels })
}
