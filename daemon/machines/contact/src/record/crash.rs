//! Calls that a crash cut off.

use jiff::Timestamp;
use model::record::{CallEvent, CallRecord, Cause, EventKind, HungUpBy};

use super::{assemble, reached};

/// The `Ended` that a crash left unwritten, and the record of the call with it.
///
/// `at` is when the crash was found; a wall clock that was set back makes it the last event's time.
pub fn close_after_crash(events: &[CallEvent], at: Timestamp) -> (CallEvent, CallRecord) {
    let last = events.last();
    let at = last.map_or(at, |last| at.max(last.at));
    let silent = last.map_or(0, |last| {
        at.as_microsecond().abs_diff(last.at.as_microsecond())
    });
    let ended = CallEvent {
        call: last.map_or(model::CallId(Default::default()), |last| last.call),
        sequence: last.map_or(0, |last| last.sequence.saturating_add(1)),
        at,
        elapsed_us: last.map_or(0, |last| last.elapsed_us.saturating_add(silent)),
        kind: EventKind::Ended {
            status: reached(events),
            cause: Some(Cause::Restart),
            by: HungUpBy::System,
        },
    };
    let mut all = events.to_vec();
    all.push(ended.clone());
    let record = assemble(&all);
    (ended, record)
}
