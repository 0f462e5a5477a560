//! How long a transaction waits (RFC 3261 section 17.1.1.1 and table 4).

use std::time::Duration;

use kernel::Mono;

/// The three times that all timers are made of.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Timing {
    /// How long a message is thought to travel there and back.
    pub t1: Duration,
    /// The longest pause between retransmissions of anything but an INVITE request.
    pub t2: Duration,
    /// How long a message may live in the network.
    pub t4: Duration,
}

impl Default for Timing {
    fn default() -> Self {
        Timing {
            t1: Duration::from_millis(500),
            t2: Duration::from_secs(4),
            t4: Duration::from_secs(5),
        }
    }
}

impl Timing {
    /// 64·T1: timers B, F, H, J, L and M, and how long a 2xx is retransmitted.
    pub fn lifetime(&self) -> Duration {
        self.t1.saturating_mul(64)
    }

    /// Timer D: 64·T1, and at least 32 seconds.
    pub fn absorb_finals(&self) -> Duration {
        self.lifetime().max(Duration::from_secs(32))
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
    /// After `pause`.
    pub fn after(now: Mono, pause: Duration) -> Resend {
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
