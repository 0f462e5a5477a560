//! What the media plane counts.

/// The figures of the whole plane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaneStats {
    /// Rooms that have legs.
    pub rooms: usize,
    /// RTP ports in use.
    pub ports_taken: usize,
    /// RTP ports that can be had at once.
    pub ports_free: usize,
    /// RTP ports that could not be bound and rest.
    pub ports_quarantined: usize,
    /// How often a leg found no free port.
    pub ports_exhausted: u64,
    /// Commands that found a full queue.
    pub refused: u64,
    /// Every thread, at most 250 ms old.
    pub threads: Vec<ThreadStats>,
}

/// The figures of one media thread.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct ThreadStats {
    /// Its rooms.
    pub rooms: usize,
    /// The latest work of the last second, in microseconds after its time.
    pub worst_late_us: u64,
    /// Thousandths of its time in which it is awake.
    pub busy_permille: u64,
    /// Whether it is at its limit.
    pub overloaded: bool,
    /// What it counted since its start.
    pub counters: Counters,
}

/// What a media thread counts.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// RTP packets received.
    pub rtp_in: u64,
    /// RTP packets sent.
    pub rtp_out: u64,
    /// RTCP packets received.
    pub rtcp_in: u64,
    /// RTCP packets sent.
    pub rtcp_out: u64,
    /// Received but longer than any media packet.
    pub oversize: u64,
    /// Receive calls that failed.
    pub receive_failed: u64,
    /// Not sent because the socket was full.
    pub send_full: u64,
    /// Not sent because the operating system refused.
    pub send_failed: u64,
    /// Pieces of recorded audio dropped because the disk was too slow.
    pub audio_dropped: u64,
    /// Times that it woke up.
    pub wakes: u64,
}
