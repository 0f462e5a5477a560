//! What a leg has counted.

use std::net::SocketAddr;

use crate::srtp::Dropped;

/// The figures of one leg.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LegStats {
    /// RTP packets that we sent.
    pub sent: u64,
    /// Bytes of audio in them.
    pub sent_bytes: u64,
    /// RTP packets that were taken.
    pub received: u64,
    /// Bytes of audio in them.
    pub received_bytes: u64,
    /// Packets of theirs that never came (RFC 3550 section 6.4.1).
    pub lost: u64,
    /// The jitter of what comes, in microseconds.
    pub jitter_us: u32,
    /// Packets of ours that never came there, as its last report says.
    pub remote_lost: Option<u32>,
    /// The jitter of what we send as its last report says, in microseconds.
    pub remote_jitter_us: Option<u32>,
    /// The time there and back by RTCP, in microseconds.
    pub round_trip_us: Option<u32>,
    /// Frames left out because the tick came too late.
    pub skipped: u64,
    /// Milliseconds that stood in for lost packets where somebody heard them.
    pub concealed_ms: u64,
    /// Keys that we sent ourselves, as events or as tones; a peer's that pass through are not among them.
    pub keys_sent: u64,
    /// Where its packets come from, once that is settled.
    pub source: Option<SocketAddr>,
    /// From when it was connected to the first packet that we sent, in microseconds.
    pub first_sent_us: Option<u64>,
    /// From when it was connected to the first packet that was taken, in microseconds.
    pub first_received_us: Option<u64>,
    /// What was dropped, by reason.
    pub drops: Drops,
}

impl LegStats {
    /// The same with what was dropped between the leg's sockets and its room.
    pub fn beyond(mut self, dropped: Dropped) -> LegStats {
        self.drops.unproven = dropped.received;
        self.drops.unsealed = dropped.unsent;
        self
    }
}

/// Packets and digits dropped, by reason.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Drops {
    /// The leg was not connected yet.
    pub unconnected: u64,
    /// No RTP, or RTCP on the RTP port.
    pub malformed: u64,
    /// RTCP that cannot be read.
    pub malformed_rtcp: u64,
    /// Did not prove that the other side sent it (SRTP); so neither did an address count.
    pub unproven: u64,
    /// Ours that could not be protected, and so was not sent.
    pub unsealed: u64,
    /// From an address that is not the other side's.
    pub foreign: u64,
    /// RTCP from an address that is not the other side's.
    pub foreign_rtcp: u64,
    /// From the other side's host, before its port was taken over.
    pub probation: u64,
    /// Came twice.
    pub duplicate: u64,
    /// Too late to be of use, or a lone jump of the sequence number.
    pub misordered: u64,
    /// A payload type that was not agreed on.
    pub unknown_payload: u64,
    /// A payload too large to be relayed.
    pub oversized: u64,
    /// Telephone events that are no digits, or came faster than anybody presses.
    pub digits_refused: u64,
    /// Digits that could not be sent.
    pub digits_unsent: u64,
}

/// What a room refused.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Packets and commands for legs that are not there.
    pub no_leg: u64,
    /// Legs beyond the limit.
    pub legs_refused: u64,
    /// Recordings beyond the limit, or of legs that are not there.
    pub recordings_refused: u64,
}
