//! WAV files.

mod check;
mod decode;
mod encode;

use crate::{AudioError, Pcm8k, level, resample};

pub use encode::encode_wav;

/// The longest prompt file in bytes.
pub const MAX_FILE: usize = 5_000_000;

/// Reads a recorded prompt: PCM of 8, 16, 24 or 32 bits, float, A-law or µ-law, mono or stereo, from
/// 4 to 192 kHz.
///
/// # Errors
/// If it is too long, no such file, or its header promises what is not there.
pub fn decode_wav(bytes: &[u8]) -> Result<Pcm8k, AudioError> {
    if bytes.len() > MAX_FILE {
        return Err(AudioError::TooLarge {
            bytes: bytes.len(),
            limit: MAX_FILE,
        });
    }
    decode_samples(bytes).map(|samples| Pcm8k(level::to_16_bit(&samples)))
}

/// The same without a limit on the file and before rounding, for what an engine said.
pub fn decode_samples(bytes: &[u8]) -> Result<Vec<f32>, AudioError> {
    let format = check::check(bytes)?;
    let samples = decode::mono(bytes, &format)?;
    resample::to_8k(samples, format.rate)
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
