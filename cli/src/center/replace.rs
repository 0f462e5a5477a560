//! Puts other text in the place of a file of a center: it is written beside the file and renamed, so that
//! whoever reads the file finds the one or the other.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::PathBuf;

use super::files::{Directory, bounded};
use crate::failure::reason;

/// Why a file is not written.
#[derive(Debug, thiserror::Error)]
pub enum Unwritten {
    /// It is a link, or lies behind one: what it leads to may be shared.
    #[error("it lies behind a symbolic link")]
    Link,
    /// Somebody else has written it.
    #[error("it has changed meanwhile")]
    Changed,
    /// The system does not let it be written.
    #[error("{}", reason(.0))]
    System(#[from] io::Error),
}

/// Other text for a file, written beside it.
#[derive(Debug)]
pub struct Replacement {
    beside: PathBuf,
    file: PathBuf,
}

impl Replacement {
    /// Writes the text beside the file at `path`, which was `before`.
    pub fn prepare(
        directory: &Directory,
        path: &str,
        before: &[u8],
        text: &[u8],
    ) -> Result<Replacement, Unwritten> {
        let file = directory.root().join(path);
        if file.canonicalize()? != file {
            return Err(Unwritten::Link);
        }
        // A file that may not be written could be renamed over all the same.
        drop(OpenOptions::new().write(true).open(&file)?);
        if bounded(&file, lang::MAX_FILE_BYTES)?.as_deref() != Some(before) {
            return Err(Unwritten::Changed);
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // Hidden, so that nobody takes it for a file of the center.
        let beside = file.with_file_name(format!(".{name}.{}", std::process::id()));
        let mut new = File::create_new(&beside)?;
        let replacement = Replacement { beside, file };
        new.set_permissions(fs::metadata(&replacement.file)?.permissions())?;
        new.write_all(text)?;
        new.sync_all()?;
        Ok(replacement)
    }

    /// Puts it in the place of the file.
    pub fn commit(self) -> Result<(), Unwritten> {
        fs::rename(&self.beside, &self.file)?;
        Ok(())
    }
}

/// One that was not put in place is taken away.
impl Drop for Replacement {
    fn drop(&mut self) {
        // After a commit it is not there any more.
        let _ = fs::remove_file(&self.beside);
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn directory() -> (tempfile::TempDir, Directory) {
        let root = tempfile::tempdir().expect("a directory");
        fs::write(root.path().join("a.yaml"), "old").expect("written");
        let directory = Directory::open(root.path()).expect("a directory");
        (root, directory)
    }

    fn names(root: &tempfile::TempDir) -> usize {
        fs::read_dir(root.path()).expect("a directory").count()
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_keeps_its_mode() {
        let (root, directory) = directory();
        let path = root.path().join("a.yaml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("a mode");
        let prepared = Replacement::prepare(&directory, "a.yaml", b"old", b"new");
        let prepared = prepared.expect("prepared");
        assert_eq!(fs::read(&path).expect("read"), b"old");
        prepared.commit().expect("committed");
        assert_eq!(fs::read(&path).expect("read"), b"new");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!((mode & 0o777, names(&root)), (0o640, 1));
    }

    #[test]
    fn what_is_not_put_in_place_leaves_nothing() {
        let (root, directory) = directory();
        drop(Replacement::prepare(&directory, "a.yaml", b"old", b"new"));
        assert_eq!(names(&root), 1);
    }

    #[test]
    fn links_and_files_that_somebody_else_has_written_are_left() {
        let (root, directory) = directory();
        symlink("a.yaml", root.path().join("b.yaml")).expect("a link");
        let link = Replacement::prepare(&directory, "b.yaml", b"old", b"new");
        assert!(matches!(link, Err(Unwritten::Link)), "{link:?}");
        let changed = Replacement::prepare(&directory, "a.yaml", b"older", b"new");
        assert!(matches!(changed, Err(Unwritten::Changed)), "{changed:?}");
        let gone = Replacement::prepare(&directory, "c.yaml", b"", b"new");
        assert!(matches!(gone, Err(Unwritten::System(_))), "{gone:?}");
        assert_eq!(names(&root), 2);
    }
}
