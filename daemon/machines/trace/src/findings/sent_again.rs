//! A way that loses messages.

use super::{Finding, Leg, never_acknowledged};

/// Copies of which we say nothing.
const FEW: usize = 3;

pub(super) fn find(leg: &Leg) -> Option<Finding> {
    let copies = leg.steps.iter().filter(|step| step.copy).count();
    // Where nothing came back, that is what there is to say.
    let both = leg
        .steps
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.heading != b.heading));
    // Of an answer that is not acknowledged there is more to say.
    if never_acknowledged::find(leg).is_some() {
        return None;
    }
    if copies <= FEW || copies * 5 < leg.steps.len() || !both {
        return None;
    }
    let (who, all) = (&leg.who, leg.steps.len());
    Finding::new(
        "sent_again",
        format!(
            "{copies} of {all} messages with {who} were sent again: signalling is lost on the way"
        ),
    )
}
