//! Questions about records and revisions.

use api::{List, RecordQuery, live};
use model::record::CallRecord;
use model::{CallId, phone_number};
use store::{Scan, ViewError};

use super::projection::{RECORDS, REVISIONS, id_key, time_key};
use super::{History, HistoryError};

/// Rows that one question looks at; a cursor goes on behind them.
const EXAMINE: usize = 20_000;
const MAX_REVISIONS: usize = 1_000;

impl History {
    /// Records that `query` asks for, newest first.
    ///
    /// # Errors
    /// If the query makes no sense or the store fails.
    pub fn records(&self, query: &RecordQuery) -> Result<List<CallRecord>, HistoryError> {
        self.flush();
        let limit = query.limit.unwrap_or(RecordQuery::DEFAULT_LIMIT);
        if !(1..=RecordQuery::MAX_LIMIT).contains(&limit) {
            let most = RecordQuery::MAX_LIMIT;
            return Err(HistoryError::BadQuery(format!(
                "`limit` is 1 to {most}, not {limit}"
            )));
        }
        let from = query.since.map_or_else(|| vec![RECORDS], time_key);
        let below = match &query.cursor {
            Some(cursor) => hex::decode(cursor)
                .map_err(|_| HistoryError::BadQuery("`cursor` is none of ours".to_owned()))?,
            None => query.until.map_or_else(|| vec![RECORDS + 1], time_key),
        };
        let scan = Scan {
            from: &from,
            below: &below,
            limit: limit as usize,
            examine: EXAMINE,
        };
        let page = self.view.scan(&scan, &mut |_, row| {
            read(row).is_some_and(|record| matches(query, &record))
        })?;
        Ok(List {
            items: page.rows.iter().filter_map(|(_, row)| read(row)).collect(),
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
        Ok(self.view.get(&key)?.and_then(|row| read(&row)))
    }

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
            limit: MAX_REVISIONS,
            examine: MAX_REVISIONS,
        };
        let page = self.view.scan(&scan, &mut |_, _| true)?;
        Ok(page
            .rows
            .iter()
            .filter_map(|(_, row)| serde_json::from_slice(row).ok())
            .collect())
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

fn matches(query: &RecordQuery, record: &CallRecord) -> bool {
    let same = |wanted: &Option<String>, number: &str| {
        wanted
            .as_deref()
            .is_none_or(|wanted| phone_number::normalise(wanted) == phone_number::normalise(number))
    };
    let agent = query.agent.as_ref().is_none_or(|agent| {
        record
            .participants
            .iter()
            .any(|one| one.agent.as_ref() == Some(agent))
    });
    let status = query.status.as_deref().is_none_or(|status| {
        status == record.end_status.string() || status == record.end_status.code().to_string()
    });
    agent && status && same(&query.caller, &record.caller) && same(&query.number, &record.callee)
}
