//! When what is to be done: calls at an even rate, and ticks of a millisecond.

use crate::generator::Micros;

/// Spreads calls evenly in time.
#[derive(Copy, Clone, Debug)]
pub struct Pacing {
    per_second: f64,
    began: Micros,
    started: u64,
}

impl Pacing {
    /// So many a second from that time on.
    pub fn new(per_second: f64, began: Micros) -> Pacing {
        Pacing {
            per_second,
            began,
            started: 0,
        }
    }

    /// How many are due and have not been started. One that cannot be started stays due.
    pub fn due(&self, now: Micros) -> u64 {
        let elapsed = now.saturating_sub(self.began) as f64 / 1e6;
        let whole = (elapsed * self.per_second).floor() as u64;
        whole.saturating_sub(self.started)
    }

    /// One was started.
    pub fn start(&mut self) {
        self.started += 1;
    }

    /// Forgets what is due: nobody was free for it.
    pub fn skip(&mut self, now: Micros) {
        self.started += self.due(now);
    }
}

/// The length of a tick.
pub const TICK: Micros = 1_000;

/// Ticks between two visits of a leg: it sends a packet at each.
pub const ROUND: usize = 20;

/// A tick that comes this long after its time is late.
const LATE: Micros = 10_000;

/// Counts ticks and how late they come.
#[derive(Copy, Clone, Debug, Default)]
pub struct Ticks {
    number: u64,
    /// Ticks since the last [`Ticks::forget`].
    pub counted: u64,
    /// Those of them that were late.
    pub late: u64,
    /// The latest of them, in microseconds after its time.
    pub worst: Micros,
}

impl Ticks {
    /// When the next tick is due.
    pub fn next(&self) -> Micros {
        self.number * TICK
    }

    /// Takes the next tick if it is due: the phase of the legs that it visits.
    pub fn take(&mut self, now: Micros) -> Option<usize> {
        let late = now.checked_sub(self.next())?;
        self.counted += 1;
        self.late += u64::from(late > LATE);
        self.worst = self.worst.max(late);
        let phase = self.number as usize % ROUND;
        self.number += 1;
        Some(phase)
    }

    /// Begins to count anew.
    pub fn forget(&mut self) {
        (self.counted, self.late, self.worst) = (0, 0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_spread_evenly_and_none_is_lost() {
        let mut pacing = Pacing::new(300.0, 5_000);
        let mut started = 0;
        for now in (5_000..=1_005_000).step_by(1_000) {
            let due = pacing.due(now);
            assert!(due <= 1, "{due} at {now}");
            (0..due).for_each(|_| pacing.start());
            started += due;
        }
        assert_eq!(started, 300);
    }

    #[test]
    fn what_was_skipped_is_not_due_again() {
        let mut pacing = Pacing::new(10.0, 0);
        pacing.skip(1_000_000);
        assert_eq!(pacing.due(1_050_000), 0);
        assert_eq!(pacing.due(1_150_000), 1);
    }

    #[test]
    fn each_phase_has_its_turn_and_lateness_is_noticed() {
        let mut ticks = Ticks::default();
        assert_eq!((ticks.take(0), ticks.take(999)), (Some(0), None));
        let phases: Vec<usize> = (0..20).filter_map(|_| ticks.take(20_000)).collect();
        assert_eq!(phases, (1..20).chain([0]).collect::<Vec<_>>());
        assert_eq!((ticks.late, ticks.worst), (9, 19_000));
        ticks.forget();
        assert_eq!((ticks.counted, ticks.late), (0, 0));
        assert_eq!(ticks.next(), 21_000);
    }
}
