//! From any rate to 8 kHz.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{
    Async, FixedAsync, Resampler, SincInterpolationParameters, SincInterpolationType,
    WindowFunction,
};

use crate::{AudioError, RATE};

/// Input samples that are processed at a time.
const CHUNK: usize = 1_024;

/// Brings one channel to 8 kHz, without what 8 kHz cannot hold.
pub fn to_8k(samples: Vec<f32>, rate: u32) -> Result<Vec<f32>, AudioError> {
    if rate == RATE || samples.is_empty() {
        return Ok(samples);
    }
    let ratio = f64::from(RATE) / f64::from(rate);
    let parameters = SincInterpolationParameters {
        // As many taps for each output sample whatever the rate, so that the filter stays steep.
        sinc_len: 64 * (rate.div_ceil(RATE).max(1) as usize),
        f_cutoff: None,
        oversampling_factor: 64,
        interpolation: SincInterpolationType::Linear,
        window: WindowFunction::BlackmanHarris2,
    };
    let failed = |cause: String| AudioError::Damaged(cause);
    let mut resampler =
        Async::<f32>::new_sinc(ratio, 1.0, &parameters, CHUNK, 1, FixedAsync::Input)
            .map_err(|error| failed(error.to_string()))?;
    let input = InterleavedSlice::new(&samples, 1, samples.len())
        .map_err(|error| failed(error.to_string()))?;
    let output = resampler
        .process_all(&input, samples.len(), None)
        .map_err(|error| failed(error.to_string()))?;
    Ok(output.take_data())
}
