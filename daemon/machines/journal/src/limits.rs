//! How much may wait and how long.

use std::time::Duration;

use thiserror::Error;

use crate::frame::{HEADER, MAX_PAYLOAD};

/// The limits of one writer.
#[derive(Copy, Clone, Debug)]
pub struct Limits {
    /// From this many entries on that are not durable yet, the journal is strained: it still takes
    /// entries, and whoever starts work should start none.
    pub strained_entries: u64,
    /// The same, counted in bytes with headers.
    pub strained_bytes: u64,
    /// At this many entries that are not durable yet, no more are taken.
    pub max_entries: u64,
    /// The same, counted in bytes with headers.
    pub max_bytes: u64,
    /// How long the first entry of a group waits for company; far below the 50 ms in which an entry
    /// is to be durable.
    pub gather: Duration,
    /// A group is written at once when it has this many bytes, and is not made larger. Small beside
    /// the room that a full disk may still have.
    pub batch_bytes: u64,
    /// A segment is left for the next when it has this many bytes behind its checkpoint. A start reads
    /// the newest one, so this is also what it has to read at most besides that.
    pub segment_bytes: u64,
    /// The wait after a first failure; it doubles up to `back_off_max`.
    pub back_off: Duration,
    /// The longest wait between two tries on a failing disk.
    pub back_off_max: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            strained_entries: 10_000,
            strained_bytes: 64 << 20,
            max_entries: 40_000,
            max_bytes: 128 << 20,
            gather: Duration::from_millis(2),
            batch_bytes: 1 << 20,
            segment_bytes: 16 << 20,
            back_off: Duration::from_millis(100),
            back_off_max: Duration::from_secs(5),
        }
    }
}

impl Limits {
    /// Whether one more payload fits beside what waits.
    ///
    /// # Errors
    /// Which limit it would pass.
    pub fn admit(&self, entries: u64, bytes: u64, payload: usize) -> Result<(), Full> {
        if payload > MAX_PAYLOAD {
            return Err(Full::TooLong { bytes: payload });
        }
        if entries >= self.max_entries {
            return Err(Full::Entries {
                limit: self.max_entries,
            });
        }
        if bytes.saturating_add(frame_bytes(payload)) > self.max_bytes {
            return Err(Full::Bytes {
                limit: self.max_bytes,
            });
        }
        Ok(())
    }

    /// Whether so much waits that no work should be begun.
    pub fn strained(&self, entries: u64, bytes: u64) -> bool {
        entries >= self.strained_entries || bytes >= self.strained_bytes
    }
}

/// The length of a payload's frame.
pub fn frame_bytes(payload: usize) -> u64 {
    (HEADER + payload) as u64
}

/// An entry was not taken: it will not be kept.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Error)]
pub enum Full {
    /// Too many entries wait for the disk.
    #[error("{limit} entries wait for the disk, which is full or failing; make room on it")]
    Entries {
        /// The limit in entries.
        limit: u64,
    },
    /// Too many bytes wait for the disk.
    #[error("{limit} bytes wait for the disk, which is full or failing; make room on it")]
    Bytes {
        /// The limit in bytes.
        limit: u64,
    },
    /// The payload is longer than a frame may be.
    #[error("an entry of {bytes} bytes is over the limit of {MAX_PAYLOAD}")]
    TooLong {
        /// The length of the payload.
        bytes: usize,
    },
    /// The journal was closed.
    #[error("the journal is closed")]
    Closed,
}
