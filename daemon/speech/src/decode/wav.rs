//! From the bytes of a checked WAV file to samples of one channel.

use std::io::Cursor;

use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::default::codecs::PcmDecoder;
use symphonia::default::formats::WavReader;

use super::check::Format;
use crate::AudioError;

/// Decoded samples at most: 64 MiB of them.
const MAX_SAMPLES: usize = (64 << 20) / size_of::<f32>();

/// All samples, the channels mixed into one, from −1 to 1.
pub fn mono(bytes: &[u8], format: &Format) -> Result<Vec<f32>, AudioError> {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut reader = WavReader::try_new(stream, FormatOptions::default()).map_err(told)?;
    let mut decoder = decoder(&reader)?;
    let mut mixed = Vec::new();
    let mut packet_samples: Vec<f32> = Vec::new();
    while let Some(packet) = next(&mut reader)? {
        let audio = decoder.decode(&packet).map_err(told)?;
        audio.copy_to_vec_interleaved(&mut packet_samples);
        let frames = packet_samples.chunks_exact(usize::from(format.channels.max(1)));
        mixed.extend(frames.map(|frame| frame.iter().sum::<f32>() / frame.len() as f32));
        if mixed.len() > MAX_SAMPLES {
            return Err(AudioError::Unsupported(format!(
                "more than {MAX_SAMPLES} samples"
            )));
        }
    }
    if mixed.is_empty() {
        return Err(AudioError::Empty);
    }
    Ok(mixed)
}

fn decoder(reader: &WavReader<'_>) -> Result<PcmDecoder, AudioError> {
    let track = reader.default_track(TrackType::Audio);
    let parameters = track.and_then(|track| track.codec_params.as_ref()?.audio());
    let parameters =
        parameters.ok_or_else(|| AudioError::Unsupported("no sound in it".to_owned()))?;
    PcmDecoder::try_new(parameters, &AudioDecoderOptions::default()).map_err(told)
}

fn next(reader: &mut WavReader<'_>) -> Result<Option<symphonia::core::packet::Packet>, AudioError> {
    match reader.next_packet() {
        Ok(packet) => Ok(packet),
        // Samples that do not fill the last frame are left out.
        Err(Error::IoError(error)) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(told(error)),
    }
}

fn told(error: Error) -> AudioError {
    match error {
        Error::Unsupported(what) => AudioError::Unsupported(format!("a coding not read: {what}")),
        other => AudioError::Damaged(other.to_string()),
    }
}
