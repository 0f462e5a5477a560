//! What is counted of connections.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::sip_socket::Counter;

/// Why a connection was ended by us, or is none.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The other side closed it, or the network did.
    Gone,
    /// It could not be opened.
    Refused,
    /// It took too long to open, TLS included.
    Slow,
    /// TLS came to nothing: a certificate that proves nothing, or no common ground.
    Distrust,
    /// Nothing can be made of what came.
    Garbage,
    /// A message was not whole in time.
    Unfinished,
    /// Nothing came for too long.
    Idle,
    /// What waited for it was not taken, or became too much.
    Unread,
    /// It answers our keep-alives no more.
    Silent,
}

impl Cut {
    const ALL: [Cut; 9] = [
        Cut::Gone,
        Cut::Refused,
        Cut::Slow,
        Cut::Distrust,
        Cut::Garbage,
        Cut::Unfinished,
        Cut::Idle,
        Cut::Unread,
        Cut::Silent,
    ];

    pub(super) fn word(self) -> &'static str {
        match self {
            Cut::Gone => "gone",
            Cut::Refused => "refused",
            Cut::Slow => "slow",
            Cut::Distrust => "distrust",
            Cut::Garbage => "garbage",
            Cut::Unfinished => "unfinished",
            Cut::Idle => "idle",
            Cut::Unread => "unread",
            Cut::Silent => "silent",
        }
    }
}

/// What was counted so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StreamCounts {
    /// Connections that there are.
    pub open: u64,
    /// Those of them that are TLS.
    pub open_tls: u64,
    /// Connections that were taken.
    pub accepted: u64,
    /// Connections that we opened.
    pub dialled: u64,
    /// Connections that were turned away because there are too many, or too many of their source.
    pub turned_away: u64,
    /// Connections that the system gave us none of.
    pub accept_failed: u64,
    /// Messages handed on.
    pub received: u64,
    /// Messages that waited, because their source sent too many or there was no room.
    pub held: u64,
    /// Keep-alives that were answered.
    pub pings: u64,
    /// Keep-alives of ours.
    pub pings_sent: u64,
    /// Answers to them.
    pub pongs: u64,
    /// Messages sent.
    pub sent: u64,
    /// Messages that were dropped because too many waited for the thread.
    pub overflow: u64,
    /// Connections that ended, by their cause.
    pub ended: Vec<(&'static str, u64)>,
    /// When our certificate ends, in seconds since 1970; 0 if there is none.
    pub certificate_until: i64,
    /// Times that our certificate was read again.
    pub certificate_renewed: u64,
    /// Times that it could not be.
    pub certificate_failed: u64,
}

#[derive(Debug, Default)]
pub(super) struct Counters {
    pub open: AtomicU64,
    pub open_tls: AtomicU64,
    pub accepted: Counter,
    pub dialled: Counter,
    pub turned_away: Counter,
    pub accept_failed: Counter,
    pub received: Counter,
    pub held: Counter,
    pub pings: Counter,
    pub pings_sent: Counter,
    pub pongs: Counter,
    pub sent: Counter,
    pub overflow: Counter,
    ended: [Counter; Cut::ALL.len()],
    pub certificate_until: std::sync::atomic::AtomicI64,
    pub certificate_renewed: Counter,
    pub certificate_failed: Counter,
}

impl Counters {
    pub fn ended(&self, cut: Cut) {
        let counters = Cut::ALL.iter().zip(&self.ended);
        for (_, counter) in counters.filter(|(known, _)| **known == cut) {
            counter.add(1);
        }
    }

    pub fn read(&self) -> StreamCounts {
        let ended = Cut::ALL.iter().zip(&self.ended);
        StreamCounts {
            open: self.open.load(Ordering::Relaxed),
            open_tls: self.open_tls.load(Ordering::Relaxed),
            accepted: self.accepted.get(),
            dialled: self.dialled.get(),
            turned_away: self.turned_away.get(),
            accept_failed: self.accept_failed.get(),
            received: self.received.get(),
            held: self.held.get(),
            pings: self.pings.get(),
            pings_sent: self.pings_sent.get(),
            pongs: self.pongs.get(),
            sent: self.sent.get(),
            overflow: self.overflow.get(),
            ended: ended.map(|(cut, it)| (cut.word(), it.get())).collect(),
            certificate_until: self.certificate_until.load(Ordering::Relaxed),
            certificate_renewed: self.certificate_renewed.get(),
            certificate_failed: self.certificate_failed.get(),
        }
    }
}
