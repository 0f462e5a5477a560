//! From any rate to that of a call.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{
    Async, FixedAsync, Resampler as _, SincInterpolationParameters, SincInterpolationType,
    WindowFunction,
};

use crate::AudioError;

/// Input samples that are processed at a time.
const CHUNK: usize = 1_024;

/// Brings one channel to another rate as it comes in, without what that rate cannot hold.
pub struct Resampler {
    /// `None`: it has the rate already.
    sinc: Option<Async<f32>>,
    ratio: f64,
    waiting: Vec<f32>,
    /// Output to come that is only the filter's delay.
    delay: usize,
    taken: u64,
    given: u64,
}

impl Resampler {
    /// From one rate to another.
    pub fn new(from: u32, to: u32) -> Result<Resampler, AudioError> {
        let ratio = f64::from(to) / f64::from(from.max(1));
        let parameters = SincInterpolationParameters {
            // As many taps for each output sample whatever the rate, so that the filter stays steep.
            sinc_len: 64 * (from.div_ceil(to.max(1)).max(1) as usize),
            f_cutoff: None,
            oversampling_factor: 64,
            interpolation: SincInterpolationType::Linear,
            window: WindowFunction::BlackmanHarris2,
        };
        let sinc = match from == to {
            true => None,
            false => Some(
                Async::new_sinc(ratio, 1.0, &parameters, CHUNK, 1, FixedAsync::Input)
                    .map_err(|error| AudioError::Undecodable(error.to_string()))?,
            ),
        };
        Ok(Resampler {
            delay: sinc.as_ref().map_or(0, |sinc| sinc.output_delay()),
            sinc,
            ratio,
            waiting: Vec::with_capacity(CHUNK),
            taken: 0,
            given: 0,
        })
    }

    /// Takes samples and gives what they make.
    pub fn push(&mut self, samples: &[f32], to: &mut impl Extend<f32>) -> Result<(), AudioError> {
        if self.sinc.is_none() {
            to.extend(samples.iter().copied());
            return Ok(());
        }
        self.taken += samples.len() as u64;
        let mut rest = samples;
        while !rest.is_empty() {
            let room = CHUNK.saturating_sub(self.waiting.len());
            let (some, more) = rest.split_at_checked(room).unwrap_or((rest, &[]));
            self.waiting.extend_from_slice(some);
            rest = more;
            if self.waiting.len() >= CHUNK {
                self.process(u64::MAX, to)?;
            }
        }
        Ok(())
    }

    /// Gives the rest.
    pub fn finish(mut self, to: &mut impl Extend<f32>) -> Result<(), AudioError> {
        let expected = (self.taken as f64 * self.ratio).ceil() as u64;
        while self.sinc.is_some() && self.given < expected {
            self.waiting.resize(CHUNK, 0.0);
            self.process(expected, to)?;
        }
        Ok(())
    }

    /// Processes what waits and gives at most up to the sample `end` of the output.
    fn process(&mut self, end: u64, to: &mut impl Extend<f32>) -> Result<(), AudioError> {
        let Some(sinc) = &mut self.sinc else {
            return Ok(());
        };
        let input = InterleavedSlice::new(&self.waiting, 1, self.waiting.len())
            .map_err(|error| AudioError::Undecodable(error.to_string()))?;
        let output = sinc
            .process(&input, None)
            .map_err(|error| AudioError::Undecodable(error.to_string()))?
            .take_data();
        self.waiting.clear();
        let late = self.delay.min(output.len());
        self.delay -= late;
        let most = usize::try_from(end - self.given).unwrap_or(usize::MAX);
        let given = output.into_iter().skip(late).take(most);
        let mut count = 0;
        to.extend(given.inspect(|_| count += 1));
        self.given += count;
        Ok(())
    }
}
