//! The numbers of the Recommendation, as they are written there: whole numbers in a unit of their own.

mod gain;
mod lsp;
mod pitch;
mod window;

pub use gain::{ENTRIES_A, ENTRIES_B, GAINS, RISING_A, RISING_B, WORDS_A, WORDS_B};
pub use lsp::{AVERAGE, Block, FIRST, SECOND};
pub use pitch::THIRDS;
pub use window::{GRID, LAGS, POINTS, WINDOW};

/// Rows of whole numbers as what they mean.
#[allow(
    clippy::indexing_slicing,
    reason = "the compiler runs this and tells of a wrong index"
)]
const fn scaled<const N: usize, const M: usize>(rows: &[[i16; N]; M], unit: f32) -> [[f32; N]; M] {
    let mut all = [[0.0; N]; M];
    let mut m = 0;
    while m < M {
        let mut n = 0;
        while n < N {
            all[m][n] = rows[m][n] as f32 * unit;
            n += 1;
        }
        m += 1;
    }
    all
}

/// A codebook in blocks of eight entries.
#[allow(
    clippy::indexing_slicing,
    reason = "the compiler runs this and tells of a wrong index"
)]
const fn books<const N: usize, const M: usize>(rows: &[[i16; 10]; N], unit: f32) -> [Block; M] {
    assert!(N == 8 * M);
    let mut blocks = [[[0.0; 8]; 10]; M];
    let mut n = 0;
    while n < N {
        let mut i = 0;
        while i < 10 {
            blocks[n / 8][i][n % 8] = rows[n][i] as f32 * unit;
            i += 1;
        }
        n += 1;
    }
    blocks
}
