//! The codebooks of both gains (ITU-T G.729, section 3.9.2), and how their words are numbered (3.9.3).

/// Each entry of GA with each of GB: all gains of the adaptive codebook, and all corrections of the gain
/// of the fixed one.
pub static GAINS: [[[f32; 16]; 8]; 2] = [together(0, 1.0 / 16_384.0), together(1, 1.0 / 8_192.0)];

/// The correction of each entry of GA, which it rises by, and the gain of each entry of GB: with what an
/// entry of the other codebook adds on an average.
pub static RISING_A: [f32; 8] = alone(&GA, 1, &GB, 1.0 / 8_192.0);
/// The same of GB.
pub static RISING_B: [f32; 16] = alone(&GB, 0, &GA, 1.0 / 16_384.0);

/// The word of each entry.
pub static WORDS_A: [u8; 8] = [5, 1, 4, 7, 3, 0, 6, 2];
/// The same of GB.
pub static WORDS_B: [u8; 16] = [4, 6, 0, 2, 12, 14, 8, 10, 15, 11, 9, 13, 7, 3, 1, 5];
/// The entry of each word.
pub static ENTRIES_A: [u8; 8] = [5, 1, 7, 4, 2, 0, 6, 3];
/// The same of GB.
pub static ENTRIES_B: [u8; 16] = [2, 14, 3, 13, 0, 15, 1, 12, 6, 10, 7, 9, 4, 11, 5, 8];

/// The gain in units of 1/16384, the correction in units of 1/8192.
const GA: [[i16; 2]; 8] = [
    [1, 1516],
    [1551, 2425],
    [1831, 5022],
    [57, 5404],
    [1921, 9291],
    [3242, 9949],
    [356, 14756],
    [2678, 27162],
];

const GB: [[i16; 2]; 16] = [
    [826, 2005],
    [1994, 0],
    [5142, 592],
    [6160, 2395],
    [8091, 4861],
    [9120, 525],
    [10573, 2966],
    [11569, 1196],
    [13260, 3256],
    [14194, 1630],
    [15132, 4914],
    [15161, 14276],
    [15434, 237],
    [16112, 3392],
    [17299, 1861],
    [18973, 5935],
];

#[allow(
    clippy::indexing_slicing,
    reason = "the compiler runs this and tells of a wrong index"
)]
const fn together(which: usize, unit: f32) -> [[f32; 16]; 8] {
    let mut all = [[0.0; 16]; 8];
    let mut a = 0;
    while a < 8 {
        let mut b = 0;
        while b < 16 {
            all[a][b] = (GA[a][which] as f32 + GB[b][which] as f32) * unit;
            b += 1;
        }
        a += 1;
    }
    all
}

#[allow(
    clippy::indexing_slicing,
    reason = "the compiler runs this and tells of a wrong index"
)]
const fn alone<const N: usize, const M: usize>(
    book: &[[i16; 2]; N],
    which: usize,
    other: &[[i16; 2]; M],
    unit: f32,
) -> [f32; N] {
    let mut sum = 0.0;
    let mut m = 0;
    while m < M {
        sum += other[m][which] as f32;
        m += 1;
    }
    let mut all = [0.0; N];
    let mut n = 0;
    while n < N {
        all[n] = (book[n][which] as f32 + sum / M as f32) * unit;
        n += 1;
    }
    all
}
