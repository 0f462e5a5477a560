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
/// Entries that are read from the journal at once, and so many at most are in memory.
const STRIDE: u64 = 20_000;

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

    /// Reads from the journal what is not in memory, until there is something to hand out.
    fn catch_up(&mut self, since: Option<Timestamp>) -> Result<(), HistoryError> {
        let upto = *self.shown.borrow();
        let mut found = Vec::new();
        while found.is_empty() && self.position < upto {
            found = self.stride(upto.min(self.position + STRIDE), since)?;
        }
        self.backlog = found.into_iter();
        Ok(())
    }

    /// What is wanted of the journal's entries up to and with `upto`. Those that cannot be read are a
    /// gap.
    fn stride(
        &mut self,
        upto: u64,
        since: Option<Timestamp>,
    ) -> Result<Vec<LogEntry>, HistoryError> {
        let mut found = Vec::new();
        let (filter, mut last) = (&mut self.filter, self.position);
        let mut see = |seq: Seq, payload: &[u8]| {
            found.extend(gap(last, seq.get().saturating_sub(1)));
            last = seq.get();
            let entry = serde_json::from_slice::<Entry>(payload).ok();
            let Some(kind) = entry.as_ref().and_then(shown) else {
                return;
            };
            let entry = LogEntry {
                sequence: last,
                kind,
            };
            if filter.wants(&entry) && since.is_none_or(|since| time_of(&entry) >= since) {
                found.push(entry);
            }
        };
        let (after, to) = (Seq::new(self.position), Seq::new(upto));
        self.history
            .journal
            .history_upto(after, to, &mut see)
            .map_err(|error| HistoryError::Store(error.to_string()))?;
        found.extend(gap(last, upto));
        self.position = upto;
        Ok(found)
    }
}

/// What tells that the entries after `last` up to and with `upto` are not there, if there are any.
fn gap(last: u64, upto: u64) -> Option<LogEntry> {
    let (from, to) = (last + 1, upto);
    (from <= to).then_some(LogEntry {
        sequence: to,
        kind: LogKind::Gap { from, to },
    })
}

fn time_of(entry: &LogEntry) -> Timestamp {
    match &entry.kind {
        LogKind::Event { event } => event.at,
        LogKind::Record { record } => record.ended_at,
        LogKind::Gap { .. } | LogKind::Heartbeat => Timestamp::MAX,
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::time::Duration;

    use model::CallId;
    use model::record::{CallEvent, EventKind};
    use store::Journal;
    use switch::Ledger;
    use uuid::Uuid;

    use super::*;

    fn entry(sequence: u32) -> Entry {
        Entry::Call(CallEvent {
            call: CallId(Uuid::from_u128(1)),
            sequence,
            at: Timestamp::UNIX_EPOCH,
            elapsed_us: 0,
            kind: EventKind::Accepted,
        })
    }

    fn written(folder: &Path, entries: u32) -> Journal {
        let settings = store::Settings::default();
        let (journal, _) =
            Journal::open(&folder.join("journal"), settings, Ledger::default()).expect("a journal");
        let mut last = Seq::ZERO;
        for number in 0..entries {
            let payload = serde_json::to_vec(&entry(number)).expect("JSON");
            while let Err(_full) = journal.append(payload.clone()).map(|seq| last = seq) {
                journal.wait_durable(last, Duration::from_secs(10));
            }
        }
        assert!(journal.wait_durable(last, Duration::from_secs(60)));
        journal
    }

    #[test]
    fn a_long_backlog_is_read_whole_and_little_of_it_is_in_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let entries = 2 * STRIDE + 500;
        let journal = Arc::new(written(folder.path(), entries as u32));
        let history = History::open(journal, &folder.path().join("views")).expect("a history");
        let all = LogQuery::default();
        let mut reader = Arc::new(history).follow(&all).expect("a reader");
        let mut read = Vec::new();
        loop {
            assert!(reader.backlog.len() as u64 <= STRIDE);
            let batch = reader.read().expect("a reading");
            if batch.is_empty() {
                break;
            }
            read.extend(batch.iter().map(|entry| entry.sequence));
        }
        assert_eq!(read, (1..=entries).collect::<Vec<_>>());
    }

    #[test]
    fn entries_that_are_not_there_are_a_gap() {
        assert_eq!(gap(4, 4), None);
        let told = gap(4, 6).expect("a gap");
        assert_eq!(told.sequence, 6);
        assert!(matches!(told.kind, LogKind::Gap { from: 5, to: 6 }));
    }
}
