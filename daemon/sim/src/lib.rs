//! The virtual world around the switch: the same center that runs in production, in virtual time,
//! with callers, phones, a network, a disk and crashes that come from a seed.

pub mod check;
pub mod saboteur;
pub mod world;
