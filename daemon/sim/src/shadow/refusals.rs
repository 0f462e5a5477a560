//! Who was refused the moment he called, and what the record of such a call may say.

use std::collections::BTreeMap;

use jiff::Timestamp;
use model::record::{CallRecord, Cause, Direction, EndStatus};

use super::callee;
use super::verdict::Verdict;

/// Refusals by the moment: what was dialled, and the status.
#[derive(Debug, Default)]
pub struct Refusals(BTreeMap<Timestamp, Vec<(String, u16)>>);

impl Refusals {
    /// Somebody is refused who has just called.
    pub fn add(&mut self, at: Timestamp, dialled: &str, status: u16) {
        let refusal = (dialled.to_owned(), status);
        self.0.entry(at).or_default().push(refusal);
    }

    /// What is wrong with the record of a call that nobody saw begin.
    pub fn contradicts(&self, record: &CallRecord) -> Option<String> {
        let found = Verdict::of(record);
        let at_once = self.0.get(&record.started_at);
        let mut at_once = at_once.into_iter().flatten();
        let right = match record.direction {
            Direction::In => at_once.any(|(_, status)| at_the_door(found, *status)),
            Direction::Out => at_once.any(|(dialled, status)| {
                *dialled == record.callee && may_say(found, dialled, *status)
            }),
        };
        (!right).then(|| format!("{found}, and nobody was told so"))
    }
}

/// Whether that is said of a caller who was refused with this status: there is no room, or he is on a
/// blacklist, and a crash may have come in the middle of what was written of it.
fn at_the_door(found: Verdict, status: u16) -> bool {
    let Verdict {
        status: end, cause, ..
    } = found;
    let full = matches!(cause, Some(Cause::Overload | Cause::Restart));
    let right = match (status, end) {
        (503, EndStatus::IvrGiveUp | EndStatus::BlackList) => full,
        (603, EndStatus::BlackList) => matches!(cause, None | Some(Cause::Restart)),
        (603, EndStatus::IvrGiveUp) => cause == Some(Cause::Restart),
        _ => false,
    };
    right && found == Verdict::by_center(end, cause)
}

/// The verdict on a call that got no further than its INVITE.
pub fn turned_away(cause: Cause) -> Verdict {
    Verdict::by_center(EndStatus::IvrGiveUp, Some(cause))
}

/// Whether that is said of a call of one of our phones that was refused.
fn may_say(found: Verdict, dialled: &str, status: u16) -> bool {
    let right = callee::refused_at_once(dialled, status);
    // A crash may have come in the middle of what was written of it.
    let cut_off = |status| found == Verdict::by_center(status, Some(Cause::Restart));
    let whole = |status: &EndStatus| found == Verdict::by_center(*status, None);
    let any = right.iter().any(|it| whole(it) || cut_off(*it));
    any || (!right.is_empty() && cut_off(EndStatus::CallerCancel))
}
