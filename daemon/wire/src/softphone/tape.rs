//! Files of what one side says, cut out of the recorder's two channels.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::recorder::{Disk, Tape};

/// Bytes of a WAV file's header.
const HEADER: usize = 44;

/// A disk with one file for each recording, all beside each other: `call.wav`, `call-2.wav` …
#[derive(Debug)]
pub(super) struct Takes(PathBuf);

impl Takes {
    pub(super) fn new(first: PathBuf) -> Takes {
        Takes(first)
    }
}

/// The file of a recording; they are counted from 1.
pub(super) fn numbered(first: &Path, recording: u128) -> PathBuf {
    if recording <= 1 {
        return first.to_owned();
    }
    let stem = first.file_stem().unwrap_or_default().to_string_lossy();
    let name = match first.extension() {
        Some(kind) => format!("{stem}-{recording}.{}", kind.to_string_lossy()),
        None => format!("{stem}-{recording}"),
    };
    first.with_file_name(name)
}

impl Disk for Takes {
    /// The recorder names a file by the number of its recording.
    fn create(&self, path: &Path) -> io::Result<Box<dyn Tape>> {
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let number = stem
            .and_then(|stem| stem.parse::<uuid::Uuid>().ok())
            .map_or(1, |id| id.as_u128());
        let file = File::create(numbered(&self.0, number))?;
        Ok(Box::new(Left(file)))
    }

    fn seal(&self, _: &[&Path]) -> io::Result<()> {
        Ok(())
    }
}

/// A file that keeps the left channel.
struct Left(File);

impl Tape for Left {
    fn write_at(&self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        if offset == 0 {
            return self.0.write_all_at(&mono(bytes), 0);
        }
        let left: Vec<u8> = bytes
            .as_chunks::<4>()
            .0
            .iter()
            .flat_map(|[low, high, _, _]| [*low, *high])
            .collect();
        let head = HEADER as u64;
        self.0
            .write_all_at(&left, head + offset.saturating_sub(head) / 2)
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

/// The header of half the audio on one channel.
fn mono(stereo: &[u8]) -> Vec<u8> {
    let audio = stereo
        .get(40..HEADER)
        .and_then(|length| length.try_into().ok())
        .map_or(0, u32::from_le_bytes)
        / 2;
    let mut header = stereo.to_vec();
    let fields: [(usize, &[u8]); 5] = [
        (4, &(audio + HEADER as u32 - 8).to_le_bytes()),
        (22, &1_u16.to_le_bytes()),
        (28, &16_000_u32.to_le_bytes()),
        (32, &2_u16.to_le_bytes()),
        (40, &audio.to_le_bytes()),
    ];
    for (at, value) in fields {
        if let Some(field) = header.get_mut(at..at + value.len()) {
            field.copy_from_slice(value);
        }
    }
    header
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn later_recordings_have_their_number_in_the_name() {
        let first = Path::new("a/call.wav");
        assert_eq!(numbered(first, 1), first);
        assert_eq!(numbered(first, 2), Path::new("a/call-2.wav"));
        assert_eq!(numbered(Path::new("call"), 3), Path::new("call-3"));
    }
}
