//! Entries on their way to the journal.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use journal::Seq;
use store::Journal;
use switch::Entry;

use super::publisher::{Publication, Published};

/// Writes entries in order and hands what is to be shown to the publisher. When the journal's queue is
/// full (the disk is), entries wait here: none is lost while the process lives, and since no calls
/// are taken meanwhile, only those that are up add to it.
pub struct Writer {
    journal: Arc<Journal>,
    publisher: Sender<Published>,
    overflow: VecDeque<(Option<Vec<u8>>, Publication)>,
    last: Seq,
}

impl Writer {
    /// A writer behind the last entry of `journal`.
    pub fn new(journal: Arc<Journal>, publisher: Sender<Published>) -> Writer {
        let last = journal.durable();
        Writer {
            journal,
            publisher,
            overflow: VecDeque::new(),
            last,
        }
    }

    /// Writes an entry; it is shown once it is durable.
    pub fn write(&mut self, entry: Entry) {
        match serde_json::to_vec(&entry) {
            Ok(payload) => self.put(Some(payload), Publication::Entry(Box::new(entry))),
            // Every map in an entry is keyed by text, so it always has a JSON form.
            Err(error) => tracing::error!(%error, "an entry has no JSON form"),
        }
    }

    /// Has something shown once everything before it is durable.
    pub fn publish(&mut self, publication: Publication) {
        self.put(None, publication);
    }

    /// Tries again what waits here.
    pub fn flush(&mut self) {
        while let Some((payload, publication)) = self.overflow.pop_front() {
            if let Err((payload, publication)) = self.pass_on(payload, publication) {
                self.overflow.push_front((payload, publication));
                return;
            }
        }
    }

    /// Whether so much waits for the disk that no calls should be taken.
    pub fn is_strained(&self) -> bool {
        !self.overflow.is_empty() || self.journal.is_strained()
    }

    fn put(&mut self, payload: Option<Vec<u8>>, publication: Publication) {
        if self.overflow.is_empty() {
            if let Err(refused) = self.pass_on(payload, publication) {
                self.overflow.push_back(refused);
            }
        } else {
            self.overflow.push_back((payload, publication));
            self.flush();
        }
        metrics::gauge!("ccd_journal_overflow_entries").set(self.overflow.len() as f64);
    }

    fn pass_on(
        &mut self,
        payload: Option<Vec<u8>>,
        publication: Publication,
    ) -> Result<(), (Option<Vec<u8>>, Publication)> {
        if let Some(payload) = payload {
            match self.journal.append(payload.clone()) {
                Ok(seq) => self.last = seq,
                Err(_full) => return Err((Some(payload), publication)),
            }
        }
        // The publisher outlives the control thread.
        let _sent = self.publisher.send(Published {
            seq: self.last,
            publication,
        });
        Ok(())
    }
}
