//! The journal as a pure machine: what must survive goes through here, in order, in groups.
//!
//! A journal is a row of numbered segments. The first frame of a segment is a checkpoint, the state
//! of the owner's [`Fold`] before the entries that follow, so a start reads one segment. The
//! [`Writer`] says what to do to the disk and is told how it went; [`recover`] reads what a crash
//! left. Nothing in here touches a file: the real disk and the simulated one are both a [`Disk`].
//!
//! The promise: an entry reported by [`Output::Durable`] is read back after any crash, and what is
//! read back is a gapless prefix of what was appended, in order.

mod counters;
mod disk;
mod fold;
mod frame;
mod history;
mod limits;
mod part;
mod queue;
mod read;
mod recover;
mod resync;
mod seq;
pub mod simulated;
mod writer;

#[cfg(test)]
mod tests;

pub use counters::Counters;
pub use disk::{Disk, DiskError, perform};
pub use fold::{Fold, Unreadable};
pub use frame::{Frame, HEADER, Kind, MAX_PAYLOAD, encode, encode_checkpoint};
pub use history::history;
pub use limits::{Full, Limits};
pub use read::{Damage, Reader, Why};
pub use recover::{Dropped, Item, Recovery, Resume, recover};
pub use seq::{Segment, Seq};
pub use writer::{Output, Writer};
