//! Why a store cannot be opened or closed.

use std::path::{Path, PathBuf};

use journal::DiskError;
use thiserror::Error;

/// What went wrong with the store as a whole, where, and what to do.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Another process, or another part of this one, has it open.
    #[error("{} is in use by {}; stop that daemon or choose another data directory", dir.display(), holder(*pid))]
    Locked {
        /// The directory of the journal.
        dir: PathBuf,
        /// Who holds it, if known.
        pid: Option<u32>,
    },
    /// The operating system refused something.
    #[error("cannot {action} {}: {source}; check that it exists, is writable and has room", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// On what.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// The segments cannot be listed or read.
    #[error("cannot read the journal in {}: {source}; check the disk", dir.display())]
    Unreadable {
        /// The directory of the journal.
        dir: PathBuf,
        /// Why not.
        source: DiskError,
    },
    /// Closing ran out of time: the disk is full or failing.
    #[error("{entries} entries could not be written before closing: {cause}")]
    Unwritten {
        /// How many are lost.
        entries: u64,
        /// What the disk complained of.
        cause: String,
    },
}

impl StoreError {
    pub(crate) fn io(action: &'static str, path: &Path, source: std::io::Error) -> StoreError {
        StoreError::Io {
            action,
            path: path.to_owned(),
            source,
        }
    }
}

fn holder(pid: Option<u32>) -> String {
    pid.map_or_else(
        || "another process".to_owned(),
        |pid| format!("process {pid}"),
    )
}
