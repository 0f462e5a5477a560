//! Room that is set by for the time when there is no other.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rustix::fs::FallocateFlags;
use rustix::io::Errno;

/// How long after it was given up, or after a vain try, the room is asked for again.
const PATIENCE: Duration = Duration::from_secs(10);

/// A file whose only use is that it can be deleted when the disk is full, so that the journal can
/// go on and a daemon can start.
#[derive(Debug)]
pub struct Ballast {
    path: PathBuf,
    bytes: u64,
    missing_since: Option<Instant>,
}

impl Ballast {
    /// The ballast of `dir`, made if there is plenty of room for it.
    pub fn load(dir: &Path, bytes: u64) -> Ballast {
        let path = dir.join("ballast");
        let mut ballast = Ballast {
            path,
            bytes,
            missing_since: None,
        };
        ballast.fill();
        ballast
    }

    /// Gives the room up; says whether there was any.
    pub fn release(&mut self) -> bool {
        let released = fs::remove_file(&self.path).is_ok();
        self.missing_since = Some(Instant::now());
        released
    }

    /// Sets the room by again, once some time has passed and there is plenty.
    pub fn restore(&mut self) {
        if self
            .missing_since
            .is_some_and(|since| since.elapsed() >= PATIENCE)
        {
            self.fill();
        }
    }

    fn fill(&mut self) {
        let there = fs::metadata(&self.path).is_ok_and(|file| file.len() == self.bytes);
        if there || self.bytes == 0 {
            self.missing_since = None;
            return;
        }
        self.missing_since = Some(Instant::now());
        if self.has_plenty() {
            match self.allocate() {
                Ok(()) => self.missing_since = None,
                Err(error) => {
                    tracing::debug!(%error, "no room for the ballast");
                    self.release();
                }
            }
        }
    }

    /// Whether the disk has much more room than the ballast takes.
    fn has_plenty(&self) -> bool {
        let dir = self.path.parent().unwrap_or(&self.path);
        rustix::fs::statvfs(dir)
            .is_ok_and(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) >= self.bytes * 4)
    }

    fn allocate(&self) -> io::Result<()> {
        let mut file = File::create(&self.path)?;
        match rustix::fs::fallocate(&file, FallocateFlags::empty(), 0, self.bytes) {
            Ok(()) => return Ok(()),
            Err(Errno::OPNOTSUPP | Errno::NOSYS) => {}
            Err(error) => return Err(error.into()),
        }
        let zeros = [0; 64 * 1024];
        let mut left = self.bytes;
        while left > 0 {
            let part = left.min(zeros.len() as u64);
            file.write_all(zeros.get(..part as usize).unwrap_or_default())?;
            left -= part;
        }
        Ok(())
    }
}
