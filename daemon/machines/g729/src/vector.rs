//! Sums over many samples, in shapes that become instructions for several at once.

use crate::SUBFRAME;

/// Samples of 5 ms.
pub type Subframe = [f32; SUBFRAME];

/// N samples from a place on; silence where there are not so many.
#[inline]
pub fn window<const N: usize>(samples: &[f32], from: usize) -> &[f32; N] {
    let found = samples.get(from..).and_then(<[f32]>::first_chunk);
    found.unwrap_or(const { &[0.0; N] })
}

/// The sum of all products.
#[inline]
pub fn dot<const N: usize>(one: &[f32; N], other: &[f32; N]) -> f32 {
    let mut sums = [0.0; 8];
    let (ones, one_rest) = one.as_chunks::<8>();
    let (others, other_rest) = other.as_chunks::<8>();
    for (one, other) in ones.iter().zip(others) {
        for ((sum, a), b) in sums.iter_mut().zip(one).zip(other) {
            *sum += a * b;
        }
    }
    let rest = one_rest.iter().zip(other_rest).map(|(a, b)| a * b);
    sums.iter().sum::<f32>() + rest.sum::<f32>()
}

/// The sum of all squares.
#[inline]
pub fn energy<const N: usize>(samples: &[f32; N]) -> f32 {
    dot(samples, samples)
}

/// Eight correlations: of the taps with the samples, and with the samples from the second on, and so on. It
/// ends with the shorter of both.
#[inline]
pub fn eight(taps: &[f32], samples: &[f32]) -> [f32; 8] {
    let mut sums = [0.0; 8];
    for (tap, window) in taps.iter().zip(samples.array_windows::<8>()) {
        for (sum, sample) in sums.iter_mut().zip(window) {
            *sum += tap * sample;
        }
    }
    sums
}

/// Correlations with the samples, with those from the second on, and so on.
#[inline]
pub fn correlate<const N: usize>(taps: &[f32], samples: &[f32]) -> [f32; N] {
    let mut all = [0.0; N];
    for (n, to) in all.as_chunks_mut().0.iter_mut().enumerate() {
        *to = eight(taps, samples.get(8 * n..).unwrap_or_default());
    }
    all
}

/// A signal through a filter of which the impulse response is given.
pub fn convolve(response: &Subframe, signal: &Subframe) -> Subframe {
    let mut reversed = *response;
    reversed.reverse();
    let mut padded = [0.0; SUBFRAME + 8];
    let room = padded.iter_mut().skip(7);
    room.zip(signal).for_each(|(to, from)| *to = *from);
    let mut all = [0.0; SUBFRAME];
    for (n, to) in all.as_chunks_mut().0.iter_mut().enumerate() {
        // What comes before the signal is silent.
        let taps = reversed.get(SUBFRAME - 8 - 8 * n..).unwrap_or_default();
        *to = eight(taps, &padded);
    }
    all
}

/// A signal through a filter that runs backwards: what each earlier sample would have done to it.
pub fn correlate_back(response: &Subframe, signal: &Subframe) -> Subframe {
    let mut padded = [0.0; SUBFRAME + 7];
    padded
        .iter_mut()
        .zip(signal)
        .for_each(|(to, from)| *to = *from);
    correlate(response, &padded)
}

/// The signal, and so much of another.
#[inline]
pub fn mixed(signal: &Subframe, share: f32, other: &Subframe) -> Subframe {
    let mut sum = *signal;
    for (to, from) in sum.iter_mut().zip(other) {
        *to += share * from;
    }
    sum
}

/// The signal, so many times as loud.
#[inline]
pub fn scaled(signal: &Subframe, factor: f32) -> Subframe {
    let mut product = *signal;
    product.iter_mut().for_each(|sample| *sample *= factor);
    product
}

/// Makes what is too small to be heard nothing: numbers that are nearly none are slow.
#[inline]
pub fn settle(samples: &mut [f32]) {
    for sample in samples {
        *sample = if sample.abs() < 1e-9 { 0.0 } else { *sample };
    }
}

/// The nearest whole sample.
#[inline]
pub fn whole(sample: f32) -> i16 {
    // Of numbers below zero the fraction is cut off upwards; so they are made larger first.
    let above = sample.clamp(-32_768.0, 32_767.0) + 32_768.5;
    (above as i32 - 32_768) as i16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn some(seed: u32) -> Subframe {
        let mut state = seed;
        [(); SUBFRAME].map(|()| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as f32 / 32_768.0 - 1.0
        })
    }

    #[test]
    fn filters_forth_and_back_are_their_sums() {
        let (h, x) = (some(1), some(2));
        let (forth, back) = (convolve(&h, &x), correlate_back(&h, &x));
        for n in 0..SUBFRAME {
            let forth_n: f32 = (0..=n).map(|i| x[i] * h[n - i]).sum();
            let back_n: f32 = (n..SUBFRAME).map(|i| x[i] * h[i - n]).sum();
            assert!((forth[n] - forth_n).abs() < 1e-4, "{n}");
            assert!((back[n] - back_n).abs() < 1e-4, "{n}");
        }
        assert!((dot(&h, &x) - back[0]).abs() < 1e-4);
    }

    #[test]
    fn samples_are_rounded_and_kept_within_16_bits() {
        let cases = [(0.4, 0), (0.6, 1), (-0.4, 0), (-0.6, -1), (-2.6, -3)];
        for (sample, expected) in cases {
            assert_eq!(whole(sample), expected, "{sample}");
        }
        assert_eq!((whole(1e9), whole(-1e9)), (i16::MAX, i16::MIN));
    }
}
