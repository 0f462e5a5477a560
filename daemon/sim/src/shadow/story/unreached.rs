//! Whom a queue called in vain, and what the record of a call may say by that which nobody took at last.

use model::record::{CallRecord, EndStatus, Participant};

use super::Story;
use crate::shadow::parts::Departure;
use crate::shadow::verdict::Verdict;

/// How those were not reached who were called.
#[derive(Debug, Default)]
pub(super) struct Unreached {
    /// Somebody let the call pass.
    missed: bool,
    /// Somebody's device failed.
    failed: bool,
    /// Somebody was let go: he went himself, or his device, or he had rung to the end of the wait.
    let_go: bool,
}

impl Unreached {
    /// One more was not reached.
    pub(super) fn add(&mut self, how: Departure) {
        match how {
            _ if how.is_missed() => self.missed = true,
            Departure::Refused(_) | Departure::NoPort => self.failed = true,
            _ => self.let_go = true,
        }
    }

    /// What the record may say.
    pub(super) fn statuses(&self) -> Vec<EndStatus> {
        match (self.missed, self.let_go, self.failed) {
            (true, ..) => vec![EndStatus::SeatGiveUp],
            (false, true, _) => vec![EndStatus::SeatGiveUp, EndStatus::ClientError],
            (false, false, true) => vec![EndStatus::ClientError],
            (false, false, false) => vec![EndStatus::IvrEnd],
        }
    }
}

impl Story {
    /// Whether a record says that a device failed which was found nowhere when it was to be called: nothing is
    /// sent to such a one, so that nobody can see it.
    pub fn fails_unseen(&self, record: &CallRecord, right: &[Verdict]) -> bool {
        let unseen = |it: &Participant| {
            it.sequence > 0
                && it.end_status == EndStatus::ClientError
                && !self.called.contains_key(&it.sequence)
        };
        let found = Verdict::of(record);
        let seen = Verdict {
            status: EndStatus::IvrEnd,
            ..found
        };
        found.status == EndStatus::ClientError
            && right.contains(&seen)
            && record.participants.iter().any(unseen)
    }
}
