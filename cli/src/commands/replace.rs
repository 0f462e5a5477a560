//! A file that gets its content, all of it or nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::Path;

use crate::center::bounded;
use crate::failure::Failure;

/// Writes `new` where `old` is read, with the same owner and permissions. Whoever reads the file meanwhile
/// reads one or the other; what somebody else has written meanwhile stays.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Failure> {
    let unchanged = || Ok(bounded(path, old.len())?.is_some_and(|bytes| bytes == old));
    if renamed(path, new, unchanged)? {
        return Ok(());
    }
    let message = format!("{} was changed by somebody else meanwhile", path.display());
    Err(Failure::error(message).help("do it again"))
}

/// Writes a file, whether it is there or not.
pub fn put(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file()) {
        return Err(Failure::error(format!("{} is no file", path.display())));
    }
    renamed(path, bytes, || Ok(true)).map(drop)
}

/// Writes a file beside it and gives that its name, if it may have it.
fn renamed(
    path: &Path,
    bytes: &[u8],
    may: impl FnOnce() -> io::Result<bool>,
) -> Result<bool, Failure> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = write(path, &beside, bytes).and_then(|()| {
        let may = may()?;
        if may {
            fs::rename(&beside, path)?;
        }
        Ok(may)
    });
    if !matches!(written, Ok(true)) {
        // It may not have come to be.
        let _ = fs::remove_file(&beside);
    }
    written.map_err(|error| Failure::unwritten(path, &error))
}

/// The file beside it, which for no moment can be read by more people.
fn write(path: &Path, beside: &Path, new: &[u8]) -> io::Result<()> {
    let like = fs::metadata(path).ok();
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(if like.is_some() { 0o600 } else { 0o666 })
        .open(beside)?;
    if let Some(like) = &like {
        own(&file, like)?;
    }
    file.write_all(new)?;
    if let Some(like) = like {
        file.set_permissions(like.permissions())?;
    }
    file.sync_all()
}

fn own(file: &File, like: &fs::Metadata) -> io::Result<()> {
    let ours = file.metadata()?;
    if (ours.uid(), ours.gid()) == (like.uid(), like.gid()) {
        return Ok(());
    }
    fchown(file, Some(like.uid()), Some(like.gid()))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_file_gets_its_content_and_keeps_its_permissions() {
        let root = tempfile::tempdir().expect("a directory");
        let path = root.path().join("a.yaml");
        fs::write(&path, "old").expect("written");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("permissions");
        replace(&path, b"old", b"new").expect("replaced");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        let mode = fs::metadata(&path).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
        assert_eq!(fs::read_dir(root.path()).expect("a directory").count(), 1);
    }

    #[test]
    fn what_somebody_else_has_written_stays() {
        let root = tempfile::tempdir().expect("a directory");
        let path = root.path().join("a.yaml");
        fs::write(&path, "another").expect("written");
        replace(&path, b"old", b"new").expect_err("it is another");
        assert_eq!(fs::read(&path).expect("a file"), b"another");
        assert_eq!(fs::read_dir(root.path()).expect("a directory").count(), 1);
    }
}
