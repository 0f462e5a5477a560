//! The windows of the analysis (ITU-T G.729, section 3.2.1) and where roots are looked for (3.2.3).

/// How many points the polynomials of the line spectral pairs are looked at. The Recommendation has 61,
/// annex A 51; more cost little where eight are computed at once.
pub const POINTS: usize = 64;

/// The window over the speech: half of a Hamming window, then a quarter of a cosine.
pub static WINDOW: [f32; 240] = window();
/// What the correlations are multiplied by, lag 0 first: noise 40 dB below, and a bandwidth of 60 Hz.
pub static LAGS: [f32; 11] = lags();
/// The cosines of angles from 0 to π.
pub static GRID: [f32; POINTS] = cosines(COSINE_OF_63RD);

/// The cosines of 2π/399, 2π/159 and π/63.
const COSINE_OF_399TH: f64 = 0.999_876_013_335_988_2;
const COSINE_OF_159TH: f64 = 0.999_219_309_353_571_8;
const COSINE_OF_63RD: f64 = 0.998_756_921_218_922_3;
/// What a bandwidth of 60 Hz leaves of the first lag: the exponential of -(2π 60 / 8000)² / 2.
const BANDWIDTH: f64 = 0.998_890_285_693_702_8;

/// The cosines of the multiples of an angle whose cosine is known.
#[allow(
    clippy::indexing_slicing,
    reason = "the compiler runs this and tells of a wrong index"
)]
const fn cosines<const N: usize>(cosine: f64) -> [f32; N] {
    let mut all = [1.0; N];
    let (mut before, mut here) = (cosine, 1.0);
    let mut n = 0;
    while n < N {
        all[n] = here as f32;
        (before, here) = (here, 2.0 * cosine * here - before);
        n += 1;
    }
    all
}

#[allow(
    clippy::indexing_slicing,
    reason = "the compiler runs this and tells of a wrong index"
)]
const fn window() -> [f32; 240] {
    let rise: [f32; 200] = cosines(COSINE_OF_399TH);
    let fall: [f32; 40] = cosines(COSINE_OF_159TH);
    let mut all = [0.0; 240];
    let mut n = 0;
    while n < 240 {
        all[n] = if n < 200 {
            0.54 - 0.46 * rise[n]
        } else {
            fall[n - 200]
        };
        n += 1;
    }
    all
}

#[allow(
    clippy::indexing_slicing,
    reason = "the compiler runs this and tells of a wrong index"
)]
const fn lags() -> [f32; 11] {
    let mut all = [1.0001; 11];
    // The exponent grows by the odd numbers.
    let (mut value, mut step) = (1.0, BANDWIDTH);
    let mut lag = 1;
    while lag < 11 {
        value *= step;
        step *= BANDWIDTH * BANDWIDTH;
        all[lag] = value as f32;
        lag += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_windows_are_the_formulas_of_the_recommendation() {
        for (n, value) in WINDOW.iter().enumerate() {
            let turn = |part: f64| part * std::f64::consts::TAU;
            let expected = match n {
                0..200 => 0.54 - 0.46 * turn(n as f64 / 399.0).cos(),
                _ => turn((n as f64 - 200.0) / 159.0).cos(),
            };
            assert!((f64::from(*value) - expected).abs() < 1e-6, "{n}");
        }
        for (lag, value) in LAGS.iter().enumerate().skip(1) {
            let turns = std::f64::consts::TAU * 60.0 * lag as f64 / 8_000.0;
            let expected = (-0.5 * turns * turns).exp();
            assert!((f64::from(*value) - expected).abs() < 1e-6, "{lag}");
        }
        assert!((GRID[63] + 1.0).abs() < 1e-6);
    }
}
