//! A directory that a command fills: it is not there yet, or empty, and nothing is overwritten.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A directory that had nothing in it.
#[derive(Debug)]
pub struct Fresh(PathBuf);

impl Fresh {
    /// Makes sure of it.
    pub fn new(directory: &Path) -> Result<Fresh, Failure> {
        let made = fs::create_dir_all(directory).and_then(|()| fs::read_dir(directory));
        let mut entries = made.map_err(|error| Failure::unwritten(directory, &error))?;
        match entries.next() {
            None => Ok(Fresh(directory.to_owned())),
            Some(_) => {
                let message = format!("{} is not empty", directory.display());
                Err(Failure::error(message).help("name a directory that does not exist yet"))
            }
        }
    }

    /// Writes a file into it.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        create(&self.0.join(name), bytes)
    }
}

/// Writes a file that is not there, and the directories that it lies in.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let directory = path.parent().unwrap_or(Path::new(""));
    let made =
        fs::create_dir_all(directory).and_then(|()| File::create_new(path)?.write_all(bytes));
    made.map_err(|error| Failure::unwritten(path, &error))
}
