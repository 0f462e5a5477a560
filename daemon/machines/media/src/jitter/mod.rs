//! Puts packets that come unevenly onto an even timeline.

mod alignment;
mod buffer;

pub(crate) use buffer::{Buffer, Frame};

/// A place on a timeline: samples of 1/8000 s since it began.
pub(crate) type Position = i64;
