//! Writing WAV files.

use crate::RATE;

/// A WAV file of 16-bit samples at 8 kHz on one channel.
pub fn encode_wav(samples: &[i16]) -> Vec<u8> {
    let data = u32::try_from(samples.len() * 2).unwrap_or(u32::MAX);
    let mut file = Vec::with_capacity(44 + samples.len() * 2);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&data.saturating_add(36).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16u32.to_le_bytes());
    // PCM, one channel.
    file.extend_from_slice(&1u16.to_le_bytes());
    file.extend_from_slice(&1u16.to_le_bytes());
    file.extend_from_slice(&RATE.to_le_bytes());
    file.extend_from_slice(&(RATE * 2).to_le_bytes());
    // Two bytes a frame, 16 bits a sample.
    file.extend_from_slice(&2u16.to_le_bytes());
    file.extend_from_slice(&16u16.to_le_bytes());
    file.extend_from_slice(b"data");
    file.extend_from_slice(&data.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}

/// Replaces the lengths in the header of a stream, which its writer did not know, by the true ones.
pub fn mend_stream(bytes: &mut [u8]) {
    let Some(all) = u32::try_from(bytes.len()).ok().filter(|all| *all >= 44) else {
        return;
    };
    let plain = bytes.get(36..40) == Some(b"data".as_slice());
    for (place, length) in [(4, all - 8), (40, all - 44)] {
        if plain && let Some(field) = bytes.get_mut(place..place + 4) {
            field.copy_from_slice(&length.to_le_bytes());
        }
    }
}
