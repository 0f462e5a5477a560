//! The newest entries of the call log, in memory.

use std::collections::VecDeque;
use std::sync::Arc;

use api::{LogEntry, LogKind};
use journal::Seq;
use switch::Entry;

/// Entries in memory at most; older ones are read from the journal.
const KEPT: usize = 10_000;

/// The newest entries.
#[derive(Debug)]
pub struct Tail {
    entries: VecDeque<Arc<LogEntry>>,
    /// Everything after this is here.
    after: u64,
}

impl Tail {
    /// An empty tail behind `last`.
    pub fn new(last: Seq) -> Tail {
        Tail {
            entries: VecDeque::new(),
            after: last.get(),
        }
    }

    /// Adds an entry if it belongs to the log.
    pub fn push(&mut self, seq: Seq, entry: &Entry) {
        let Some(kind) = shown(entry) else { return };
        self.entries.push_back(Arc::new(LogEntry {
            sequence: seq.get(),
            kind,
        }));
        if self.entries.len() > KEPT
            && let Some(oldest) = self.entries.pop_front()
        {
            self.after = oldest.sequence;
        }
    }

    /// The entries after `position`, at most `most`; `None`: some of them are no longer here.
    pub fn after(&self, position: u64, most: usize) -> Option<Vec<Arc<LogEntry>>> {
        if position < self.after {
            return None;
        }
        let first = self
            .entries
            .partition_point(|entry| entry.sequence <= position);
        Some(
            self.entries
                .iter()
                .skip(first)
                .take(most)
                .cloned()
                .collect(),
        )
    }
}

/// What an entry says in the log, if anything.
pub fn shown(entry: &Entry) -> Option<LogKind> {
    match entry {
        Entry::Call(event) => Some(LogKind::Event {
            event: Box::new(event.clone()),
        }),
        Entry::Record(record) => Some(LogKind::Record {
            record: record.clone(),
        }),
        _ => None,
    }
}
