//! The events of one call, numbered and timed.

use kernel::{Mono, Now};
use model::CallId;
use model::record::{CallEvent, EventKind};

/// What was written down about a call.
pub(crate) struct Book {
    call: CallId,
    began: Mono,
    events: Vec<CallEvent>,
}

impl Book {
    pub(crate) fn new(call: CallId, began: Mono) -> Book {
        Book {
            call,
            began,
            events: Vec::new(),
        }
    }

    /// Writes an event down and gives the copy for the journal.
    pub(crate) fn write(&mut self, now: Now, kind: EventKind) -> CallEvent {
        let event = CallEvent {
            call: self.call,
            sequence: u32::try_from(self.events.len()).unwrap_or(u32::MAX),
            at: now.wall,
            elapsed_us: u64::try_from(now.mono.since(self.began).as_micros()).unwrap_or(u64::MAX),
            kind,
        };
        self.events.push(event.clone());
        event
    }

    pub(crate) fn events(&self) -> &[CallEvent] {
        &self.events
    }
}
