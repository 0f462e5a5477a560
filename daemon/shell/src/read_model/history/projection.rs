//! What an entry changes in the rows.

use api::live;
use jiff::Timestamp;
use model::config::Config;
use model::{CallId, Extension, Revision};
use plan::Action;
use std::sync::Arc;
use store::Batch;
use switch::{Applied, Entry};

/// Makes rows of entries, one after the other.
#[derive(Debug, Default)]
pub struct Projection {
    live: Arc<Config>,
}

impl Projection {
    /// Adds what `entry` changes.
    pub fn project(&mut self, entry: &Entry, batch: &mut Batch) {
        match entry {
            Entry::Record(record) => {
                let key = record_key(record.ended_at, record.id);
                if let Ok(row) = serde_json::to_vec(record) {
                    batch.put(id_key(record.id), key.clone());
                    batch.put(key, row);
                }
            }
            Entry::Applied(applied) => {
                let row = self.revision(applied);
                if let Ok(row) = serde_json::to_vec(&row) {
                    batch.put(revision_key(applied.revision), row);
                }
            }
            _ => {}
        }
    }

    fn revision(&mut self, applied: &Applied) -> live::Revision {
        let changes = plan::diff(&self.live, &applied.config, &model::Places::default());
        self.live = applied.config.clone();
        let count = |action| {
            let count = changes
                .iter()
                .filter(|change| change.action == action)
                .count();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        let is_named = |phone: &Extension| {
            changes
                .iter()
                .any(|change| change.kind == "phones" && change.name == phone.as_str())
        };
        let secrets = applied.passwords.keys().filter(|phone| !is_named(phone));
        let secrets = u32::try_from(secrets.count()).unwrap_or(u32::MAX);
        live::Revision {
            revision: applied.revision,
            applied_at: applied.at,
            by: applied.by.clone(),
            message: Some(applied.message.clone()).filter(|message| !message.is_empty()),
            created: count(Action::Create),
            changed: count(Action::Change).saturating_add(secrets),
            deleted: count(Action::Delete),
        }
    }
}

/// Rows of records begin with this, then the microsecond of the end and the id.
pub const RECORDS: u8 = b'r';
const IDS: u8 = b'i';
/// Rows of revisions begin with this, then the number.
pub const REVISIONS: u8 = b'v';

/// The key of a record's row: those that ended last have the highest.
pub fn record_key(ended_at: Timestamp, id: CallId) -> Vec<u8> {
    let mut key = time_key(ended_at);
    key.extend(id.0.as_bytes());
    key
}

/// The lowest key of a record that ended at that moment.
pub fn time_key(at: Timestamp) -> Vec<u8> {
    let micros = u64::try_from(at.as_microsecond()).unwrap_or(0);
    let mut key = vec![RECORDS];
    key.extend(micros.to_be_bytes());
    key
}

/// The key of the row that says where a call's record is.
pub fn id_key(id: CallId) -> Vec<u8> {
    let mut key = vec![IDS];
    key.extend(id.0.as_bytes());
    key
}

fn revision_key(revision: Revision) -> Vec<u8> {
    let mut key = vec![REVISIONS];
    key.extend(revision.0.to_be_bytes());
    key
}
