//! Questions about records.

use api::{List, RecordQuery};
use model::record::CallRecord;
use model::{CallId, RecordingId};
use store::{Scan, ViewError};
use switch::Measured;

use super::projection::{RECORD_KEY, RECORDS, id_key, measured_key, recording_key, time_key};
use super::wanted::Wanted;
use super::{History, HistoryError};

/// Rows that one question looks at; a cursor goes on behind them.
const EXAMINE: usize = 20_000;
/// Participants of one call that have figures.
const MEASURED: usize = 1_000;

/// Whether somebody may see a record.
pub type Seen<'a> = &'a dyn Fn(&CallRecord) -> bool;

impl History {
    /// Records that `query` asks for and `seen` lets through, newest first.
    ///
    /// # Errors
    /// If the query makes no sense or the store fails.
    pub fn records(
        &self,
        query: &RecordQuery,
        seen: Seen<'_>,
    ) -> Result<List<CallRecord>, HistoryError> {
        self.flush();
        let limit = query.limit.unwrap_or(RecordQuery::DEFAULT_LIMIT);
        if !(1..=RecordQuery::MAX_LIMIT).contains(&limit) {
            let most = RecordQuery::MAX_LIMIT;
            return Err(HistoryError::BadQuery(format!(
                "`limit` is 1 to {most}, not {limit}"
            )));
        }
        let wanted = Wanted::new(query)?;
        let from = query.since.map_or_else(|| vec![RECORDS], time_key);
        let below = match &query.cursor {
            Some(cursor) => place_of(cursor)?,
            None => query.until.map_or_else(|| vec![RECORDS + 1], time_key),
        };
        let scan = Scan {
            from: &from,
            below: &below,
            limit: limit as usize,
            examine: EXAMINE,
        };
        let page = self.view.scan(&scan, &mut |_, row| {
            read(row).is_some_and(|record| wanted.fits(&record) && seen(&record))
        })?;
        Ok(List {
            items: self.complete_all(page.rows.iter().filter_map(|(_, row)| read(row)))?,
            next: page.next.map(hex::encode),
        })
    }

    /// The record of a call.
    ///
    /// # Errors
    /// If the store fails.
    pub fn record(&self, id: CallId) -> Result<Option<CallRecord>, HistoryError> {
        self.flush();
        let Some(key) = self.view.get(&id_key(id))? else {
            return Ok(None);
        };
        let row = self.view.get(&key)?;
        let record = row.and_then(|row| read(&row));
        record.map(|record| self.complete(record)).transpose()
    }

    /// The record of the call in which a recording was made.
    ///
    /// # Errors
    /// If the store fails.
    pub fn record_of(&self, recording: RecordingId) -> Result<Option<CallRecord>, HistoryError> {
        self.flush();
        let Some(key) = self.view.get(&recording_key(recording))? else {
            return Ok(None);
        };
        Ok(self.view.get(&key)?.and_then(|row| read(&row)))
    }

    fn complete_all(
        &self,
        records: impl Iterator<Item = CallRecord>,
    ) -> Result<Vec<CallRecord>, HistoryError> {
        records.map(|record| self.complete(record)).collect()
    }

    /// A record with what was measured of its participants, which comes later than the record does.
    fn complete(&self, mut record: CallRecord) -> Result<CallRecord, HistoryError> {
        let (from, below) = (
            measured_key(record.id, 0),
            measured_key(record.id, u32::MAX),
        );
        let scan = Scan {
            from: &from,
            below: &below,
            limit: MEASURED,
            examine: MEASURED,
        };
        let page = self.view.scan(&scan, &mut |_, _| true)?;
        let rows = page.rows.iter();
        let measured = rows.filter_map(|(_, row)| serde_json::from_slice::<Measured>(row).ok());
        measured.for_each(|measured| measured.complete(&mut record));
        Ok(record)
    }
}

impl From<ViewError> for HistoryError {
    fn from(error: ViewError) -> HistoryError {
        HistoryError::Store(error.to_string())
    }
}

fn read(row: &[u8]) -> Option<CallRecord> {
    serde_json::from_slice(row).ok()
}

/// The row behind which a cursor goes on: none but that of a record.
fn place_of(cursor: &str) -> Result<Vec<u8>, HistoryError> {
    let key = hex::decode(cursor).ok();
    key.filter(|key| key.len() == RECORD_KEY && key.starts_with(&[RECORDS]))
        .ok_or_else(|| HistoryError::BadQuery("`cursor` is none of ours".to_owned()))
}
