//! What an entry changes in the rows.

use api::live;
use jiff::Timestamp;
use journal::Seq;
use model::{CallId, RecordingId, Revision};
use store::Batch;
use switch::{Applied, Entry};

/// Adds what `entry` changes.
pub fn project(seq: Seq, entry: &Entry, batch: &mut Batch) {
    match entry {
        Entry::Record(record) | Entry::Remarked(record) => {
            let key = record_key(record.ended_at, record.id);
            if let Ok(row) = serde_json::to_vec(record) {
                batch.put(id_key(record.id), key.clone());
                for recording in &record.recordings {
                    batch.put(recording_key(recording.id), key.clone());
                }
                batch.put(key, row);
            }
        }
        Entry::Measured(measured) => {
            if let Ok(row) = serde_json::to_vec(measured) {
                batch.put(measured_key(measured.call, measured.participant), row);
            }
        }
        Entry::Applied(applied) => {
            if let Ok(row) = serde_json::to_vec(&revision(applied)) {
                batch.put(revision_key(applied.revision), row);
            }
            batch.put(source_key(applied.revision), seq.get().to_be_bytes());
            if let Some(old) = applied.revision.0.checked_sub(KEPT) {
                batch.remove(source_key(Revision(old)));
            }
        }
        _ => {}
    }
}

/// An apply as it is shown.
pub fn revision(applied: &Applied) -> live::Revision {
    live::Revision {
        revision: applied.revision,
        applied_at: applied.at,
        by: applied.by.clone(),
        message: Some(applied.message.clone()).filter(|message| !message.is_empty()),
        commit: applied.commit.clone(),
        created: applied.changes.created,
        changed: applied.changes.changed,
        deleted: applied.changes.deleted,
        live_ended: applied.live_ended.clone(),
        moved: applied.moved.clone(),
    }
}

/// Rows of records begin with this, then the microsecond of the end and the id.
pub const RECORDS: u8 = b'r';
/// How long the key of such a row is.
pub const RECORD_KEY: usize = 1 + 8 + 16;
const IDS: u8 = b'i';
const RECORDINGS: u8 = b'a';
const MEASURED: u8 = b'm';
/// Revisions whose configuration can be asked for.
pub const KEPT: u64 = 1_000;
/// Rows that say where in the journal a revision's configuration is.
const SOURCES: u8 = b's';
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

/// The key of the row that says in which record a recording stands.
pub fn recording_key(id: RecordingId) -> Vec<u8> {
    let mut key = vec![RECORDINGS];
    key.extend(id.0.as_bytes());
    key
}

/// The key of the row that says what was measured of a participant; there is none above `u32::MAX`.
pub fn measured_key(call: CallId, participant: u32) -> Vec<u8> {
    let mut key = vec![MEASURED];
    key.extend(call.0.as_bytes());
    key.extend(participant.to_be_bytes());
    key
}

/// The key of the row of a revision.
pub fn revision_key(revision: Revision) -> Vec<u8> {
    numbered(REVISIONS, revision)
}

/// The key of the row that says where in the journal a revision's configuration is.
pub fn source_key(revision: Revision) -> Vec<u8> {
    numbered(SOURCES, revision)
}

fn numbered(kind: u8, revision: Revision) -> Vec<u8> {
    let mut key = vec![kind];
    key.extend(revision.0.to_be_bytes());
    key
}
