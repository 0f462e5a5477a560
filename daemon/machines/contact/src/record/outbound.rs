//! How far a call came that one of our phones began.

use model::record::{CallEvent, Direction, EndStatus, EventKind};

/// The end status of such a call that is cut off after `events`; `None`: it came from outside.
///
/// Who talked had a normal call. Before that it is cancelled by whoever cuts it off, with or without
/// ringing, unless it has failed already and only its end is not written.
pub(super) fn reached(events: &[CallEvent]) -> Option<EndStatus> {
    let mut status = None;
    for event in events {
        match &event.kind {
            EventKind::Arrived {
                direction: Direction::Out,
                ..
            } => status = Some(EndStatus::CallerCancel),
            EventKind::Arrived { .. } => return None,
            EventKind::Ringing { .. } => status = Some(EndStatus::CallerCancelWhileRing),
            EventKind::Answered { .. } => return super::reached::talked(events),
            EventKind::DialEnded { status: ended, .. } => status = Some(*ended),
            _ => {}
        }
    }
    status
}
