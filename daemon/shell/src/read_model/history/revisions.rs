//! Questions about revisions.

use api::live;
use model::{Config, Revision};
use store::Scan;
use switch::{Applied, Entry};

use super::projection::{REVISIONS, source_key};
use super::{History, HistoryError, revision};

/// Revisions in a list.
const LISTED: usize = 1_000;

impl History {
    /// What was applied, newest first.
    ///
    /// # Errors
    /// If the store fails.
    pub fn revisions(&self) -> Result<Vec<live::Revision>, HistoryError> {
        self.flush();
        let (from, below) = ([REVISIONS], [REVISIONS + 1]);
        let scan = Scan {
            from: &from,
            below: &below,
            limit: LISTED,
            examine: LISTED,
        };
        let page = self.view.scan(&scan, &mut |_, _| true)?;
        Ok(page
            .rows
            .iter()
            .filter_map(|(_, row)| serde_json::from_slice(row).ok())
            .collect())
    }

    /// One of the last revisions and what it put into effect; `None`: there is none of that number, or
    /// it is too old.
    ///
    /// # Errors
    /// If the store or the journal fails.
    pub fn source(&self, number: Revision) -> Result<Option<live::RevisionSource>, HistoryError> {
        let applied = self.applied(number)?;
        Ok(applied.map(|(_, applied)| live::RevisionSource {
            revision: revision(&applied),
            config: Config::clone(&applied.config),
        }))
    }

    /// One of the last revisions, with its place in the journal.
    ///
    /// # Errors
    /// If the store or the journal fails.
    pub fn applied(&self, number: Revision) -> Result<Option<(u64, Box<Applied>)>, HistoryError> {
        self.flush();
        let place = self.view.get(&source_key(number))?;
        let place = place.and_then(|row| Some(u64::from_be_bytes(row.as_slice().try_into().ok()?)));
        let Some(place) = place else {
            return Ok(None);
        };
        let mut found = None;
        self.entries(place.saturating_sub(1), place, &mut |_, entry| {
            if let Some(Entry::Applied(applied)) = entry {
                found = Some(applied);
            }
        })?;
        let found = found.filter(|applied| applied.revision == number);
        Ok(found.map(|applied| (place, applied)))
    }
}
