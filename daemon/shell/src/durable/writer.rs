//! Entries on their way to the journal.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use jiff::Timestamp;
use journal::Seq;
use store::{Journal, Payload};
use switch::Entry;

use super::payload::payload;
use super::publisher::{Publication, Published};

/// Writes entries in order and hands what is to be shown to the publisher. When the journal's queue is
/// full (the disk is), entries wait here: none is lost while the process lives, and since no calls
/// are taken meanwhile, only those that are up add to it.
pub struct Writer {
    journal: Arc<Journal>,
    publisher: Sender<Published>,
    overflow: VecDeque<Waiting>,
    last: Seq,
}

/// Something that is to be written, if it has a payload, and then shown.
struct Waiting {
    payload: Option<Payload>,
    /// When the switch said it.
    at: Timestamp,
    publication: Publication,
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
        match payload(&entry) {
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
        while let Some(waiting) = self.overflow.pop_front() {
            if let Err(waiting) = self.pass_on(waiting) {
                self.overflow.push_front(*waiting);
                return;
            }
        }
    }

    /// Whether so much waits for the disk that no calls should be taken.
    pub fn is_strained(&self) -> bool {
        !self.overflow.is_empty() || self.journal.is_strained()
    }

    fn put(&mut self, payload: Option<Payload>, publication: Publication) {
        let waiting = Waiting {
            payload,
            at: wire::clock::now().wall,
            publication,
        };
        if self.overflow.is_empty() {
            if let Err(refused) = self.pass_on(waiting) {
                self.overflow.push_back(*refused);
            }
        } else {
            self.overflow.push_back(waiting);
            self.flush();
        }
        metrics::gauge!("ccd_journal_overflow_entries").set(self.overflow.len() as f64);
    }

    fn pass_on(&mut self, waiting: Waiting) -> Result<(), Box<Waiting>> {
        if let Some(payload) = &waiting.payload {
            match self.journal.append(payload.clone()) {
                Ok(seq) => self.last = seq,
                Err(_full) => return Err(Box::new(waiting)),
            }
        }
        // The publisher outlives the control thread.
        let _sent = self.publisher.send(Published {
            seq: self.last,
            at: waiting.at,
            publication: waiting.publication,
        });
        Ok(())
    }
}
