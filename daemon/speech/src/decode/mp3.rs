//! The samples of an MP3 file, frame by frame.

use std::panic::{AssertUnwindSafe, catch_unwind};

use audio::Sound;
use symphonia::core::codecs::audio::well_known::CODEC_ID_MP3;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::packet::PacketRef;
use symphonia::core::units::{Duration, Timestamp};
use symphonia::default::codecs::MpaDecoder;

use super::{Each, mix};
use crate::AudioError;

/// All samples, the channels mixed into one. A corrupt frame is silence of its length, so that the
/// rest keeps its time.
pub fn decode(bytes: &[u8], sound: &Sound, each: &mut Each<'_>) -> Result<(), AudioError> {
    let mut decoder = decoder()?;
    let (mut interleaved, mut mixed) = (Vec::new(), Vec::new());
    let (mut all, mut corrupt) = (0_u64, 0_u64);
    let frames = audio::mp3::frames(bytes)?;
    let silence = vec![0.0; frames.samples()];
    for frame in frames {
        all += 1;
        if read(&mut decoder, frame, &mut interleaved)? {
            mix(&interleaved, sound.channels, &mut mixed);
            each(&mixed)?;
        } else {
            corrupt += 1;
            each(&silence)?;
        }
        if all % 100 == 0 {
            mostly_sound(all, corrupt)?;
        }
    }
    mostly_sound(all, corrupt)
}

/// Whether at least half of the frames could be decoded.
fn mostly_sound(all: u64, corrupt: u64) -> Result<(), AudioError> {
    if corrupt * 2 <= all {
        return Ok(());
    }
    let told = format!("{corrupt} of {all} frames are corrupt");
    Err(AudioError::Undecodable(told))
}

fn decoder() -> Result<MpaDecoder, AudioError> {
    let mut parameters = AudioCodecParameters::new();
    parameters.for_codec(CODEC_ID_MP3);
    MpaDecoder::try_new(&parameters, &AudioDecoderOptions::default())
        .map_err(|error| AudioError::Undecodable(error.to_string()))
}

/// Decodes a frame; false if it is corrupt. What the decoder stumbles over is told of the file, not by
/// the thread that reads it.
fn read(
    decoder: &mut MpaDecoder,
    frame: &[u8],
    interleaved: &mut Vec<f32>,
) -> Result<bool, AudioError> {
    let packet = PacketRef::new(0, Timestamp::ZERO, Duration::ZERO, frame);
    let decoded = catch_unwind(AssertUnwindSafe(|| match decoder.decode_ref(&packet) {
        Ok(block) => {
            block.copy_to_vec_interleaved(interleaved);
            true
        }
        Err(_) => false,
    }));
    decoded.map_err(|_| AudioError::Undecodable("a frame cannot be read".to_owned()))
}
