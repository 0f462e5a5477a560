//! The files of a center, none of which lies outside its directory.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::os::unix::fs::FileTypeExt;
use std::path::{Path, PathBuf};

use lang::{FileError, Files};

use super::Error;
use crate::failure::reason;

/// A directory by its real path.
#[derive(Debug)]
pub struct Directory {
    root: PathBuf,
}

impl Directory {
    /// The directory at `root`.
    pub fn open(root: &Path) -> Result<Directory, Error> {
        let real = root
            .canonicalize()
            .map_err(|error| Error::Unreadable(root.to_owned(), error))?;
        if real.is_dir() {
            Ok(Directory { root: real })
        } else {
            Err(Error::NoDirectory(root.to_owned()))
        }
    }

    /// Its real path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The real path of something in it; `None`: it lies outside.
    pub fn real(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        let real = self.root.join(path).canonicalize()?;
        Ok(real.starts_with(&self.root).then_some(real))
    }
}

/// The bytes of a file; `None`: there are more than `limit`.
pub fn bounded(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    // A pipe or a device would keep the reader waiting, if only for somebody who opens its other end.
    if let Some(what) = no_file(fs::metadata(path)?.file_type()) {
        return Err(io::Error::other(format!("it is {what}, not a file")));
    }
    within(File::open(path)?, limit)
}

/// The bytes of whatever is read; `None`: there are more than `limit`.
pub fn within(source: impl Read, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    source
        .take(most.saturating_add(1))
        .read_to_end(&mut bytes)?;
    Ok((bytes.len() <= limit).then_some(bytes))
}

/// What there is in the place of a file.
fn no_file(kind: FileType) -> Option<&'static str> {
    if kind.is_file() {
        None
    } else if kind.is_dir() {
        Some("a directory")
    } else if kind.is_fifo() {
        Some("a pipe")
    } else if kind.is_socket() {
        Some("a socket")
    } else {
        Some("a device")
    }
}

impl Files for Directory {
    fn read(&self, path: &str) -> Result<Vec<u8>, FileError> {
        let told = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => FileError::Missing,
            io::ErrorKind::PermissionDenied => {
                FileError::Unreadable("permission denied".to_owned())
            }
            _ => FileError::Unreadable(reason(&error)),
        };
        let Some(real) = self.real(Path::new(path)).map_err(told)? else {
            let why = "a symbolic link leads out of the directory";
            return Err(FileError::Unreadable(why.to_owned()));
        };
        bounded(&real, lang::MAX_PROMPT_BYTES)
            .map_err(told)?
            .ok_or(FileError::TooLarge)
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn a_file_outside_is_not_read() {
        let outside = tempfile::tempdir().expect("a directory");
        let inside = tempfile::tempdir().expect("a directory");
        fs::write(outside.path().join("secret.wav"), b"x").expect("written");
        fs::write(inside.path().join("hello.wav"), b"hello").expect("written");
        symlink(
            outside.path().join("secret.wav"),
            inside.path().join("link.wav"),
        )
        .expect("a link");
        let directory = Directory::open(inside.path()).expect("a directory");
        assert_eq!(directory.read("hello.wav"), Ok(b"hello".to_vec()));
        assert_eq!(directory.read("none.wav"), Err(FileError::Missing));
        assert!(matches!(
            directory.read("link.wav"),
            Err(FileError::Unreadable(_))
        ));
        assert!(matches!(directory.read("."), Err(FileError::Unreadable(_))));
    }

    #[test]
    fn what_is_no_file_is_told_and_not_waited_for() {
        let directory = tempfile::tempdir().expect("a directory");
        let told = |path: &Path| bounded(path, 10).expect_err("no file").to_string();
        assert_eq!(told(directory.path()), "it is a directory, not a file");
        assert_eq!(told(Path::new("/dev/zero")), "it is a device, not a file");
        let socket = directory.path().join("socket");
        let _listens = std::os::unix::net::UnixListener::bind(&socket).expect("a socket");
        assert_eq!(told(&socket), "it is a socket, not a file");
    }

    #[test]
    fn a_large_file_is_not_read() {
        let inside = tempfile::tempdir().expect("a directory");
        let large = vec![0_u8; lang::MAX_PROMPT_BYTES + 1];
        fs::write(inside.path().join("large.wav"), large).expect("written");
        let directory = Directory::open(inside.path()).expect("a directory");
        assert_eq!(directory.read("large.wav"), Err(FileError::TooLarge));
    }
}
