//! Segments as files of one directory.

mod ballast;
mod lock;

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use journal::{Disk, DiskError, Segment};

pub use ballast::Ballast;
pub use lock::Lock;

/// Copies of damaged stretches that are kept at most.
const MAX_ASIDE: usize = 32;

/// The segments of a journal as files `00000001.log` and so on in one directory.
#[derive(Debug)]
pub struct Files {
    dir: PathBuf,
    open: Option<(Segment, File)>,
}

impl Files {
    /// The segments in `dir`, which exists.
    pub fn new(dir: &Path) -> Files {
        Files {
            dir: dir.to_owned(),
            open: None,
        }
    }

    fn path(&self, segment: Segment) -> PathBuf {
        self.dir.join(format!("{segment}.log"))
    }

    fn file(&mut self, segment: Segment) -> Result<&File, DiskError> {
        if self.open.as_ref().is_none_or(|(open, _)| *open != segment) {
            let file = File::options()
                .read(true)
                .write(true)
                .open(self.path(segment));
            self.open = Some((segment, file.map_err(disk_error)?));
        }
        self.open
            .as_ref()
            .map(|(_, file)| file)
            .ok_or_else(|| DiskError::Failed(String::new()))
    }

    fn sync_dir(&self) -> io::Result<()> {
        File::open(&self.dir)?.sync_all()
    }
}

impl Disk for Files {
    fn segments(&mut self) -> Result<Vec<Segment>, DiskError> {
        let mut found = Vec::new();
        for entry in fs::read_dir(&self.dir).map_err(disk_error)? {
            let name = entry.map_err(disk_error)?.file_name();
            found.extend(name.to_str().and_then(segment_of));
        }
        found.sort_unstable();
        Ok(found)
    }

    fn read(&mut self, segment: Segment) -> Result<Vec<u8>, DiskError> {
        fs::read(self.path(segment)).map_err(disk_error)
    }

    fn head(&mut self, segment: Segment, length: usize) -> Result<Vec<u8>, DiskError> {
        let mut head = Vec::new();
        File::open(self.path(segment))
            .and_then(|file| file.take(length as u64).read_to_end(&mut head))
            .map_err(disk_error)?;
        Ok(head)
    }

    fn create(&mut self, segment: Segment) -> Result<(), DiskError> {
        self.open = None;
        File::create(self.path(segment))
            .and_then(|file| file.sync_all())
            .and_then(|()| self.sync_dir())
            .map_err(disk_error)
    }

    fn write(&mut self, segment: Segment, offset: u64, bytes: &[u8]) -> Result<(), DiskError> {
        self.file(segment)?
            .write_all_at(bytes, offset)
            .map_err(disk_error)
    }

    fn sync(&mut self, segment: Segment) -> Result<(), DiskError> {
        rustix::fs::fdatasync(self.file(segment)?).map_err(|error| disk_error(error.into()))
    }

    fn truncate(&mut self, segment: Segment, length: u64) -> Result<(), DiskError> {
        let file = self.file(segment)?;
        file.set_len(length)
            .and_then(|()| file.sync_all())
            .map_err(disk_error)
    }

    fn set_aside(&mut self, segment: Segment, offset: u64, bytes: &[u8]) {
        let dir = self.dir.join("damaged");
        let path = dir.join(format!("{segment}-{offset}.bytes"));
        let kept = fs::create_dir_all(&dir).and_then(|()| {
            let count = fs::read_dir(&dir)?.count();
            if count < MAX_ASIDE && !path.exists() {
                fs::write(&path, bytes)
            } else {
                Ok(())
            }
        });
        if let Err(error) = kept {
            tracing::warn!(path = %path.display(), %error, "damaged bytes could not be kept aside");
        }
    }
}

fn segment_of(name: &str) -> Option<Segment> {
    let number = name.strip_suffix(".log")?;
    let digits = number.len() >= 8 && number.bytes().all(|byte| byte.is_ascii_digit());
    if digits {
        number.parse().ok().map(Segment::new)
    } else {
        None
    }
}

fn disk_error(error: io::Error) -> DiskError {
    if is_full(&error) {
        DiskError::Full
    } else {
        DiskError::Failed(error.to_string())
    }
}

/// Whether the operating system had no room.
pub fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge
    )
}
