//! A directory that a command fills: it is not there yet, or empty, and nothing is overwritten.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::failure::{Failure, reason};

/// A directory that had nothing in it.
#[derive(Debug)]
pub struct Fresh(PathBuf);

impl Fresh {
    /// Makes sure of it.
    pub fn new(directory: &Path) -> Result<Fresh, Failure> {
        let made = fs::create_dir_all(directory).and_then(|()| fs::read_dir(directory));
        let mut entries = made.map_err(|error| unwritten(directory, &error))?;
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
        let path = self.0.join(name);
        self.make(&path, bytes)
            .map_err(|error| unwritten(&path, &error))
    }

    fn make(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        fs::create_dir_all(path.parent().unwrap_or(&self.0))?;
        File::create_new(path)?.write_all(bytes)
    }
}

fn unwritten(path: &Path, error: &io::Error) -> Failure {
    Failure::error(format!(
        "{} cannot be written: {}",
        path.display(),
        reason(error)
    ))
}
