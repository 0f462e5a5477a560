//! The samples of a WAV file.

use std::io::Cursor;

use audio::Sound;
use symphonia::core::codecs::audio::{AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error;
use symphonia::core::formats::{FormatOptions, FormatReader, TrackType};
use symphonia::core::io::MediaSourceStream;
use symphonia::core::packet::Packet;
use symphonia::default::codecs::PcmDecoder;
use symphonia::default::formats::WavReader;

use super::{Each, mix};
use crate::AudioError;

/// All samples, the channels mixed into one, from −1 to 1.
pub fn decode(bytes: &[u8], sound: &Sound, each: &mut Each<'_>) -> Result<(), AudioError> {
    let stream = MediaSourceStream::new(Box::new(Cursor::new(bytes)), Default::default());
    let mut reader = WavReader::try_new(stream, FormatOptions::default()).map_err(told)?;
    let mut decoder = decoder(&reader)?;
    let (mut interleaved, mut mixed) = (Vec::new(), Vec::new());
    while let Some(packet) = next(&mut reader)? {
        let block = decoder.decode(&packet).map_err(told)?;
        block.copy_to_vec_interleaved(&mut interleaved);
        mix(&interleaved, sound.channels, &mut mixed);
        each(&mixed)?;
    }
    Ok(())
}

fn decoder(reader: &WavReader<'_>) -> Result<PcmDecoder, AudioError> {
    let track = reader.default_track(TrackType::Audio);
    let parameters = track.and_then(|track| track.codec_params.as_ref()?.audio());
    let parameters =
        parameters.ok_or_else(|| AudioError::Undecodable("no sound in it".to_owned()))?;
    PcmDecoder::try_new(parameters, &AudioDecoderOptions::default()).map_err(told)
}

fn next(reader: &mut WavReader<'_>) -> Result<Option<Packet>, AudioError> {
    match reader.next_packet() {
        Ok(packet) => Ok(packet),
        // Samples that do not fill the last frame are left out.
        Err(Error::IoError(error)) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(told(error)),
    }
}

fn told(error: Error) -> AudioError {
    AudioError::Undecodable(error.to_string())
}
