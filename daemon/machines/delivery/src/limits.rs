//! How many, and how soon.

use std::time::Duration;

/// Every limit of a queue.
#[derive(Copy, Clone, Debug)]
pub struct Limits {
    /// Parcels under way at once.
    pub busy: usize,
    /// Parcels in hand that have not been tried.
    pub fresh: usize,
    /// Parcels in hand that did not arrive at the first try.
    pub missed: usize,
    /// Parcels that are parked.
    pub parked: usize,
    /// Refusals after which a parcel is parked, counted only while others arrive.
    pub refusals: u32,
    /// How soon somebody may have what waits tried at once again.
    pub hurry: Duration,
    /// Tries in a row without success after which the receiver is in trouble.
    pub misses: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            busy: 32,
            fresh: 256,
            missed: 2_000,
            parked: 10_000,
            refusals: 20,
            hurry: Duration::from_secs(10),
            misses: 8,
        }
    }
}
