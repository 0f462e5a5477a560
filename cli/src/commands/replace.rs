//! A file that gets another content, all of it or nothing.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, fchown};
use std::path::Path;

use crate::center::bounded;
use crate::failure::Failure;

/// Writes `new` where `old` is read, with the same owner and permissions. Whoever reads the file meanwhile
/// reads one or the other; what somebody else has written meanwhile stays.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Failure> {
    let unwritten = |error: io::Error| Failure::unwritten(path, &error);
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let written = write(path, &beside, new).and_then(|()| {
        let same = bounded(path, old.len())?.is_some_and(|bytes| bytes == old);
        if same {
            fs::rename(&beside, path)?;
        }
        Ok(same)
    });
    if !matches!(written, Ok(true)) {
        // It may not have come to be.
        let _ = fs::remove_file(&beside);
    }
    match written {
        Ok(true) => Ok(()),
        Ok(false) => {
            let message = format!("{} was changed by somebody else meanwhile", path.display());
            Err(Failure::error(message).help("do it again"))
        }
        Err(error) => Err(unwritten(error)),
    }
}

/// The file beside it, which for no moment can be read by more people.
fn write(path: &Path, beside: &Path, new: &[u8]) -> io::Result<()> {
    let like = fs::metadata(path)?;
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(beside)?;
    own(&file, &like)?;
    file.write_all(new)?;
    file.set_permissions(like.permissions())?;
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
