//! The thread that brings finished files to the disk.

use std::sync::mpsc;

use super::disk::Disk;
use super::writer::{Finished, RecordingEvent, RecordingFailure};
use super::{Tag, wav};

/// Files that are sealed together.
const BATCH: usize = 256;

/// Seals files until there are no more to come. Those that wait are sealed together, so that a
/// folder with many of them is synced once.
pub(super) fn run(
    disk: &dyn Disk,
    finished: &mpsc::Receiver<Finished>,
    tell: &dyn Fn(Tag, RecordingEvent),
) {
    while let Ok(first) = finished.recv() {
        let mut batch = vec![first];
        batch.extend(finished.try_iter().take(BATCH - 1));
        let problem = seal(disk, &batch).err();
        for file in batch {
            if let Some(error) = &problem {
                tracing::warn!(file = %file.path.display(), %error, "a recording may not be durable");
                let why = RecordingFailure::NotWritten(error.kind());
                tell(
                    file.tag,
                    RecordingEvent::Failed {
                        recording: file.recording,
                        why,
                    },
                );
            }
            tell(file.tag, closed(file));
        }
    }
}

fn seal(disk: &dyn Disk, batch: &[Finished]) -> std::io::Result<()> {
    for file in batch {
        file.tape.sync()?;
    }
    let paths: Vec<_> = batch.iter().map(|file| file.path.as_path()).collect();
    disk.seal(&paths)
}

fn closed(file: Finished) -> RecordingEvent {
    RecordingEvent::Closed {
        recording: file.recording,
        file: file.path,
        duration_ms: file.audio / wav::FRAME * 1_000 / wav::RATE,
        bytes: wav::HEADER + file.audio,
    }
}
