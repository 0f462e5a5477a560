//! What the journal asks of a disk, be it real or simulated.

use thiserror::Error;

use crate::{Output, Segment};

/// The segments on some disk. Every action either succeeds wholly or reports an error, after which
/// the end of the segment may hold anything; the writer repairs it.
pub trait Disk {
    /// The segments that exist, in rising order.
    ///
    /// # Errors
    /// If the disk cannot list them.
    fn segments(&mut self) -> Result<Vec<Segment>, DiskError>;

    /// All bytes of a segment.
    ///
    /// # Errors
    /// If the disk cannot read them.
    fn read(&mut self, segment: Segment) -> Result<Vec<u8>, DiskError>;

    /// The first `length` bytes of a segment, or all if it is shorter.
    ///
    /// # Errors
    /// If the disk cannot read them.
    fn head(&mut self, segment: Segment, length: usize) -> Result<Vec<u8>, DiskError>;

    /// Makes an empty segment, in place of one of the same name, so that the name survives a crash.
    ///
    /// # Errors
    /// If the disk cannot.
    fn create(&mut self, segment: Segment) -> Result<(), DiskError>;

    /// Writes `bytes` at `offset`, which is at most the present end.
    ///
    /// # Errors
    /// If not all was written.
    fn write(&mut self, segment: Segment, offset: u64, bytes: &[u8]) -> Result<(), DiskError>;

    /// Makes all that was written to the segment survive a loss of power.
    ///
    /// # Errors
    /// If that is not certain; what was written since the last sync is then doubtful.
    fn sync(&mut self, segment: Segment) -> Result<(), DiskError>;

    /// Cuts the segment to `length` bytes, so that it stays cut after a loss of power.
    ///
    /// # Errors
    /// If the disk cannot.
    fn truncate(&mut self, segment: Segment, length: u64) -> Result<(), DiskError>;

    /// Keeps a copy of damaged bytes for people to look at, if there is room; it is never read again.
    fn set_aside(&mut self, segment: Segment, offset: u64, bytes: &[u8]);
}

/// Why the disk did not do what it was asked to.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DiskError {
    /// There is no room.
    #[error("the disk is full")]
    Full,
    /// Anything else, in the words of the operating system.
    #[error("{0}")]
    Failed(String),
}

/// Does what the writer asked for. `None` if the output asks nothing of the disk.
pub fn perform(disk: &mut impl Disk, output: &Output) -> Option<Result<(), DiskError>> {
    match output {
        Output::Create { segment } => Some(disk.create(*segment)),
        Output::Write {
            segment,
            offset,
            bytes,
        } => Some(disk.write(*segment, *offset, bytes)),
        Output::Sync { segment } => Some(disk.sync(*segment)),
        Output::Truncate { segment, length } => Some(disk.truncate(*segment, *length)),
        Output::Durable(_) => None,
    }
}
