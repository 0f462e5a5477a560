//! Records for tests.

use model::CallId;
use model::record::CallRecord;

/// A record of a call that an agent has answered.
pub fn record(n: u128) -> CallRecord {
    let record = include_str!("sample.json");
    CallRecord {
        id: CallId(uuid::Uuid::from_u128(n)),
        ..serde_json::from_str(record).expect("a record")
    }
}
