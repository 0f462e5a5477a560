//! Keys that cannot be told.

use super::{Finding, Leg};
use crate::message::Heading;

pub(super) fn find(leg: &Leg) -> Option<Finding> {
    let theirs = leg.steps.iter().filter(|step| step.heading == Heading::In);
    let last = theirs.filter_map(|step| step.media.as_ref()).next_back()?;
    if last.keys {
        return None;
    }
    let who = &leg.who;
    Finding::new(
        "keys_not_agreed",
        format!(
            "{who} does not offer telephone events (RFC 4733): keys are heard only if it sends them as INFO \
             or as tones"
        ),
    )
}
