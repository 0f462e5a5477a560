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

/// What those who were rung in vain made of a call that nobody took at last: one of them let it pass, or at
/// least the device of one failed; `None`: nobody was rung, or somebody took it.
pub fn unreached(events: &[CallEvent]) -> Option<EndStatus> {
    let answered = |event: &CallEvent| matches!(event.kind, EventKind::Answered { .. });
    if events.iter().any(answered) {
        return None;
    }
    let ended = |event: &CallEvent| match event.kind {
        EventKind::OfferEnded { end, .. } => Some(end),
        _ => None,
    };
    let mut failed = None;
    for end in events.iter().filter_map(ended) {
        match end {
            OfferEnd::NoAnswer | OfferEnd::Rejected | OfferEnd::Withdrawn => {
                return Some(EndStatus::SeatGiveUp);
            }
            OfferEnd::Failed => failed = Some(EndStatus::ClientError),
            OfferEnd::AnsweredElsewhere | OfferEnd::CallerGone => {}
        }
    }
    failed
}
