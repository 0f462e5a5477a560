//! The clocks of the machine.

use kernel::{Mono, Now};
use rustix::time::{ClockId, clock_gettime};

/// The monotonic clock. Every thread of the process reads the same one.
pub fn mono() -> Mono {
    let time = clock_gettime(ClockId::Monotonic);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    let nanos = u64::try_from(time.tv_nsec).unwrap_or(0);
    Mono::from_micros(seconds * 1_000_000 + nanos / 1_000)
}

/// Both clocks.
pub fn now() -> Now {
    Now {
        mono: mono(),
        wall: jiff::Timestamp::now(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_monotonic_clock_agrees_across_threads() {
        let before = mono();
        let other = std::thread::spawn(mono).join().expect("the thread ends");
        let after = mono();
        assert!(before <= other && other <= after);
        assert!(before > Mono::ZERO);
    }
}
