//! What may be chosen about a journal.

use std::time::Duration;

use journal::Limits;

/// Settings of a journal on disk.
#[derive(Copy, Clone, Debug)]
pub struct Settings {
    /// Of the writer.
    pub limits: Limits,
    /// The size of the file that is given up when the disk is full, in bytes; 0 for none.
    pub ballast_bytes: u64,
    /// How long closing waits for a disk that does not keep up.
    pub close_limit: Duration,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            limits: Limits::default(),
            ballast_bytes: 4 << 20,
            close_limit: Duration::from_secs(5),
        }
    }
}
