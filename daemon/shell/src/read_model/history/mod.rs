//! The past: records, revisions and the call log. Rows of a view answer quickly; the newest log
//! entries are in memory; everything older is in the journal.

mod ended;
mod filter;
mod log;
mod projection;
mod records;
mod revisions;
mod tail;
mod wanted;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use journal::Seq;
use store::view::Place;
use store::{Journal, Opening, View};
use switch::Entry;
use tokio::sync::watch;

pub use ended::EndedCall;
pub use log::LogReader;
pub use projection::{KEPT, revision};

use ended::Newest;
use projection::project;
use tail::Tail;

/// The version of the rows: another one makes them again from the journal.
const VERSION: u32 = 3;
/// Rows that wait at most.
const ROWS: usize = 2_000;
const CACHE_BYTES: u64 = 32 * 1024 * 1024;

/// Why a question about the past was not answered.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The question makes no sense.
    #[error("{0}")]
    BadQuery(String),
    /// The store failed.
    #[error("the store does not answer: {0}")]
    Store(String),
}

/// The past.
pub struct History {
    journal: Arc<Journal>,
    view: Arc<dyn View>,
    rows: Mutex<Rows>,
    tail: Mutex<Tail>,
    newest: Mutex<Newest>,
    /// The last entry that may be shown.
    shown: watch::Sender<u64>,
}

impl History {
    /// The past of `journal`, its rows in `folder`.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn open(journal: Arc<Journal>, folder: &Path) -> Result<History, store::StoreError> {
        let place = Place {
            dir: folder,
            version: VERSION,
            cache_bytes: CACHE_BYTES,
        };
        let (view, opening) = store::view::open(&place, &journal, &mut |seq, payload, batch| {
            if let Ok(entry) = serde_json::from_slice::<Entry>(payload) {
                project(seq, &entry, batch);
            }
        })?;
        match opening {
            Opening::Kept { entries } => tracing::info!(
                added = entries,
                "the list of records is as it was left, with what the journal has beyond it"
            ),
            Opening::Rebuilt { cause } => {
                tracing::info!(cause, "the list of records was made again")
            }
            Opening::InMemory { cause } => {
                tracing::warn!(
                    cause,
                    "the list of records is in memory until the next start"
                );
            }
        }
        let (shown, _) = watch::channel(journal.durable().get());
        Ok(History {
            tail: Mutex::new(Tail::new(journal.durable())),
            newest: Mutex::new(Newest::new(journal.durable())),
            rows: Mutex::new(Rows {
                batch: store::Batch::default(),
                upto: None,
            }),
            journal,
            view,
            shown,
        })
    }

    /// Keeps durable entries, in order, and lets them be seen.
    pub fn keep<'a>(&self, entries: impl Iterator<Item = (Seq, &'a Entry)>) {
        let mut last = None;
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let mut tail = self.tail.lock().unwrap_or_else(PoisonError::into_inner);
        let mut newest = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        for (seq, entry) in entries {
            rows.project(seq, entry);
            tail.push(seq, entry);
            newest.push(seq, entry);
            last = Some(seq);
        }
        drop((tail, newest));
        let is_much = rows.batch.len() >= ROWS;
        drop(rows);
        if is_much {
            self.flush();
        }
        if let Some(last) = last {
            self.shown.send_replace(last.get());
        }
    }

    /// The last entry that may be shown.
    pub fn shown(&self) -> u64 {
        *self.shown.borrow()
    }

    /// Tells when there may be more to show.
    pub fn told(&self) -> watch::Receiver<u64> {
        self.shown.subscribe()
    }

    /// Reads the entries after `after` up to and with `upto`; `None` is one that cannot be understood.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn entries(
        &self,
        after: u64,
        upto: u64,
        see: &mut dyn FnMut(u64, Option<Entry>),
    ) -> Result<(), HistoryError> {
        let mut read =
            |seq: Seq, payload: &[u8]| see(seq.get(), serde_json::from_slice(payload).ok());
        let read = self
            .journal
            .history_upto(Seq::new(after), Seq::new(upto), &mut read);
        read.map(drop)
            .map_err(|error| HistoryError::Store(error.to_string()))
    }

    /// What the disk complains of, while it does.
    pub fn trouble(&self) -> Option<String> {
        self.journal.status().trouble
    }

    /// Puts the rows that wait into the view: many at once cost little more than one. Every question
    /// does it first, so nobody sees less than was shown before.
    pub fn flush(&self) {
        let mut rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(upto) = rows.upto.take() else { return };
        let batch = std::mem::take(&mut rows.batch);
        if let Err(error) = self.view.put(upto, batch) {
            // The journal has them; the next start puts them in.
            tracing::error!(%error, "records cannot be put into their view");
            metrics::counter!("ccd_view_failures_total").increment(1);
        }
    }
}

/// Rows that wait to be put into the view.
struct Rows {
    batch: store::Batch,
    upto: Option<Seq>,
}

impl Rows {
    fn project(&mut self, seq: Seq, entry: &Entry) {
        project(seq, entry, &mut self.batch);
        self.upto = Some(seq);
    }
}
