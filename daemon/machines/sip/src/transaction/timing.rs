//! How long a transaction waits (RFC 3261 section 17.1.1.1 and table 4).

use std::time::Duration;

use kernel::Mono;

use crate::Transport;

/// The three times that all timers are made of, and whether anything is sent twice.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// How long a message is thought to travel there and back.
    pub t1: Duration,
    /// The longest pause between retransmissions of anything but an INVITE request.
    pub t2: Duration,
    /// How long a message may live in the network.
    pub t4: Duration,
    /// Over a connection nothing is sent again, and no copies are waited for.
    pub reliable: bool,
}

impl Default for Timing {
    fn default() -> Self {
        Timing {
            t1: Duration::from_millis(500),
            t2: Duration::from_secs(4),
            t4: Duration::from_secs(5),
            reliable: false,
        }
    }
}

impl Timing {
    /// 64·T1: timers B, F, H, J, L and M, and how long a 2xx is retransmitted.
    pub fn lifetime(&self) -> Duration {
        self.t1.saturating_mul(64)
    }

    /// The same times for what travels by `transport`.
    pub fn over(self, transport: Transport) -> Timing {
        Timing {
            reliable: transport.is_reliable(),
            ..self
        }
    }

    /// Timer D: 64·T1, and at least 32 seconds; none over a connection.
    pub fn absorb_finals(&self) -> Duration {
        self.for_copies(self.lifetime().max(Duration::from_secs(32)))
    }

    /// Timer J.
    pub(crate) fn absorb_requests(&self) -> Duration {
        self.for_copies(self.lifetime())
    }

    /// Timers I and K.
    pub(crate) fn absorb_late(&self) -> Duration {
        self.for_copies(self.t4)
    }

    fn for_copies(&self, span: Duration) -> Duration {
        match self.reliable {
            true => Duration::ZERO,
            false => span,
        }
    }

    /// Timers A, E and G at their start. Over a connection they come no sooner than that which gives
    /// up, so that nothing is sent again.
    pub(crate) fn resend(&self, now: Mono, pause: Duration) -> Resend {
        match self.reliable {
            true => Resend::after(now, self.lifetime()),
            false => Resend::after(now, pause),
        }
    }
}

/// When to send a message again, and how long the pause before that was.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) struct Resend {
    /// When.
    pub at: Mono,
    /// The pause that ends then.
    pub pause: Duration,
}

impl Resend {
    /// After `pause`, and not at once: a timer that is always due would never let go.
    pub fn after(now: Mono, pause: Duration) -> Resend {
        let pause = pause.max(Duration::from_millis(1));
        Resend {
            at: now + pause,
            pause,
        }
    }

    /// After twice the pause, which grows no longer than `most`.
    pub fn doubled(self, now: Mono, most: Duration) -> Resend {
        Resend::after(now, self.pause.saturating_mul(2).min(most))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::millis;
    use super::*;

    #[test]
    fn the_defaults_are_those_of_the_table() {
        let timing = Timing::default();
        assert_eq!(timing.lifetime(), Duration::from_secs(32));
        assert_eq!(timing.absorb_finals(), Duration::from_secs(32));
        assert_eq!(timing.t4, Duration::from_secs(5));
    }

    #[test]
    fn pauses_double_up_to_their_limit_and_are_never_nothing() {
        let first = Resend::after(millis(10), Duration::from_millis(500));
        assert_eq!(first.at, millis(510));
        assert_eq!(
            first.doubled(millis(510), Duration::from_secs(4)).at,
            millis(1510)
        );
        assert_eq!(
            first.doubled(millis(510), Duration::from_millis(600)).at,
            millis(1110)
        );
        assert_eq!(Resend::after(millis(10), Duration::ZERO).at, millis(11));
    }
}
