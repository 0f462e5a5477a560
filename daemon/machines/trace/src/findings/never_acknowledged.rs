//! A 200 without its ACK.

use sip::message::Method;

use super::{Finding, Leg};
use crate::ladder::Step;
use crate::message::Heading;

/// How often a 200 was sent before we say so: the third copy goes out after 3.5 s.
const SENT: usize = 4;

pub(super) fn find(leg: &Leg) -> Option<Finding> {
    let answers: Vec<&Step> = leg
        .steps
        .iter()
        .filter(|step| {
            step.invites_status(Heading::Out)
                .is_some_and(|it| it / 100 == 2)
        })
        .collect();
    let last = answers.last()?;
    let of_last = answers.iter().filter(|it| it.number == last.number);
    let first = of_last.clone().next()?;
    let is_ack = |step: &&Step| step.is(Heading::In, &Method::Ack) && step.number == last.number;
    if of_last.count() < SENT || leg.steps.iter().any(|step| is_ack(&step)) {
        return None;
    }
    let end = leg
        .steps
        .iter()
        .find(|it| it.is(Heading::Out, &Method::Bye));
    let end = end.map_or(String::new(), |bye| {
        let seconds = bye.at.duration_since(first.at).as_secs();
        format!(", and the call ended after {seconds} s")
    });
    let who = &leg.who;
    Finding::new(
        "never_acknowledged",
        format!(
            "{who} never acknowledged our 200{end}: look for SIP ALG in a router on the way, or an address \
             in our Contact that it cannot reach"
        ),
    )
}
