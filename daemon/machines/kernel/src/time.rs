//! The two times that a machine is told: one to measure with, one to write down.

use std::ops::{Add, Sub};
use std::time::Duration;

/// A point of monotonic time, in microseconds since an arbitrary start. Timers use only this one,
/// so a jump of the wall clock fires nothing early or late.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mono(u64);

impl Mono {
    /// The start of time.
    pub const ZERO: Mono = Mono(0);

    /// The point `micros` microseconds after the start.
    pub const fn from_micros(micros: u64) -> Mono {
        Mono(micros)
    }

    /// Microseconds since the start.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// How long `self` is after `earlier`; zero if it is not.
    pub const fn since(self, earlier: Mono) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }
}

impl Add<Duration> for Mono {
    type Output = Mono;
    fn add(self, span: Duration) -> Mono {
        let micros = u64::try_from(span.as_micros()).unwrap_or(u64::MAX);
        Mono(self.0.saturating_add(micros))
    }
}

impl Sub<Mono> for Mono {
    type Output = Duration;
    fn sub(self, earlier: Mono) -> Duration {
        self.since(earlier)
    }
}

/// The present as a machine is told it.
#[derive(Copy, Clone, Debug)]
pub struct Now {
    /// For timers and durations.
    pub mono: Mono,
    /// For records and for people; it may jump.
    pub wall: jiff::Timestamp,
}

impl Now {
    /// The present `span` later on both clocks.
    pub fn later(self, span: Duration) -> Now {
        let wall = jiff::SignedDuration::try_from(span)
            .ok()
            .and_then(|span| self.wall.checked_add(span).ok())
            .unwrap_or(self.wall);
        Now {
            mono: self.mono + span,
            wall,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_never_runs_backwards() {
        let early = Mono::from_micros(5);
        let late = early + Duration::from_millis(2);
        assert_eq!(late.since(early), Duration::from_millis(2));
        assert_eq!(early.since(late), Duration::ZERO);
    }

    #[test]
    fn an_endless_wait_saturates() {
        assert_eq!((Mono::from_micros(1) + Duration::MAX).as_micros(), u64::MAX);
    }
}
