//! Folds the entries of the log to one line a call.

use std::collections::BTreeMap;

use api::{LogEntry, LogKind};
use jiff::Timestamp;
use model::CallId;

use super::line::CallLine;
use crate::printer::style::{Style, styled};

/// The most calls that are open at once; beyond it the oldest one's line is shown as it is.
const MAX_OPEN: usize = 20_000;

/// The calls of which the record is still to come.
#[derive(Debug, Default)]
pub struct Fold {
    open: BTreeMap<CallId, CallLine>,
}

impl Fold {
    /// Takes an entry in; what comes back is a line that will not change any more.
    pub fn entry(&mut self, entry: &LogEntry) -> Option<String> {
        match &entry.kind {
            LogKind::Event { event } => {
                let line = self
                    .open
                    .entry(event.call)
                    .or_insert_with(|| CallLine::new(event.at));
                line.event(event);
                self.overflow(event.at)
            }
            LogKind::Record { record } => {
                let line = self.open.remove(&record.id);
                let known = line.filter(CallLine::is_complete);
                Some(
                    known
                        .unwrap_or_else(|| CallLine::from(&**record))
                        .closed(record),
                )
            }
            LogKind::Gap { from, to } => {
                let text = format!("-- entries {from} to {to} are missing: no longer kept --");
                Some(styled(Style::Warn, &text))
            }
            LogKind::Heartbeat => None,
        }
    }

    /// The lines of the calls that are open, oldest first.
    pub fn open(&self, now: Timestamp) -> impl Iterator<Item = (CallId, String)> + '_ {
        self.open
            .iter()
            .map(move |(id, line)| (*id, line.open(now)))
    }

    fn overflow(&mut self, now: Timestamp) -> Option<String> {
        if self.open.len() <= MAX_OPEN {
            return None;
        }
        self.open.pop_first().map(|(_, line)| line.open(now))
    }
}
