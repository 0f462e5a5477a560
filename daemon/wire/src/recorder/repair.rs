//! Mends the files that were being written when the process died.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::os::unix::fs::FileExt;
use std::path::{Component, Path, PathBuf};

use super::disk::{Disk, Folder};
use super::path::{NOTES, ROOT};
use super::wav;

/// A file that was mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// Where it is, relative to the data directory.
    pub file: PathBuf,
    /// How long it is.
    pub duration_ms: u64,
    /// How big it is.
    pub bytes: u64,
}

/// Gives every unfinished recording below the data directory a header that tells its true length.
/// Only unfinished files are read, and none may be in use.
///
/// # Errors
/// If the notes about unfinished recordings cannot be read. A file that cannot be mended is logged,
/// and its note stays for the next start.
pub fn repair(data: &Path) -> io::Result<Vec<Repaired>> {
    let notes = match fs::read_dir(data.join(NOTES)) {
        Ok(notes) => notes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut repaired = Vec::new();
    for note in notes {
        let note = note?.path();
        match mend(data, &note) {
            Ok(file) => repaired.extend(file),
            Err(error) => {
                tracing::warn!(note = %note.display(), %error, "a recording cannot be repaired");
            }
        }
    }
    repaired.sort_unstable_by(|one, other| one.file.cmp(&other.file));
    Ok(repaired)
}

/// Mends the file of a note; `None` if the process died before there was one.
fn mend(data: &Path, note: &Path) -> io::Result<Option<Repaired>> {
    let path = PathBuf::from(fs::read_to_string(note)?);
    if !is_recording(&path) {
        fs::remove_file(note)?;
        return Ok(None);
    }
    let file = match File::options()
        .read(true)
        .write(true)
        .open(data.join(&path))
    {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::remove_file(note)?;
            return Ok(None);
        }
        Err(error) => return Err(error),
    };
    let audio = file
        .metadata()?
        .len()
        .saturating_sub(wav::HEADER)
        .min(wav::MOST_AUDIO);
    let audio = audio / wav::FRAME * wav::FRAME;
    file.write_all_at(&wav::header(audio), 0)?;
    file.set_len(wav::HEADER + audio)?;
    file.sync_all()?;
    Folder::new(data).seal(&[&path])?;
    let duration_ms = audio / wav::FRAME * 1_000 / wav::RATE;
    Ok(Some(Repaired {
        file: path,
        duration_ms,
        bytes: wav::HEADER + audio,
    }))
}

/// Whether a note names a file that we may have written; it may be torn itself.
fn is_recording(path: &Path) -> bool {
    path.starts_with(ROOT)
        && path.extension().is_some_and(|extension| extension == "wav")
        && path
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
}
