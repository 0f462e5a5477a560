//! The filter that finds values between samples (ITU-T G.729, section 3.7.1).

/// What twenty samples weigh in the value that lies so many thirds of a sample after the tenth of them.
pub static THIRDS: [[f32; 20]; 3] = [between(0), between(1), between(2)];

/// The filter b30: one half of a windowed sinc at three times the rate, in units of 1/32768.
const B30: [i16; 31] = [
    29443, 25207, 14701, 3143, -4402, -5850, -2783, 1211, 3130, 2259, 0, -1652, -1666, -464, 756,
    1099, 550, -245, -634, -451, 0, 308, 296, 78, -120, -165, -79, 34, 91, 70, 0,
];

#[allow(
    clippy::indexing_slicing,
    reason = "the compiler runs this and tells of a wrong index"
)]
const fn between(thirds: usize) -> [f32; 20] {
    let mut weights = [0.0; 20];
    let mut i = 0;
    while i < 10 {
        weights[9 - i] = B30[thirds + 3 * i] as f32 / 32_768.0;
        weights[10 + i] = B30[3 - thirds + 3 * i] as f32 / 32_768.0;
        i += 1;
    }
    weights
}
