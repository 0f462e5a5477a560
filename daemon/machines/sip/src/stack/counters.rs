//! What a stack counts.

/// Totals since the stack began.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Datagrams that came.
    pub received: u64,
    /// Datagrams that held nothing but line breaks.
    pub keep_alives: u64,
    /// Datagrams that could not be read and were answered with the reason.
    pub unreadable_answered: u64,
    /// Datagrams that could not be read and were dropped.
    pub unreadable_dropped: u64,
    /// Requests that were copies of one that is dealt with.
    pub copies: u64,
    /// Answers that belong to no request of ours.
    pub stray_responses: u64,
    /// ACKs that belong to nothing.
    pub stray_acks: u64,
    /// Requests within a dialog that is not ours, or CANCELs of nothing: 481.
    pub unknown_dialogs: u64,
    /// Requests that ask for an extension that we lack: 420.
    pub bad_extensions: u64,
    /// INVITEs that came by two ways: 482.
    pub merged: u64,
    /// PRACKs of nothing: 481.
    pub stray_pracks: u64,
    /// Reliable provisional answers that were copies or came before their turn.
    pub provisionals_ignored: u64,
    /// INFOs that say to hold a key and hold none: 400.
    pub bad_keys: u64,
    /// Requests that came too late within their dialog: 500.
    pub out_of_order: u64,
    /// INVITEs that were refused for want of room: 503.
    pub overloaded: u64,
    /// Other requests that were dropped for want of room.
    pub dropped: u64,
    /// Requests answered without keeping anything, those counted above included.
    pub stateless: u64,
    /// Sessions that began, theirs and ours.
    pub sessions: u64,
    /// 2xx of further forks, hung up.
    pub forks_hung_up: u64,
    /// Forks beyond what is kept of one INVITE.
    pub forks_ignored: u64,
    /// 2xx and reliable provisional answers of ours that were never acknowledged.
    pub never_acknowledged: u64,
    /// Requests of ours within a session that found nobody there.
    pub unanswered: u64,
    /// Transfers that were asked for within a session.
    pub referrals: u64,
    /// Those that were asked for while one was under way: 491.
    pub referrals_crossed: u64,
    /// Datagrams sent again.
    pub retransmitted: u64,
    /// Connections that were gone, or could not be had.
    pub severed: u64,
    /// INVITEs that went over a connection because they were too large for a datagram.
    pub grown: u64,
}

/// What a stack holds at one moment.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Transactions of both sides.
    pub transactions: usize,
    /// INVITEs of ours that may still be answered.
    pub attempts: usize,
    /// Sessions.
    pub sessions: usize,
    /// Names of dialogs.
    pub dialogs: usize,
    /// Requests outside of dialogs, of both sides.
    pub requests: usize,
    /// Transfers that are under way.
    pub referrals: usize,
    /// Deadlines.
    pub timers: usize,
    /// Outputs that nobody has polled.
    pub outputs: usize,
}
