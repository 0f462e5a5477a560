//! The journal as its users see it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use journal::{Disk, Dropped, Fold, Full, Item, Recovery, Seq, history, recover};

use crate::files::{Ballast, Files, Lock};
use crate::inbox::{Inbox, Status};
use crate::payload::Payload;
use crate::worker::{Listener, Listeners, Worker, writer};
use crate::{Settings, StoreError};

/// By so many steps the journal's thread stays behind those that carry calls, as all that write do.
const BEHIND: i32 = 5;

/// An open journal. All methods but [`Journal::close`] return at once.
pub struct Journal {
    dir: PathBuf,
    inbox: Arc<Inbox>,
    listeners: Arc<Listeners>,
    thread: Mutex<Option<JoinHandle<Result<(), StoreError>>>>,
    _lock: Lock,
}

/// What a start found.
#[derive(Debug)]
pub struct Replay(Recovery);

impl Replay {
    /// The newest checkpoint, if any, then the entries after it.
    pub fn items(&self) -> impl Iterator<Item = Item<'_>> {
        self.0.items()
    }

    /// What could not be read, for the log and for people.
    pub fn dropped(&self) -> &[Dropped] {
        &self.0.dropped
    }

    /// The last entry.
    pub fn last(&self) -> Seq {
        self.0.resume.last
    }
}

impl Journal {
    /// Opens or makes the journal in `dir`, reads what is there into `fold`, which is empty, and
    /// starts the thread that owns it from then on. Damage is logged and reported, never fatal.
    ///
    /// # Errors
    /// If another process has it open, or the directory cannot be made, listed or read.
    pub fn open<F>(dir: &Path, settings: Settings, fold: F) -> Result<(Journal, Replay), StoreError>
    where
        F: Fold + Send + 'static,
    {
        fs::create_dir_all(dir).map_err(|error| StoreError::io("make", dir, error))?;
        let lock = take_lock(dir)?;
        let ballast = Ballast::load(dir, settings.ballast_bytes);
        Journal::start(dir, settings, Files::new(dir), lock, Some(ballast), fold)
    }

    /// As [`Journal::open`], on another disk than that of `dir`, where only the lock lies.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn open_on<D, F>(
        dir: &Path,
        settings: Settings,
        disk: D,
        fold: F,
    ) -> Result<(Journal, Replay), StoreError>
    where
        D: Disk + Send + 'static,
        F: Fold + Send + 'static,
    {
        Journal::start(dir, settings, disk, Lock::take(dir)?, None, fold)
    }

    fn start<D, F>(
        dir: &Path,
        settings: Settings,
        mut disk: D,
        lock: Lock,
        ballast: Option<Ballast>,
        mut fold: F,
    ) -> Result<(Journal, Replay), StoreError>
    where
        D: Disk + Send + 'static,
        F: Fold + Send + 'static,
    {
        let recovery = recover(&mut disk, &mut fold).map_err(|source| StoreError::Unreadable {
            dir: dir.to_owned(),
            source,
        })?;
        tell(dir, &recovery);
        let inbox = Arc::new(Inbox::new(settings.limits, recovery.resume.last));
        let listeners = Arc::new(Listeners::default());
        let worker = Worker {
            inbox: Arc::clone(&inbox),
            listeners: Arc::clone(&listeners),
            writer: writer(settings.limits, recovery.resume, fold),
            disk,
            ballast,
            close_limit: settings.close_limit,
        };
        let thread = std::thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || {
                // Those who talk go first; a refusal changes nothing but that.
                let _ = rustix::process::nice(BEHIND);
                worker.run()
            })
            .map_err(|error| StoreError::io("start the thread of", dir, error))?;
        let thread = Mutex::new(Some(thread));
        let journal = Journal {
            dir: dir.to_owned(),
            inbox,
            listeners,
            thread,
            _lock: lock,
        };
        Ok((journal, Replay(recovery)))
    }

    /// Takes an entry and gives it its number; it is durable within 50 ms on a disk that keeps up.
    ///
    /// # Errors
    /// If it is too long, too much waits, or the journal is closed; the entry is then not kept.
    pub fn append(&self, payload: impl Into<Payload>) -> Result<Seq, Full> {
        self.inbox.append(payload.into())
    }

    /// The last entry that survives whatever happens.
    pub fn durable(&self) -> Seq {
        self.inbox.lock().status.durable
    }

    /// Has `listener` told of each advance of [`Journal::durable`], on the journal's thread: it is to
    /// be quick, not to panic and not to call the journal's blocking methods.
    pub fn on_durable(&self, listener: Listener) {
        self.listeners.add(listener);
    }

    /// Waits until `seq` is durable; false if `limit` passes or the journal closes before. It blocks.
    pub fn wait_durable(&self, seq: Seq, limit: Duration) -> bool {
        self.inbox.wait(seq, limit)
    }

    /// Whether so much waits for the disk that no work should be begun.
    pub fn is_strained(&self) -> bool {
        self.inbox.strained()
    }

    /// Counts and condition.
    pub fn status(&self) -> Status {
        self.inbox.status()
    }

    /// Shows `see` every durable entry after `after`, in order, read from disk; returns what could
    /// not be read. For views; it blocks for as long as the reading takes.
    ///
    /// # Errors
    /// If the segments cannot be listed or read.
    pub fn history(
        &self,
        after: Seq,
        see: &mut dyn FnMut(Seq, &[u8]),
    ) -> Result<Vec<Dropped>, StoreError> {
        self.history_upto(after, self.durable(), see)
    }

    /// The same up to and with `upto`, if that is durable.
    ///
    /// # Errors
    /// As [`Journal::history`].
    pub fn history_upto(
        &self,
        after: Seq,
        upto: Seq,
        see: &mut dyn FnMut(Seq, &[u8]),
    ) -> Result<Vec<Dropped>, StoreError> {
        let upto = upto.min(self.durable());
        history(&mut Files::new(&self.dir), after, upto, see).map_err(|source| {
            StoreError::Unreadable {
                dir: self.dir.clone(),
                source,
            }
        })
    }

    /// Shows `see` every durable entry from the first on, as [`Journal::history`].
    ///
    /// # Errors
    /// As [`Journal::history`].
    pub fn replay_all(&self, see: &mut dyn FnMut(Seq, &[u8])) -> Result<Vec<Dropped>, StoreError> {
        self.history(Seq::ZERO, see)
    }

    /// Takes no more entries, writes what waits and ends the thread. It blocks. A second call does
    /// nothing.
    ///
    /// # Errors
    /// If the disk did not take everything in the time that the settings give.
    pub fn close(&self) -> Result<(), StoreError> {
        self.inbox.close();
        let thread = self
            .thread
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        match thread.map(JoinHandle::join) {
            None => Ok(()),
            Some(Ok(outcome)) => outcome,
            Some(Err(_)) => Err(StoreError::Unwritten {
                entries: self.status().waiting_entries,
                cause: "the journal's thread panicked".to_owned(),
            }),
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if let Err(error) = self.close() {
            tracing::error!(%error, "the journal was not closed cleanly");
        }
    }
}

/// On a full disk there may be no room even for an empty file: then the ballast goes first.
fn take_lock(dir: &Path) -> Result<Lock, StoreError> {
    match Lock::take(dir) {
        Err(StoreError::Io { source, .. }) if crate::files::is_full(&source) => {
            let ballast = dir.join("ballast");
            fs::remove_file(&ballast).map_err(|error| StoreError::io("remove", &ballast, error))?;
            Lock::take(dir)
        }
        taken => taken,
    }
}

fn tell(dir: &Path, recovery: &Recovery) {
    for dropped in &recovery.dropped {
        let dir = dir.display();
        tracing::warn!(%dir, %dropped, "part of the journal cannot be read; a copy is in `damaged`");
    }
    if let Some(error) = &recovery.unsynced {
        tracing::warn!(dir = %dir.display(), %error, "the journal could not be synced at start");
    }
}
