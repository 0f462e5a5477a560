//! How far a flow may run: a circle without a wait comes to an end.

use kernel::Mono;

use crate::limits;

/// Counts the nodes that a call enters.
#[derive(Clone, Debug)]
pub(crate) struct Steps {
    since: Mono,
    lately: u32,
    in_all: u32,
    started_over: bool,
}

impl Steps {
    pub(crate) fn new(now: Mono) -> Steps {
        Steps {
            since: now,
            lately: 0,
            in_all: 0,
            started_over: false,
        }
    }

    /// Whether one more node may be entered.
    pub(crate) fn allow(&mut self, now: Mono) -> bool {
        if now.since(self.since) >= limits::STEPS_WITHIN {
            self.since = now;
            self.lately = 0;
        }
        self.lately += 1;
        self.in_all += 1;
        self.lately <= limits::STEPS && self.in_all <= limits::STEPS_IN_ALL
    }

    /// Allows the exception exit its own steps, once in a call.
    pub(crate) fn start_over(&mut self) -> Option<()> {
        if std::mem::replace(&mut self.started_over, true) {
            return None;
        }
        self.lately = 0;
        self.in_all = limits::STEPS_IN_ALL
            .saturating_sub(limits::STEPS)
            .min(self.in_all);
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_circle_ends_but_a_long_call_does_not() {
        let mut now = Mono::ZERO;
        let mut steps = Steps::new(now);
        assert!((0..limits::STEPS).all(|_| steps.allow(now)));
        assert!(!steps.allow(now), "one more in the same second");
        for _ in 0..1_000 {
            now = now + Duration::from_secs(1);
            assert!(steps.allow(now));
        }
    }

    #[test]
    fn a_call_that_goes_on_for_ever_ends_too() {
        let mut now = Mono::ZERO;
        let mut steps = Steps::new(now);
        let mut allowed = 0;
        while steps.allow(now) {
            now = now + Duration::from_secs(1);
            allowed += 1;
        }
        assert_eq!(allowed, limits::STEPS_IN_ALL);
        assert_eq!(steps.start_over(), Some(()));
        assert!(steps.allow(now), "the exception exit has its own steps");
        assert_eq!(steps.start_over(), None, "but only once");
    }
}
