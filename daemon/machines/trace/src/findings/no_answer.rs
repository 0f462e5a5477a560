//! Nothing ever came back.

use sip::message::Method;

use super::{Finding, Leg};
use crate::message::Heading;

/// How often we had to send before we say so: the third copy goes out after 3.5 s.
const SENT: usize = 4;

pub(super) fn find(leg: &Leg) -> Option<Finding> {
    let invites = leg
        .steps
        .iter()
        .filter(|it| it.is(Heading::Out, &Method::Invite));
    let to = invites.clone().next()?.flow.remote;
    let silent = leg.steps.iter().all(|step| step.heading == Heading::Out);
    if !silent || invites.count() < SENT {
        return None;
    }
    let who = &leg.who;
    Finding::new(
        "no_answer_from_address",
        format!(
            "nothing at all came back from {who} at {to}: is the address right, and does a firewall let \
             SIP through both ways?"
        ),
    )
}
