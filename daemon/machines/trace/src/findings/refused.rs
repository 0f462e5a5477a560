//! An INVITE that was turned down.

use super::{Finding, Leg};
use crate::ladder::What;
use crate::message::Heading;

/// The other side turned our INVITE down.
pub(super) fn by_them(leg: &Leg) -> Option<Finding> {
    let (status, words) = last_refusal(leg, Heading::In)?;
    let who = &leg.who;
    let hint = match status {
        403 => ": does it allow our address, and the caller's number that we show?",
        404 | 484 | 604 => ": is the number written as it wants it?",
        408 | 480 => ": it could not reach the one who was called",
        486 | 600 => ": the one who was called is busy",
        488 | 606 => ": it takes none of the codecs that we offered, or wants them encrypted",
        500..=599 => ": it has trouble of its own",
        603 => ": the one who was called does not want the call",
        _ => "",
    };
    Finding::new(
        "refused_by_peer",
        format!("{who} refused the call with {status} {words}{hint}"),
    )
}

/// We turned theirs down.
pub(super) fn by_us(leg: &Leg) -> Option<Finding> {
    let (status, words) = last_refusal(leg, Heading::Out)?;
    let who = &leg.who;
    let hint = match status {
        403 => ": nobody may dial that here",
        415 | 488 => ": it offered no codec that we speak, or wants audio to be encrypted",
        486 | 503 => ": there was no channel left, or the daemon was at its limit",
        603 => ": the caller is blocked",
        _ => "",
    };
    Finding::new(
        "refused_by_us",
        format!("the daemon refused the call of {who} with {status} {words}{hint}"),
    )
}

fn last_refusal(leg: &Leg, heading: Heading) -> Option<(u16, &str)> {
    let mut finals = leg.steps.iter().filter_map(|step| {
        let status = step.invites_status(heading).filter(|it| *it >= 200)?;
        match &step.what {
            What::Response { words, .. } => Some((status, words.as_str())),
            _ => None,
        }
    });
    // Challenges have a finding of their own; 487 is the answer to a CANCEL, 491 of two that met.
    let (status, words) = finals.next_back()?;
    let own = [401, 407, 487, 491].contains(&status) || status < 300;
    (!own).then_some((status, words))
}
