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

/// What is in the place of a file before it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// Whatever it may be.
    Whatever,
    /// Nothing.
    Nothing,
    /// A file of this content.
    Was(Vec<u8>),
}

impl From<Option<&[u8]>> for Before {
    /// What was read, or that there was nothing.
    fn from(read: Option<&[u8]>) -> Before {
        read.map_or(Before::Nothing, |bytes| Before::Was(bytes.to_vec()))
    }
}

/// Other content for a file, written beside it.
#[derive(Debug)]
pub struct Replacement {
    beside: PathBuf,
    file: PathBuf,
    before: Before,
}

impl Replacement {
    /// Writes the content beside the file. Where it is a link, that stays one.
    ///
    /// # Errors
    /// Why it cannot be written. Nothing is left behind.
    pub fn prepare(path: &Path, before: Before, content: &[u8]) -> Result<Replacement, Unwritten> {
        let file = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let was_read = matches!(before, Before::Was(_));
        let like = match fs::metadata(&file) {
            Ok(there) if !there.is_file() => return Err(Unwritten::NoFile),
            Ok(there) => Some(there),
            Err(error) if !was_read && error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error.into()),
        };
        if like.is_some() {
            // A file that may not be written could be renamed over all the same.
            drop(OpenOptions::new().write(true).open(&file)?);
        }
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        // Hidden, so that nobody takes it for a file of the center.
        let beside = file.with_file_name(format!(".{name}.{}", std::process::id()));
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
        let unchanged = match &self.before {
            Before::Whatever => true,
            Before::Nothing => !self.file.try_exists()?,
            Before::Was(bytes) => bounded(&self.file, bytes.len())?.as_ref() == Some(bytes),
        };
        match unchanged {
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
    let prepared = Replacement::prepare(path, Before::Whatever, content);
    let put = prepared.and_then(Replacement::commit);
    put.map_err(|why| why.failure(path))
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

/// Writes files: all of them beside those that they replace, then each in its place.
///
/// # Errors
/// Why one of them cannot be written, and whether others are.
pub fn replace_all<'t>(
    root: &Path,
    others: impl IntoIterator<Item = Other<'t>>,
) -> Result<(), Failure> {
    let unwritten = |path: &Path, why: Unwritten, help: &str| {
        Failure::error(format!("{} cannot be written: {why}", path.display())).help(help)
    };
    let mut ready = Vec::new();
    for other in others {
        let path = root.join(other.path);
        let one = Replacement::prepare(&path, other.before.into(), other.text.as_bytes());
        let one = one.map_err(|why| unwritten(&path, why, "nothing was written"))?;
        ready.push((path, one));
    }
    for (path, one) in &ready {
        let help = "nothing was written; do it again";
        one.is_unchanged()
            .map_err(|why| unwritten(path, why, help))?;
    }
    for (path, one) in ready {
        let help = "look at what has changed in the files before it, and do it again";
        one.commit().map_err(|why| unwritten(&path, why, help))?;
    }
    Ok(())
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

    fn was(bytes: &[u8]) -> Before {
        Before::Was(bytes.to_vec())
    }

    fn names(root: &tempfile::TempDir) -> usize {
        fs::read_dir(root.path()).expect("a directory").count()
    }

    #[test]
    fn a_file_is_replaced_as_a_whole_and_keeps_its_mode() {
        let (root, path) = file();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("a mode");
        let prepared = Replacement::prepare(&path, was(b"old"), b"new").expect("prepared");
        assert_eq!(fs::read(&path).expect("read"), b"old");
        prepared.commit().expect("committed");
        assert_eq!(fs::read(&path).expect("read"), b"new");
        let mode = fs::metadata(&path).expect("there").permissions().mode();
        assert_eq!((mode & 0o777, names(&root)), (0o640, 1));
    }

    #[test]
    fn what_is_not_put_in_place_leaves_nothing() {
        let (root, path) = file();
        drop(Replacement::prepare(&path, was(b"old"), b"new"));
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
        let early = Replacement::prepare(&path, was(b"older"), b"new");
        assert!(matches!(early, Err(Unwritten::Changed)), "{early:?}");
        let late = Replacement::prepare(&path, was(b"old"), b"new").expect("prepared");
        fs::write(&path, "another").expect("written");
        let late = late.commit();
        assert!(matches!(late, Err(Unwritten::Changed)), "{late:?}");
        assert_eq!(fs::read(&path).expect("a file"), b"another");
        assert_eq!(names(&root), 1);
    }

    #[test]
    fn a_file_that_was_read_and_is_gone_and_a_directory_are_not_written() {
        let (root, _) = file();
        let gone = Replacement::prepare(&root.path().join("c.yaml"), was(b""), b"new");
        assert!(matches!(gone, Err(Unwritten::System(_))), "{gone:?}");
        let directory = Replacement::prepare(root.path(), Before::Whatever, b"new");
        assert!(matches!(directory, Err(Unwritten::NoFile)), "{directory:?}");
        put(&root.path().join("d/e.yaml"), b"new").expect("written");
        assert_eq!(names(&root), 2);
    }

    #[test]
    fn of_several_files_none_is_written_if_one_has_changed() {
        let (root, path) = file();
        let others = [
            ("a.yaml", Some(&b"old"[..])),
            ("b/c.yaml", None),
            ("a.yaml", None),
        ];
        let others = others.map(|(path, before)| Other {
            path,
            before,
            text: "new",
        });
        replace_all(root.path(), others).expect_err("it is there");
        assert_eq!(fs::read(&path).expect("read"), b"old");
        assert!(!root.path().join("b/c.yaml").exists());
    }
}
