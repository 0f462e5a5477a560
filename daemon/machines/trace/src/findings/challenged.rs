//! Our password was not taken.

use super::{Finding, Leg};
use crate::ladder::Step;
use crate::message::Heading;

pub(super) fn find(leg: &Leg) -> Option<Finding> {
    let is_challenge = |status: u16| [401, 407].contains(&status);
    let challenged = |heading| {
        let statuses = leg
            .steps
            .iter()
            .filter_map(move |it| it.invites_status(heading));
        statuses.filter(|status| is_challenge(*status)).count()
    };
    let proved = |heading| {
        leg.steps
            .iter()
            .any(|it| it.heading == heading && it.proves)
    };
    let mut statuses = leg.steps.iter();
    let taken = |it: &Step| {
        let status = it.invites_status(it.heading);
        status.is_some_and(|status| status / 100 == 2)
    };
    if statuses.any(taken) {
        return None;
    }
    let who = &leg.who;
    if challenged(Heading::In) > 1 && proved(Heading::Out) {
        return Finding::new(
            "password_not_taken",
            format!(
                "{who} asked for a password and did not take ours: are user name, password and realm right?"
            ),
        );
    }
    if challenged(Heading::In) > 0 && !proved(Heading::Out) {
        return Finding::new(
            "password_asked_for",
            format!("{who} asked for a password, and we have none for it"),
        );
    }
    (challenged(Heading::Out) > 1 && proved(Heading::In)).then_some(())?;
    Finding::new(
        "password_wrong",
        format!(
            "{who} answered our challenge wrongly: its password is not the one that is set here"
        ),
    )
}
