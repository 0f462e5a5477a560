//! Puts other text in the place of a file of a center: it is written beside the file and renamed, so that
//! whoever reads the file finds the one or the other.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::{Path, PathBuf};

use super::files::{Directory, bounded};
use crate::failure::{Failure, reason};

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
    /// What it was; `None`: it was not there.
    before: Option<Vec<u8>>,
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
        Replacement::beside(file, Some(before.to_owned()), text)
    }

    fn beside(
        file: PathBuf,
        before: Option<Vec<u8>>,
        text: &[u8],
    ) -> Result<Replacement, Unwritten> {
        match before {
            // A file that may not be written could be renamed over all the same.
            Some(_) => drop(OpenOptions::new().write(true).open(&file)?),
            None => fs::create_dir_all(file.parent().unwrap_or(Path::new("")))?,
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // Hidden, so that nobody takes it for a file of the center.
        let beside = file.with_file_name(format!(".{name}.{}", std::process::id()));
        let mut options = OpenOptions::new();
        let mode = if before.is_some() { 0o600 } else { 0o666 };
        let new = options
            .write(true)
            .create_new(true)
            .mode(mode)
            .open(&beside)?;
        let replacement = Replacement {
            beside,
            file,
            before,
        };
        replacement.unchanged()?;
        replacement.fill(new, text)?;
        Ok(replacement)
    }

    /// Whether the file is what it was.
    fn unchanged(&self) -> Result<(), Unwritten> {
        let there = match &self.before {
            Some(_) => bounded(&self.file, lang::MAX_FILE_BYTES)?,
            None if self.file.try_exists()? => return Err(Unwritten::Changed),
            None => None,
        };
        match there == self.before {
            true => Ok(()),
            false => Err(Unwritten::Changed),
        }
    }

    /// Writes the text, with the owner and the permissions of the file.
    fn fill(&self, mut new: File, text: &[u8]) -> io::Result<()> {
        if self.before.is_some() {
            let (like, ours) = (fs::metadata(&self.file)?, new.metadata()?);
            if (ours.uid(), ours.gid()) != (like.uid(), like.gid()) {
                fchown(&new, Some(like.uid()), Some(like.gid()))?;
            }
            new.set_permissions(like.permissions())?;
        }
        new.write_all(text)?;
        new.sync_all()
    }

    /// Puts it in the place of the file.
    pub fn commit(self) -> Result<(), Unwritten> {
        self.unchanged()?;
        fs::rename(&self.beside, &self.file)?;
        Ok(())
    }
}

/// Another text for a file below a directory, and what is there: `None`, where nothing is.
pub struct Other<'t> {
    /// Where, from the directory.
    pub path: &'t str,
    /// What it was.
    pub before: Option<&'t [u8]>,
    /// What it is to be.
    pub text: &'t str,
}

/// Writes files: all of them beside those that they replace, then each in its place. What somebody else has
/// written meanwhile stays, and links stay links.
pub fn replace_all<'t>(
    root: &Path,
    others: impl IntoIterator<Item = Other<'t>>,
) -> Result<(), Failure> {
    let mut ready = Vec::new();
    for other in others {
        let path = root.join(other.path);
        let file = path.canonicalize().unwrap_or_else(|_| path.clone());
        let before = other.before.map(<[u8]>::to_owned);
        let one = Replacement::beside(file, before, other.text.as_bytes());
        let one = one.map_err(|why| unwritten(&path, &why).help("nothing was written"))?;
        ready.push((path, one));
    }
    for (path, one) in &ready {
        let unchanged = one.unchanged();
        unchanged.map_err(|why| unwritten(path, &why).help("nothing was written; do it again"))?;
    }
    for (path, one) in ready {
        let help = "look at what has changed in the files before it, and do it again";
        one.commit()
            .map_err(|why| unwritten(&path, &why).help(help))?;
    }
    Ok(())
}

fn unwritten(path: &Path, why: &Unwritten) -> Failure {
    Failure::error(format!("{} cannot be written: {why}", path.display()))
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

    fn all(root: &tempfile::TempDir, before: &[u8]) -> Result<(), Failure> {
        let other = |path, before| Other {
            path,
            before,
            text: "new",
        };
        let others = [other("a.yaml", Some(before)), other("deep/b.yaml", None)];
        replace_all(root.path(), others)
    }

    #[test]
    fn files_that_there_are_and_files_that_there_are_not_are_written_together() {
        let (root, _) = directory();
        all(&root, b"old").expect("written");
        let read = |path| fs::read(root.path().join(path)).expect("read");
        assert_eq!(
            (read("a.yaml"), read("deep/b.yaml")),
            (b"new".into(), b"new".into())
        );
        assert_eq!(names(&root), 2);
    }

    #[test]
    fn of_several_none_is_written_where_somebody_else_has_written_one() {
        let (root, _) = directory();
        all(&root, b"older").expect_err("it has changed");
        assert_eq!(fs::read(root.path().join("a.yaml")).expect("read"), b"old");
        assert!(!root.path().join("deep").exists());
    }

    #[test]
    fn what_is_written_between_is_not_lost() {
        let (root, directory) = directory();
        let one = Replacement::prepare(&directory, "a.yaml", b"old", b"one").expect("prepared");
        fs::write(root.path().join("a.yaml"), "another").expect("written");
        let refused = one.commit();
        assert!(matches!(refused, Err(Unwritten::Changed)), "{refused:?}");
        assert_eq!(
            fs::read(root.path().join("a.yaml")).expect("read"),
            b"another"
        );
        assert_eq!(names(&root), 1);
    }

    #[test]
    fn a_file_behind_a_link_is_written_and_the_link_stays() {
        let (root, _) = directory();
        symlink("a.yaml", root.path().join("b.yaml")).expect("a link");
        let other = Other {
            path: "b.yaml",
            before: Some(b"old"),
            text: "new",
        };
        replace_all(root.path(), [other]).expect("written");
        let link = root.path().join("b.yaml");
        assert!(link.is_symlink());
        assert_eq!(fs::read(root.path().join("a.yaml")).expect("read"), b"new");
    }
}
