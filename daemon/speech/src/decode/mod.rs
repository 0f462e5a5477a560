//! From the bytes of a file to samples of one channel at the rate of a call, block by block: what a
//! file holds at its own rate is never in memory as a whole.

mod mp3;
mod wav;

use audio::{Format, NotAudio, Sound};

use crate::resample::Resampler;
use crate::{AudioError, Pcm8k, RATE, level};

/// Reads a recorded prompt, whatever its rate: MP3, or WAV with PCM of 8, 16, 24 or 32 bits, float,
/// A-law or µ-law; mono or stereo.
///
/// # Errors
/// If it is too large or too long, no such file, or its header promises what is not there.
pub fn decode(bytes: &[u8]) -> Result<Pcm8k, AudioError> {
    let sound = audio::look(bytes)?;
    let mut rounded = Rounded(Vec::with_capacity(length(&sound, RATE)));
    convert(bytes, &sound, RATE, &mut rounded)?;
    match rounded.0.is_empty() {
        true => Err(NotAudio::Empty.into()),
        false => Ok(Pcm8k(rounded.0)),
    }
}

/// The same without a limit on the file's size and before rounding, for what an engine said.
pub fn decode_spoken(bytes: &[u8]) -> Result<Vec<f32>, AudioError> {
    let sound = audio::form(bytes)?;
    let mut samples = Vec::with_capacity(length(&sound, RATE));
    convert(bytes, &sound, RATE, &mut samples)?;
    Ok(samples)
}

/// Samples that come of a sound at another rate, and a few more.
fn length(sound: &Sound, rate: u32) -> usize {
    let samples = sound.samples * u64::from(rate) / u64::from(sound.rate.max(1));
    usize::try_from(samples + 1_024).unwrap_or_default()
}

fn convert(
    bytes: &[u8],
    sound: &Sound,
    rate: u32,
    to: &mut impl Extend<f32>,
) -> Result<(), AudioError> {
    let mut resampler = Resampler::new(sound.rate, rate)?;
    let mut each = |samples: &[f32]| resampler.push(samples, to);
    match sound.format {
        Format::Wav => wav::decode(bytes, sound, &mut each)?,
        Format::Mp3 => mp3::decode(bytes, sound, &mut each)?,
    }
    resampler.finish(to)
}

/// Who takes the samples of one channel, a block at a time.
type Each<'a> = dyn FnMut(&[f32]) -> Result<(), AudioError> + 'a;

/// The channels of interleaved samples as one.
fn mix(interleaved: &[f32], channels: u16, mixed: &mut Vec<f32>) {
    mixed.clear();
    let frames = interleaved.chunks_exact(usize::from(channels.max(1)));
    mixed.extend(frames.map(|frame| frame.iter().sum::<f32>() / frame.len() as f32));
}

/// Samples of 16 bits.
struct Rounded(Vec<i16>);

impl Extend<f32> for Rounded {
    fn extend<T: IntoIterator<Item = f32>>(&mut self, samples: T) {
        self.0.extend(samples.into_iter().map(level::rounded));
    }
}
