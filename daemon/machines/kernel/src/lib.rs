//! What every machine stands on: time, timers, ids, chance and limits.
//!
//! Nothing in here reads a clock or asks the operating system for anything: time and chance come in
//! as arguments, so a whole center runs in virtual time from one seed.

mod bucket;
mod chance;
mod queue;
mod time;
mod timers;

pub use bucket::Bucket;
pub use chance::Chance;
pub use queue::Bounded;
pub use time::{Mono, Now};
pub use timers::Timers;
