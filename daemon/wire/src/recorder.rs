//! The files of the recordings: two-channel 16-bit WAV at 8 kHz.
//!
//! Media threads hand over audio and go on at once. One thread writes; another one brings finished
//! files to the disk, because that can take long and must not hold up those that are being written.
//! A file is at its final path from its first byte. A note beside it says that it is unfinished, so
//! [`repair`] finds the files whose header a crash left behind without reading all of them.

mod disk;
mod path;
mod queue;
mod repair;
mod sealer;
mod wav;
mod writer;

use std::io;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::JoinHandle;

pub use disk::{Disk, Folder, Tape};
pub use path::recording_path;
pub use repair::{Repaired, repair};
pub use writer::{RecordingEvent, RecordingFailure};

pub(crate) use queue::{Chunk, Tray};

use queue::Message;

/// Where the recorder tells what became of a recording.
pub(crate) type Tell = Arc<dyn Fn(Tag, RecordingEvent) + Send + Sync>;

/// What the owner of a recording wants to get back with every event of it: its room.
pub(crate) type Tag = u128;

/// What begins a recording's file.
#[derive(Copy, Clone, Debug)]
pub(crate) struct Begin {
    pub(crate) tag: Tag,
    pub(crate) recording: u128,
    /// When it begins, for the folder.
    pub(crate) at: jiff::Timestamp,
}

/// The two threads and the queue before them.
pub(crate) struct Recorder {
    tray: Tray,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

impl Recorder {
    /// Starts the threads. At most `limit` bytes of audio wait for the disk.
    pub(crate) fn start(disk: Arc<dyn Disk>, limit: usize, tell: Tell) -> io::Result<Recorder> {
        let (tray, messages) = queue::tray(limit);
        let (finished, to_seal) = mpsc::channel();
        let mut writer = writer::Writer::new(Arc::clone(&disk), Arc::clone(&tell), finished);
        let sealing = spawn("rec-seal", move || sealer::run(&*disk, &to_seal, &*tell))?;
        let writing = spawn("rec-write", move || writer.run(&messages))?;
        Ok(Recorder {
            tray,
            threads: Mutex::new(vec![writing, sealing]),
        })
    }

    /// Where media threads put audio.
    pub(crate) fn tray(&self) -> Tray {
        self.tray.clone()
    }

    /// Finishes every file and waits for the threads. No audio may come after this.
    pub(crate) fn stop(&self) {
        let threads =
            std::mem::take(&mut *self.threads.lock().unwrap_or_else(PoisonError::into_inner));
        if threads.is_empty() {
            return;
        }
        self.tray.put(Message::Stop);
        for thread in threads {
            if thread.join().is_err() {
                tracing::error!("a thread that writes recordings had died");
            }
        }
    }
}

fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    let builder = std::thread::Builder::new().name(name.to_owned());
    builder.spawn(|| {
        crate::priority::behind();
        run();
    })
}

#[cfg(test)]
mod tests;
