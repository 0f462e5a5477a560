//! The thread that writes audio.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use super::disk::{Disk, Tape};
use super::path::recording_path;
use super::queue::{Chunk, Messages};
use super::{Tag, Tell, wav};

/// What became of a recording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordingEvent {
    /// Its file is finished and on the disk. Comes once, at the end, if there is a file.
    Closed {
        /// The recording.
        recording: u128,
        /// Where the file is, relative to the data directory.
        file: PathBuf,
        /// How long it is.
        duration_ms: u64,
        /// How big the file is.
        bytes: u64,
    },
    /// Something is wrong with it; told once, when it shows.
    Failed {
        /// The recording.
        recording: u128,
        /// What.
        why: RecordingFailure,
    },
}

/// What can be wrong with a recording.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordingFailure {
    /// There is no file, and `Closed` will not come.
    #[error("the recording's file cannot be created ({0}); check the data directory")]
    NotCreated(io::ErrorKind),
    /// It ends early; what was written before is kept.
    #[error("the recording ends early, its file cannot be written ({0}); check the disk")]
    NotWritten(io::ErrorKind),
    /// It ends early because a WAV file can be no longer.
    #[error("the recording ends early, after the 37 hours that a WAV file can hold")]
    TooLong,
    /// Silence stands for audio that the disk was too slow for; the recording goes on.
    #[error("parts of the recording are silent because the disk was too slow")]
    Gap,
    /// It never began, because a leg was not there. `Closed` will not come.
    #[error("the recording never began because one of its legs was not there")]
    NeverBegan,
}

/// A file whose audio is complete.
pub(super) struct Finished {
    pub(super) tag: Tag,
    pub(super) recording: u128,
    pub(super) path: PathBuf,
    pub(super) tape: Box<dyn Tape>,
    pub(super) audio: u64,
}

pub(super) struct Writer {
    disk: Arc<dyn Disk>,
    tell: Tell,
    finished: mpsc::Sender<Finished>,
    open: HashMap<u128, Open>,
    bytes: Vec<u8>,
}

/// A recording that has not ended.
struct Open {
    tag: Tag,
    path: PathBuf,
    /// `None` once it failed before anything was written.
    tape: Option<Box<dyn Tape>>,
    audio: u64,
    failed: bool,
}

impl Writer {
    pub(super) fn new(disk: Arc<dyn Disk>, tell: Tell, finished: mpsc::Sender<Finished>) -> Writer {
        Writer {
            disk,
            tell,
            finished,
            open: HashMap::new(),
            bytes: Vec::new(),
        }
    }

    /// Writes until there is nothing more to come, and then ends what has no end.
    pub(super) fn run(&mut self, messages: &Messages) {
        while let Some(chunk) = messages.next() {
            self.take(&chunk);
        }
        let without_end: Vec<_> = self.open.keys().copied().collect();
        without_end
            .into_iter()
            .for_each(|recording| self.finish(recording));
    }

    fn take(&mut self, chunk: &Chunk) {
        let recording = chunk.begin.recording;
        if !self.open.contains_key(&recording) {
            let open = self.begin(chunk);
            self.open.insert(recording, open);
        }
        if let Some(open) = self.open.get_mut(&recording)
            && let Some(why) = open.write(chunk, &mut self.bytes)
        {
            (self.tell)(open.tag, RecordingEvent::Failed { recording, why });
        }
        if chunk.last {
            self.finish(recording);
        }
    }

    fn begin(&self, chunk: &Chunk) -> Open {
        let begin = chunk.begin;
        let path = recording_path(begin.recording, begin.at);
        let tape = create(&*self.disk, &path);
        let failure = tape.as_ref().err().map(io::Error::kind);
        if let Some(kind) = failure {
            let why = RecordingFailure::NotCreated(kind);
            let event = RecordingEvent::Failed {
                recording: begin.recording,
                why,
            };
            (self.tell)(begin.tag, event);
        }
        Open {
            tag: begin.tag,
            path,
            tape: tape.ok(),
            audio: 0,
            failed: failure.is_some(),
        }
    }

    fn finish(&mut self, recording: u128) {
        let Some(Open {
            tag,
            path,
            tape: Some(tape),
            audio,
            failed,
        }) = self.open.remove(&recording)
        else {
            return;
        };
        if let Err(error) = tape.write_at(0, &wav::header(audio))
            && !failed
        {
            let why = RecordingFailure::NotWritten(error.kind());
            (self.tell)(tag, RecordingEvent::Failed { recording, why });
        }
        // The sealer ends only after this sender is gone, so this cannot fail.
        let _ = self.finished.send(Finished {
            tag,
            recording,
            path,
            tape,
            audio,
        });
    }
}

/// The header comes first, telling of no audio: that is what marks a file for repair.
fn create(disk: &dyn Disk, path: &Path) -> io::Result<Box<dyn Tape>> {
    let tape = disk.create(path)?;
    tape.write_at(0, &wav::header(0))?;
    Ok(tape)
}

impl Open {
    /// Writes a chunk at its place; a chunk that is missing before it stays silent.
    fn write(&mut self, chunk: &Chunk, bytes: &mut Vec<u8>) -> Option<RecordingFailure> {
        let tape = self.tape.as_deref().filter(|_| !self.failed)?;
        let offset = chunk.frame * wav::FRAME;
        bytes.clear();
        bytes.extend(chunk.samples.iter().flat_map(|sample| sample.to_le_bytes()));
        let end = offset + bytes.len() as u64;
        let failure = if bytes.is_empty() {
            return None;
        } else if end > wav::MOST_AUDIO {
            RecordingFailure::TooLong
        } else {
            match tape.write_at(wav::HEADER + offset, bytes) {
                Ok(()) => {
                    self.audio = end;
                    return None;
                }
                Err(error) => RecordingFailure::NotWritten(error.kind()),
            }
        };
        self.failed = true;
        Some(failure)
    }
}
