//! How far a call came: the status it has when it is cut off there.

use std::collections::BTreeSet;

use model::record::{CallEvent, EndStatus, EventKind, OfferEnd};

use super::outbound;

/// The end status of a call that is cut off after `events`, by its caller or by the center.
///
/// Whoever talked with an agent has had a normal call, whatever came later, unless an agent has handed him
/// over and none of ours talked with him since; otherwise it is the
/// phase that counts: in the flow, in a queue, or with a device ringing. What is written of one moment
/// may be cut off in the middle, so a phase lasts until the next one is written: leaving a queue leads
/// nowhere by itself, and a device whose caller is gone rang to his end. A call in the flow that found
/// business hours closed, and no queue since, came outside of them.
///
/// A phone that the flow rings for a dialled extension rings as an agent does for a queue; a number
/// outside that is dialled is still the flow.
pub fn reached(events: &[CallEvent]) -> EndStatus {
    if let Some(status) = outbound::reached(events) {
        return status;
    }
    if let Some(status) = talked(events) {
        return status;
    }
    let mut waiting = false;
    let mut blocked = false;
    let mut closed = false;
    let mut phones = BTreeSet::new();
    let mut ringing = BTreeSet::new();
    for event in events {
        match &event.kind {
            EventKind::Blocked { .. } => blocked = true,
            EventKind::Queued { .. } => (waiting, closed) = (true, false),
            EventKind::CheckedHours { open, .. } => closed = !open,
            EventKind::Entered { .. } => waiting = false,
            EventKind::Dialled {
                participant,
                phone: Some(_),
                ..
            } => {
                phones.insert(*participant);
            }
            EventKind::DialEnded {
                participant,
                caller_gone: false,
                ..
            } => {
                ringing.remove(participant);
            }
            EventKind::Ringing { participant } => {
                ringing.insert(*participant);
            }
            EventKind::OfferEnded { participant, end } if *end != OfferEnd::CallerGone => {
                ringing.remove(participant);
            }
            _ => {}
        }
    }
    match (waiting, ringing.is_empty()) {
        (true, false) => EndStatus::RingingGiveUp,
        (true, true) => EndStatus::WaitingGiveUp,
        (false, _) if blocked => EndStatus::BlackList,
        (false, _) if !phones.is_disjoint(&ringing) => EndStatus::RingingGiveUp,
        (false, _) if closed => EndStatus::NotWorkTime,
        (false, _) => EndStatus::IvrGiveUp,
    }
}

/// What those who talked with the caller made of the call; `None`: nobody did. He may be handed over to a
/// number outside: whoever answers there is none of ours.
pub(super) fn talked(events: &[CallEvent]) -> Option<EndStatus> {
    let mut status = None;
    let mut outside = BTreeSet::new();
    for event in events {
        match &event.kind {
            EventKind::Dialled {
                participant,
                phone: None,
                ..
            } => {
                outside.insert(*participant);
            }
            EventKind::HandedOver { .. } => status = Some(EndStatus::CallForward),
            EventKind::Answered { participant } => {
                let ours = !outside.contains(participant);
                if ours || status.is_none() {
                    status = Some(EndStatus::Ok);
                }
            }
            _ => {}
        }
    }
    status
}

/// Whether somebody was rung and did not take the call, and nobody took it later.
pub fn gave_up(events: &[CallEvent]) -> bool {
    let missed = |event: &CallEvent| {
        matches!(
            event.kind,
            EventKind::OfferEnded {
                end: OfferEnd::NoAnswer | OfferEnd::Rejected,
                ..
            }
        )
    };
    let answered = |event: &CallEvent| matches!(event.kind, EventKind::Answered { .. });
    events.iter().any(missed) && !events.iter().any(answered)
}
