//! What a SIP socket counts.

use std::sync::atomic::{AtomicU64, Ordering};

/// What was counted so far.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct SipCounts {
    /// Datagrams handed on.
    pub received: u64,
    /// Dropped because their source sent too many.
    pub limited: u64,
    /// Dropped because they were too long.
    pub oversize: u64,
    /// Dropped because the receiver of the datagrams was full.
    pub overflow: u64,
    /// Receive calls that failed.
    pub receive_failed: u64,
    /// Datagrams sent.
    pub sent: u64,
    /// Not sent because the socket was full.
    pub send_full: u64,
    /// Not sent because the operating system refused.
    pub send_failed: u64,
}

/// A number that one thread raises and others read.
#[derive(Debug, Default)]
pub(crate) struct Counter(AtomicU64);

impl Counter {
    pub(crate) fn add(&self, more: u64) {
        self.0.fetch_add(more, Ordering::Relaxed);
    }

    pub(crate) fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

#[derive(Debug, Default)]
pub(super) struct Counters {
    pub(super) received: Counter,
    pub(super) limited: Counter,
    pub(super) oversize: Counter,
    pub(super) overflow: Counter,
    pub(super) receive_failed: Counter,
    pub(super) sent: Counter,
    pub(super) send_full: Counter,
    pub(super) send_failed: Counter,
}

impl Counters {
    pub(super) fn read(&self) -> SipCounts {
        SipCounts {
            received: self.received.get(),
            limited: self.limited.get(),
            oversize: self.oversize.get(),
            overflow: self.overflow.get(),
            receive_failed: self.receive_failed.get(),
            sent: self.sent.get(),
            send_full: self.send_full.get(),
            send_failed: self.send_failed.get(),
        }
    }
}
