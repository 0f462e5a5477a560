//! A session description that names an address which nobody reaches.

use std::net::IpAddr;

use sip::transport::is_public;

use super::{Finding, Leg};
use crate::message::Heading;

pub(super) fn find(leg: &Leg) -> Option<Finding> {
    let (named, from) = leg.steps.iter().find_map(|step| {
        let named = step
            .media
            .as_ref()?
            .address
            .filter(|_| step.heading == Heading::In)?;
        let from = step.flow.remote.ip();
        (is_private(named) && !is_private(from)).then_some((named, from))
    })?;
    let who = &leg.who;
    Finding::new(
        "private_address",
        format!(
            "{who} asks for audio at the private address {named} though it speaks from {from}: it stands \
             behind a NAT, and hears us only once its own audio has come through"
        ),
    )
}

fn is_private(address: IpAddr) -> bool {
    !is_public(address.to_canonical())
}
