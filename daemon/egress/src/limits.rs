//! How much, how many and how long.

use std::time::Duration;

/// Every limit of the client.
#[derive(Copy, Clone, Debug)]
pub struct Limits {
    /// Questions under way at once.
    pub busy: usize,
    /// Those of one host.
    pub busy_of_host: usize,
    /// Of [`Limits::busy`], places that are kept for hosts with few questions under way.
    pub kept: usize,
    /// How many are few.
    pub few: usize,
    /// Questions that wait for a place.
    pub waiting: usize,
    /// Those of one host.
    pub waiting_of_host: usize,
    /// From the name to a connection that a request can be sent on.
    pub connect: Duration,
    /// A whole try, redirects included; a question may set less.
    pub answer: Duration,
    /// Bytes of an answer's body.
    pub body: usize,
    /// Redirects of one try.
    pub redirects: usize,
    /// Addresses of a name that are tried.
    pub addresses: usize,
    /// The pause before the second try; each further one is twice as long.
    pub pause: Duration,
    /// The longest pause.
    pub longest_pause: Duration,
    /// Failures in a row after which a host is left alone.
    pub failures: u32,
    /// For how long.
    pub alone: Duration,
    /// Hosts whose failures are remembered.
    pub troubled: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            busy: 256,
            busy_of_host: 64,
            kept: 64,
            few: 8,
            waiting: 4_096,
            waiting_of_host: 1_024,
            connect: Duration::from_secs(2),
            answer: Duration::from_secs(5),
            body: 64 << 10,
            redirects: 3,
            addresses: 4,
            pause: Duration::from_millis(200),
            longest_pause: Duration::from_secs(2),
            failures: 5,
            alone: Duration::from_secs(10),
            troubled: 1_024,
        }
    }
}
