//! Puts other content in the place of a file: it is written beside the file and renamed, so that whoever reads
//! the file finds the one or the other, and what somebody else has written meanwhile stays.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

use crate::center::bounded;
use crate::failure::{Failure, reason};

/// Why a file is not written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// It is a link, or lies behind one: what it leads to may be shared.
    #[error("it lies behind a symbolic link")]
    Link,
    /// It is a directory, or something else.
    #[error("it is no file")]
    NoFile,
    /// Somebody else has written it.
    #[error("it has changed meanwhile")]
    Changed,
    /// The system does not let it be written.
    #[error("{}", reason(.0))]
    System(#[from] io::Error),
}

impl Unwritten {
    /// The same for whoever wanted a file to be written.
    pub fn failure(self, path: &Path) -> Failure {
        let told = |why: &str| Failure::error(format!("{} is not written: {why}", path.display()));
        match self {
            Unwritten::System(error) => Failure::unwritten(path, &error),
            Unwritten::Changed => {
                told("somebody else has changed it meanwhile").help("do it again")
            }
            Unwritten::Link | Unwritten::NoFile => told(&self.to_string()),
        }
    }
}

/// Other content for a file, written beside it.
#[derive(Debug)]
pub struct Replacement {
    beside: PathBuf,
    file: PathBuf,
    before: Option<Vec<u8>>,
}

impl Replacement {
    /// Writes the content beside the file, which was `before`; `None`: whatever it was, or nothing. Where it is
    /// a link, that stays one.
    ///
    /// # Errors
    /// Why it cannot be written. Nothing is left behind.
    pub fn prepare(
        path: &Path,
        before: Option<&[u8]>,
        content: &[u8],
    ) -> Result<Replacement, Unwritten> {
        let file = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let like = match fs::metadata(&file) {
            Ok(there) if !there.is_file() => return Err(Unwritten::NoFile),
            Ok(there) => Some(there),
            Err(error) if before.is_none() && error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        if like.is_some() {
            // A file that may not be written could be renamed over all the same.
            drop(OpenOptions::new().write(true).open(&file)?);
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // Hidden, so that nobody takes it for a file of the center.
        let beside = file.with_file_name(format!(".{name}.{}", std::process::id()));
        let before = before.map(<[u8]>::to_vec);
        let opened = create(&beside, like.is_some())?;
        let replacement = Replacement {
            beside,
            file,
            before,
        };
        write(opened, like.as_ref(), content)?;
        replacement.is_unchanged()?;
        Ok(replacement)
    }

    /// Puts it in the place of the file.
    ///
    /// # Errors
    /// Why that cannot be.
    pub fn commit(self) -> Result<(), Unwritten> {
        self.is_unchanged()?;
        fs::rename(&self.beside, &self.file)?;
        Ok(())
    }

    fn is_unchanged(&self) -> Result<(), Unwritten> {
        let Some(before) = &self.before else {
            return Ok(());
        };
        let there = bounded(&self.file, before.len())?;
        match there.as_ref() == Some(before) {
            true => Ok(()),
            false => Err(Unwritten::Changed),
        }
    }
}

/// One that was not put in place is taken away.
impl Drop for Replacement {
    fn drop(&mut self) {
        // After a commit it is not there any more.
        let _ = fs::remove_file(&self.beside);
    }
}

/// Writes a file, all of it or nothing.
///
/// # Errors
/// Why it cannot be written.
pub fn put(path: &Path, content: &[u8]) -> Result<(), Failure> {
    let prepared = Replacement::prepare(path, None, content);
    let put = prepared.and_then(Replacement::commit);
    put.map_err(|why| why.failure(path))
}

/// A file that for no moment can be read by more people than the one whose place it takes.
fn create(beside: &Path, takes_place: bool) -> io::Result<File> {
    if let Some(directory) = beside.parent().filter(|_| !takes_place) {
        fs::create_dir_all(directory)?;
    }
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(if takes_place { 0o600 } else { 0o666 })
        .open(beside)
}

fn write(mut file: File, like: Option<&Metadata>, content: &[u8]) -> io::Result<()> {
    if let Some(like) = like {
        own(&file, like)?;
    }
    file.write_all(content)?;
    if let Some(like) = like {
        file.set_permissions(like.permissions())?;
    }
    file.sync_all()
}

fn own(file: &File, like: &Metadata) -> io::Result<()> {
    let ours = file.metadata()?;
    if (ours.uid(), ours.gid()) == (like.uid(), like.gid()) {
        return Ok(());
    }
    fchown(file, Some(like.uid()), Some(like.gid()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn file() -> (tempfile::TempDir, PathBuf) {
        let root = tempfile::tempdir().expect("a directory");
        let path = root.path().join("a.yaml");
        fs::write(&path, "old").expect("written");
        (root, path)
    }

    fn names(root: &tempfile::TempDir) -> usize {
        fs::read_dir(root.path()).expect("a directory").count()
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_keeps_its_mode() {
        let (root, path) = file();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("a mode");
        let prepared = Replacement::prepare(&path, Some(b"old"), b"new").expect("prepared");
        assert_eq!(fs::read(&path).expect("read"), b"old");
        prepared.commit().expect("committed");
        assert_eq!(fs::read(&path).expect("read"), b"new");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!((mode & 0o777, names(&root)), (0o640, 1));
    }

    #[test]
    fn what_is_not_put_in_place_leaves_nothing() {
        let (root, path) = file();
        drop(Replacement::prepare(&path, Some(b"old"), b"new"));
        assert_eq!(names(&root), 1);
    }

    #[test]
    fn a_link_stays_one() {
        let (root, path) = file();
        let link = root.path().join("b.yaml");
        symlink("a.yaml", &link).expect("a link");
        put(&link, b"new").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"new");
        assert!(link.is_symlink());
    }

    #[test]
    fn what_somebody_else_has_written_stays() {
        let (root, path) = file();
        let early = Replacement::prepare(&path, Some(b"older"), b"new");
        assert!(matches!(early, Err(Unwritten::Changed)), "{early:?}");
        let late = Replacement::prepare(&path, Some(b"old"), b"new").expect("prepared");
        fs::write(&path, "another").expect("written");
        let late = late.commit();
        assert!(matches!(late, Err(Unwritten::Changed)), "{late:?}");
        assert_eq!(fs::read(&path).expect("a file"), b"another");
        assert_eq!(names(&root), 1);
    }

    #[test]
    fn a_file_that_was_read_and_is_gone_and_a_directory_are_not_written() {
        let (root, _) = file();
        let gone = Replacement::prepare(&root.path().join("c.yaml"), Some(b""), b"new");
        assert!(matches!(gone, Err(Unwritten::System(_))), "{gone:?}");
        let directory = Replacement::prepare(root.path(), None, b"new");
        assert!(matches!(directory, Err(Unwritten::NoFile)), "{directory:?}");
        put(&root.path().join("d/e.yaml"), b"new").expect("written");
        assert_eq!(names(&root), 2);
    }
}
