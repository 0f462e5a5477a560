//! One event in memory.

use std::sync::{Arc, OnceLock};

use api::{Event, EventKind};
use bytes::Bytes;
use jiff::Timestamp;
use switch::Parties;

use super::place::{Cursor, Place};

/// An event, and its text once somebody has asked for it.
#[derive(Debug)]
pub struct Item {
    cursor: Cursor,
    at: Timestamp,
    kind: EventKind,
    /// Who has to do with the call, if it is about one.
    parties: Arc<Parties>,
    text: OnceLock<Bytes>,
}

impl Item {
    pub(super) fn new(
        cursor: Cursor,
        at: Timestamp,
        kind: EventKind,
        parties: Arc<Parties>,
    ) -> Item {
        Item {
            cursor,
            at,
            kind,
            parties,
            text: OnceLock::new(),
        }
    }

    pub(super) fn place(&self) -> Place {
        self.cursor.place
    }

    /// What it says.
    pub fn kind(&self) -> &EventKind {
        &self.kind
    }

    /// Who has to do with its call.
    pub fn parties(&self) -> &Parties {
        &self.parties
    }

    /// It, whole, as JSON.
    pub fn text(&self) -> Bytes {
        let make = || self.with(self.kind.clone());
        self.text.get_or_init(make).clone()
    }

    /// It with something else in place of what it says.
    pub fn with(&self, kind: EventKind) -> Bytes {
        written(self.cursor, self.at, kind)
    }
}

/// An event as JSON.
pub fn written(cursor: Cursor, at: Timestamp, kind: EventKind) -> Bytes {
    let event = Event {
        cursor: cursor.to_string(),
        at,
        kind,
    };
    // These types always have a JSON form.
    serde_json::to_vec(&event).unwrap_or_default().into()
}
