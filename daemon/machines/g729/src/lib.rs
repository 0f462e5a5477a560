//! G.729 with annex A: speech of 8 kHz in frames of 10 ms, each of 80 bits.
//!
//! It is written from the equations of ITU-T Recommendation G.729 and its annex A, and computes with
//! numbers of 32 bits that have a fraction, as annexes C and C+ do: it understands every other
//! implementation and is understood by them, but its bits are not those of the 16-bit arithmetic. Sections
//! named in the modules are those of the Recommendation.

mod adaptive;
mod algebraic;
mod bits;
mod decoder;
mod encoder;
mod filter;
mod gains;
mod lp;
mod lsp;
mod pitch;
mod postfilter;
mod quantizer;
mod tables;
mod taming;
#[cfg(test)]
mod tests;
mod vector;

pub use decoder::Decoder;
pub use encoder::Encoder;

/// Samples of a frame.
pub const FRAME: usize = 80;
/// Octets of a frame.
pub const OCTETS: usize = 10;

/// Samples of a half of a frame, which has an excitation of its own.
const SUBFRAME: usize = 40;
/// How much pulses are repeated with the pitch: as much as the past was, within these (47).
const SHARPEST: std::ops::RangeInclusive<f32> = 0.2..=0.8;
