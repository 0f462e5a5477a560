//! Calls that a crash cut off.

use jiff::Timestamp;
use model::record::{CallEvent, CallRecord, Cause, EventKind, HungUpBy};

use super::{assemble, reached};

/// What a crash left unwritten of a call: its `Ended`, unless the journal has it, and its record.
/// `None` if there are no events, so that there was no call.
///
/// `at` is when the crash was found; a wall clock that was set back makes it the last event's time.
pub fn close_after_crash(
    events: &[CallEvent],
    at: Timestamp,
) -> Option<(Option<CallEvent>, CallRecord)> {
    let last = events.last()?;
    if events
        .iter()
        .any(|event| matches!(event.kind, EventKind::Ended { .. }))
    {
        return Some((None, assemble(events)));
    }
    let at = at.max(last.at);
    let silent = at.as_microsecond().abs_diff(last.at.as_microsecond());
    let ended = CallEvent {
        call: last.call,
        sequence: last.sequence.saturating_add(1),
        at,
        elapsed_us: last.elapsed_us.saturating_add(silent),
        kind: EventKind::Ended {
            status: reached(events),
            cause: Some(Cause::Restart),
            by: HungUpBy::System,
        },
    };
    let mut all = events.to_vec();
    all.push(ended.clone());
    let record = assemble(&all);
    Some((Some(ended), record))
}
