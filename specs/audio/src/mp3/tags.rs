//! What stands around the frames: names, pictures, texts of songs.

use crate::NotAudio;

/// Tags that are passed over at either end.
const TAGS: usize = 16;

/// The bytes between the tags at the beginning and those at the end.
pub fn body(bytes: &[u8]) -> Result<&[u8], NotAudio> {
    let mut rest = bytes;
    for _ in 0..TAGS {
        if !rest.starts_with(b"ID3") {
            break;
        }
        let length = id3v2(rest).ok_or(NotAudio::Damaged("its ID3 tag is cut off"))?;
        rest = rest
            .get(length..)
            .ok_or(NotAudio::Damaged("its ID3 tag is longer than the file"))?;
    }
    // Some leave room between tag and sound.
    let start = rest.iter().position(|byte| *byte != 0).unwrap_or_default();
    Ok(without_end(rest.get(start..).unwrap_or_default()))
}

/// The length of an ID3v2 tag with its header: seven bits in each of four bytes.
fn id3v2(tag: &[u8]) -> Option<usize> {
    let flags = *tag.get(5)?;
    let size = tag.get(6..10)?;
    let size = size
        .iter()
        .fold(0, |sum, byte| sum << 7 | usize::from(byte & 0x7F));
    let footer = if flags & 0x10 == 0 { 0 } else { 10 };
    Some(10 + size + footer)
}

fn without_end(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    for _ in 0..TAGS {
        let Some(shorter) = without_last(rest) else {
            break;
        };
        rest = shorter;
    }
    let end = rest.iter().rposition(|byte| *byte != 0);
    rest.get(..end.map_or(0, |end| end + 1)).unwrap_or_default()
}

/// Without an ID3v1 or an APE tag at the end; `None` if there is none.
fn without_last(bytes: &[u8]) -> Option<&[u8]> {
    const ID3V1: usize = 128;
    const APE: usize = 32;
    let (rest, tag) = bytes.split_at_checked(bytes.len().checked_sub(ID3V1)?)?;
    if tag.starts_with(b"TAG") {
        return Some(rest);
    }
    let footer = bytes.get(bytes.len().checked_sub(APE)?..)?;
    let size = footer.strip_prefix(b"APETAGEX")?.get(4..8)?.first_chunk()?;
    let size = usize::try_from(u32::from_le_bytes(*size)).ok()?;
    let rest = bytes.get(..bytes.len().checked_sub(size)?)?;
    // Its own header, if it has one, is not counted by it.
    let before = rest.len().checked_sub(APE).and_then(|at| rest.get(at..));
    match before {
        Some(header) if header.starts_with(b"APETAGEX") => rest.get(..rest.len() - APE),
        _ => Some(rest),
    }
}
