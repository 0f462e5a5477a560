//! Whom a queue called in vain, and what the record of a call may say by that which nobody took at last.

use model::record::EndStatus;

use crate::shadow::parts::Departure;

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
