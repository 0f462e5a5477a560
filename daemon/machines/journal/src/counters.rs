//! What the writer counts.

/// Counts since the writer began, for metrics.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Entries taken.
    pub appended: u64,
    /// Entries refused for want of room or for their length.
    pub refused: u64,
    /// Writes that the disk took.
    pub writes: u64,
    /// Bytes that the disk took, headers and checkpoints included.
    pub bytes: u64,
    /// Syncs that the disk confirmed.
    pub syncs: u64,
    /// Time spent in confirmed syncs, in microseconds.
    pub sync_micros: u64,
    /// The longest confirmed sync, in microseconds.
    pub sync_micros_max: u64,
    /// Actions that the disk failed, for whatever cause.
    pub failures: u64,
    /// Of those, because the disk was full.
    pub disk_full: u64,
    /// Tails cut off after a failure.
    pub truncations: u64,
    /// Segments begun.
    pub segments: u64,
    /// Segments begun without a checkpoint, because the fold's state was too long for a frame.
    pub checkpoints_too_long: u64,
}
