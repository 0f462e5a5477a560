//! Reading the call log from a place on.

use std::sync::{Arc, PoisonError};

use api::{LogEntry, LogKind, LogQuery};
use jiff::Timestamp;
use journal::Seq;
use switch::Entry;
use tokio::sync::watch;

use super::filter::Filter;
use super::tail::shown;
use super::{History, HistoryError};

/// Entries of one reading at most.
const BATCH: usize = 500;
/// Entries that a backlog from the journal has at most; what is older is a gap.
const BACKLOG: usize = 200_000;

/// Reads the log, each entry once, in order.
pub struct LogReader {
    history: Arc<History>,
    filter: Filter,
    position: u64,
    /// What was read from the journal and not handed out.
    backlog: std::vec::IntoIter<LogEntry>,
    shown: watch::Receiver<u64>,
}

impl History {
    /// A reader that begins where `query` says.
    ///
    /// # Errors
    /// If the query makes no sense or the journal cannot be read.
    pub fn follow(self: &Arc<History>, query: &LogQuery) -> Result<LogReader, HistoryError> {
        let shown = self.shown.subscribe();
        let newest = *shown.borrow();
        let (position, since) = match (query.after, query.since) {
            (Some(after), _) => (after, None),
            (None, Some(since)) => (0, Some(since)),
            (None, None) if query.follow => (newest, None),
            (None, None) => (0, None),
        };
        let mut reader = LogReader {
            history: self.clone(),
            filter: Filter::new(query),
            position,
            backlog: Vec::new().into_iter(),
            shown,
        };
        if position < newest {
            reader.catch_up(since)?;
        }
        Ok(reader)
    }
}

impl LogReader {
    /// The next entries; empty: there are none yet.
    ///
    /// # Errors
    /// If the journal cannot be read.
    pub fn read(&mut self) -> Result<Vec<LogEntry>, HistoryError> {
        let backlog: Vec<_> = self.backlog.by_ref().take(BATCH).collect();
        if !backlog.is_empty() {
            return Ok(backlog);
        }
        loop {
            let upto = *self.shown.borrow();
            let tail = self
                .history
                .tail
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            let Some(entries) = tail.after(self.position, BATCH) else {
                drop(tail);
                self.catch_up(None)?;
                return Ok(self.backlog.by_ref().take(BATCH).collect());
            };
            drop(tail);
            let entries: Vec<_> = entries
                .into_iter()
                .filter(|entry| entry.sequence <= upto)
                .collect();
            let Some(last) = entries.last() else {
                self.position = self.position.max(upto);
                return Ok(Vec::new());
            };
            self.position = last.sequence;
            let wanted: Vec<_> = entries
                .iter()
                .filter(|entry| self.filter.wants(entry))
                .map(|entry| (**entry).clone())
                .collect();
            if !wanted.is_empty() {
                return Ok(wanted);
            }
        }
    }

    /// Waits until there may be more.
    pub async fn changed(&mut self) {
        let position = self.position;
        // When the sender is gone the daemon is, too.
        let _gone = self.shown.wait_for(|shown| *shown > position).await;
    }

    /// The last entry that was read or passed over.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Reads from the journal what is not in memory.
    fn catch_up(&mut self, since: Option<Timestamp>) -> Result<(), HistoryError> {
        let mut backlog: Vec<LogEntry> = Vec::new();
        let mut skipped = None;
        let (filter, upto) = (&mut self.filter, *self.shown.borrow());
        let mut last = self.position;
        let mut see = |seq: Seq, payload: &[u8]| {
            if seq.get() > upto {
                return;
            }
            last = seq.get();
            let Ok(entry) = serde_json::from_slice::<Entry>(payload) else {
                return;
            };
            let Some(kind) = shown(&entry) else { return };
            let entry = LogEntry {
                sequence: seq.get(),
                kind,
            };
            if !filter.wants(&entry) || since.is_some_and(|since| time_of(&entry) < since) {
                return;
            }
            if backlog.len() >= BACKLOG {
                let half = backlog.drain(..BACKLOG / 2);
                let ends = (half.as_slice().first(), half.as_slice().last());
                if let (Some(first), Some(last)) = ends {
                    let from = skipped.map_or(first.sequence, |(from, _)| from);
                    skipped = Some((from, last.sequence));
                }
            }
            backlog.push(entry);
        };
        self.history
            .journal
            .history(Seq::new(self.position), &mut see)
            .map_err(|error| HistoryError::Store(error.to_string()))?;
        if let Some((from, to)) = skipped {
            backlog.insert(
                0,
                LogEntry {
                    sequence: to,
                    kind: LogKind::Gap { from, to },
                },
            );
        }
        self.position = last;
        self.backlog = backlog.into_iter();
        Ok(())
    }
}

fn time_of(entry: &LogEntry) -> Timestamp {
    match &entry.kind {
        LogKind::Event { event } => event.at,
        LogKind::Record { record } => record.ended_at,
        LogKind::Gap { .. } | LogKind::Heartbeat => Timestamp::MAX,
    }
}
