//! The virtual world around the switch: the same center that runs in production, in virtual time,
//! with callers, phones, a network, a disk and crashes that come from a seed.

pub mod check;
pub mod day;
pub mod fuzz;
pub mod replay;
pub mod report;
pub mod saboteur;
mod shadow;
pub mod sweep;
pub mod walk;
pub mod world;
