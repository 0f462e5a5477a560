//! RTCP (RFC 3550 section 6): reports about what we send and get, and the good-bye.

mod read;
mod reception;
mod write;

pub use read::{Malformed, Reports, read};
pub use reception::Reception;
pub use write::{Report, Sent};

/// What a receiver reports about one stream (RFC 3550 section 6.4.1).
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Whose stream.
    pub ssrc: u32,
    /// The share lost since the report before, in 1/256.
    pub fraction: u8,
    /// All that were lost; negative when more came than were sent.
    pub lost: i32,
    /// The newest sequence number with its wraps.
    pub highest: u32,
    /// The jitter in units of the codec's clock.
    pub jitter: u32,
    /// The middle of the NTP time of the last sender report; 0: none.
    pub last_report: u32,
    /// How long ago that came, in 1/65536 s.
    pub delay: u32,
}

/// Monotonic time as an NTP timestamp: RFC 3550 section 6.4.1 lets a sender without a wall clock
/// count from any start.
pub fn ntp(now: kernel::Mono) -> u64 {
    let micros = now.as_micros();
    ((micros / 1_000_000) << 32) | (((micros % 1_000_000) << 32) / 1_000_000)
}

/// The middle 32 bits of an NTP timestamp: 1/65536 s.
pub fn middle(ntp: u64) -> u32 {
    (ntp >> 16) as u32
}

/// What a delay may be longer than the time since our report, in 1/65536 s: peers reckon it by clocks of
/// milliseconds, and the way to a near one takes less than that.
const COARSE: i32 = 65_536 / 200;

/// The time there and back in microseconds, from a report about us that came `now`; `None` if it
/// answers no report, or makes no sense.
pub fn round_trip(now: kernel::Mono, block: &Block) -> Option<u32> {
    if block.last_report == 0 {
        return None;
    }
    let ticks = middle(ntp(now))
        .wrapping_sub(block.last_report)
        .wrapping_sub(block.delay)
        .cast_signed();
    // A minute is more than any network takes: the report speaks of another clock.
    let sensible = (-COARSE..60 << 16).contains(&ticks);
    sensible.then(|| (u64::from(ticks.max(0).unsigned_abs()) * 1_000_000 / 65_536) as u32)
}
