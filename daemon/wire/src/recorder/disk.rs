//! What the recorder needs of a disk.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::path::NOTES;

/// A place for files. Paths are relative to it.
pub trait Disk: Send + Sync {
    /// Begins a file that is unfinished until it is sealed. It must not exist.
    ///
    /// # Errors
    /// Whatever the disk says.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Tape>>;

    /// Makes the names in the folders of these files durable, once for each folder, and notes that
    /// the files are finished. Their contents have been synced before.
    ///
    /// # Errors
    /// Whatever the disk says.
    fn seal(&self, paths: &[&Path]) -> io::Result<()>;
}

/// A file that is being written.
pub trait Tape: Send {
    /// Writes all of `bytes` at `offset`. What lies between the end and `offset` reads as zeros.
    ///
    /// # Errors
    /// Whatever the disk says.
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()>;

    /// Returns once all that was written is on the disk.
    ///
    /// # Errors
    /// Whatever the disk says.
    fn sync(&self) -> io::Result<()>;
}

/// A folder of the file system: the data directory.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at `path`.
    pub fn new(path: impl Into<PathBuf>) -> Folder {
        Folder(path.into())
    }
}

impl Disk for Folder {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Tape>> {
        // The note first: a file without one would never be repaired.
        let note = self.note(path);
        in_folder(&note, || {
            fs::write(&note, path.as_os_str().as_encoded_bytes())
        })?;
        let full = self.0.join(path);
        in_folder(&full, || {
            let file = File::options().write(true).create_new(true).open(&full)?;
            Ok(Box::new(file) as Box<dyn Tape>)
        })
    }

    fn seal(&self, paths: &[&Path]) -> io::Result<()> {
        let mut folders: Vec<_> = paths.iter().filter_map(|path| path.parent()).collect();
        folders.sort_unstable();
        folders.dedup();
        for folder in folders {
            File::open(self.0.join(folder))?.sync_all()?;
        }
        for path in paths {
            fs::remove_file(self.note(path))?;
        }
        Ok(())
    }
}

impl Folder {
    fn note(&self, path: &Path) -> PathBuf {
        self.0
            .join(NOTES)
            .join(path.file_name().unwrap_or_default())
    }
}

/// Does something with a file whose folders may have to be made first.
fn in_folder<T>(path: &Path, act: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match act() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            act()
        }
        other => other,
    }
}

impl Tape for File {
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        self.write_all_at(bytes, offset)
    }

    fn sync(&self) -> io::Result<()> {
        self.sync_data()
    }
}
