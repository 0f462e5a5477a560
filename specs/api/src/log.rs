//! The call log as a stream.

use jiff::Timestamp;
use model::record::{CallEvent, CallRecord};
use model::{CallId, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which entries; what is absent does not restrict.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LogQuery {
    /// Whether the stream goes on with what happens after the backlog.
    #[serde(skip_serializing_if = "is_false")]
    pub follow: bool,
    /// Entries from this moment on; absent: all that is kept, or with `follow` and without `after`,
    /// only what happens from here on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<Timestamp>,
    /// Entries after this sequence number: the last one that the client has seen. It wins over
    /// `since`. One beyond the end of the journal is a bad request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<u64>,
    /// Entries of this call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<CallId>,
    /// Entries of calls from or to this number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Entries of calls in which this agent takes part, from the first time he is rung.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
}

fn is_false(flag: &bool) -> bool {
    !*flag
}

/// One line of the stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LogEntry {
    /// Its place in the daemon's journal; it rises from line to line, but not by one. Give the last
    /// one that you saw as `after` and the stream goes on behind it without a gap or a duplicate.
    pub sequence: u64,
    /// What the line says.
    #[serde(flatten)]
    pub kind: LogKind,
}

/// What a line of the stream says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LogKind {
    /// Something happened in a call.
    Event {
        /// What.
        event: Box<CallEvent>,
    },
    /// A call is over and this is its record.
    Record {
        /// The record.
        record: Box<CallRecord>,
    },
    /// Entries that the client asked for are no longer kept, or it reads too slowly for them.
    Gap {
        /// The first sequence number that is missing.
        from: u64,
        /// The last sequence number that is missing.
        to: u64,
    },
    /// Nothing was found up to this sequence number: sent after the backlog and then at least every
    /// 10 seconds of silence, so that both sides notice a dead line and
    /// a filtered stream's place moves on.
    Heartbeat,
}

impl LogEntry {
    /// The longest silence of a stream that follows.
    pub const HEARTBEAT_SECONDS: u64 = 10;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_read_as_it_was_written() {
        let line = concat!(
            r#"{"sequence":812,"type":"event","event":{"call":"#,
            r#""0192a1d8-7c00-7000-8000-000000000001","sequence":1,"at":"2026-11-20T08:00:00Z","#,
            r#""elapsed_us":1500,"event":"accepted"}}"#
        );
        let entry: LogEntry = serde_json::from_str(line).expect("an entry");
        assert_eq!(entry.sequence, 812);
        assert_eq!(serde_json::to_string(&entry).expect("json"), line);
    }

    #[test]
    fn a_gap_names_its_ends() {
        let gap = LogEntry {
            sequence: 90,
            kind: LogKind::Gap { from: 11, to: 90 },
        };
        let line = serde_json::to_string(&gap).expect("json");
        assert_eq!(line, r#"{"sequence":90,"type":"gap","from":11,"to":90}"#);
        assert_eq!(
            serde_json::from_str::<LogEntry>(&line).expect("an entry"),
            gap
        );
    }
}
