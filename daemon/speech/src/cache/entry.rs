//! One cached text: a WAV file with the sum of its bytes in a chunk of its own at the end.

use crate::{Pcm8k, encode_wav};

const SUM: [u8; 8] = *b"ccsm\x04\0\0\0";
const HEADER: usize = 44;

/// The file of an audio.
pub fn write(audio: &Pcm8k) -> Vec<u8> {
    let mut file = encode_wav(audio.samples());
    let sum = crc32fast::hash(&file);
    file.extend_from_slice(&SUM);
    file.extend_from_slice(&sum.to_le_bytes());
    file
}

/// The audio of a file; `None` unless it is exactly as it was written.
pub fn read(file: &[u8]) -> Option<Pcm8k> {
    let (rest, sum) = file.split_last_chunk()?;
    let wav = rest.strip_suffix(&SUM)?;
    if crc32fast::hash(wav) != u32::from_le_bytes(*sum) {
        return None;
    }
    let (samples, _) = wav.get(HEADER..)?.as_chunks();
    Some(Pcm8k(
        samples
            .iter()
            .map(|sample| i16::from_le_bytes(*sample))
            .collect(),
    ))
}
