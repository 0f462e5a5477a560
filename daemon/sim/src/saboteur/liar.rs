//! Bugs that leave every call in order and only write its end down wrongly, in its last event and in its
//! record alike.

use std::collections::BTreeSet;

use kernel::Chance;
use model::CallId;
use model::record::{Cause, EndStatus, EventKind, HungUpBy};
use switch::Entry;

use super::{BITES, Bug};

/// What is written of an end.
type End<'a> = (&'a mut EndStatus, &'a mut Option<Cause>, &'a mut HungUpBy);

/// Writes ends down.
#[derive(Debug, Default)]
pub struct Liar {
    /// Calls of whose end he lies.
    bitten: BTreeSet<CallId>,
}

impl Liar {
    /// Alters an entry that tells the end of a call, if he lies of that one.
    pub fn write(&mut self, bug: Bug, entry: &mut Entry, chance: &mut Chance) {
        if let Some(lie) = lie_of_callees(bug) {
            return write_of_callees(entry, lie);
        }
        match entry {
            Entry::Call(event) => {
                if let EventKind::Ended { status, cause, by } = &mut event.kind
                    && chance.percent(BITES)
                {
                    self.bitten.insert(event.call);
                    lie(bug, (status, cause, by));
                }
            }
            Entry::Record(record) if self.bitten.contains(&record.id) => {
                let record = record.as_mut();
                let by = &mut record.hung_up_by;
                lie(bug, (&mut record.end_status, &mut record.cause, by));
                // The caller's part ends as the call does.
                if let Some(caller) = record.participants.first_mut() {
                    caller.end_status = record.end_status;
                }
            }
            _ => {}
        }
    }
}

/// What is said of a callee, and what is said instead.
fn lie_of_callees(bug: Bug) -> Option<(EndStatus, EndStatus)> {
    match bug {
        Bug::BusyAsLate => Some((EndStatus::Busy, EndStatus::NotAnswer)),
        Bug::CalleeRangForgotten => {
            Some((EndStatus::CallerCancelWhileRing, EndStatus::CallerCancel))
        }
        _ => None,
    }
}

fn write_of_callees(entry: &mut Entry, (truth, lie): (EndStatus, EndStatus)) {
    let spoil = |status: &mut EndStatus| {
        if *status == truth {
            *status = lie;
        }
    };
    match entry {
        Entry::Call(event) => match &mut event.kind {
            EventKind::Ended { status, .. } | EventKind::DialEnded { status, .. } => spoil(status),
            _ => {}
        },
        Entry::Record(record) => {
            spoil(&mut record.end_status);
            let parts = record.participants.iter_mut();
            parts.for_each(|part| spoil(&mut part.end_status));
        }
        _ => {}
    }
}

fn lie(bug: Bug, (status, cause, by): End<'_>) {
    match (bug, *status, *cause, *by) {
        (Bug::RingingForgotten, EndStatus::RingingGiveUp, ..) => {
            *status = EndStatus::WaitingGiveUp;
        }
        (Bug::WrongHand, .., HungUpBy::Agent) => *by = HungUpBy::User,
        (Bug::MissedForgotten, EndStatus::SeatGiveUp, ..) => *status = EndStatus::IvrEnd,
        (Bug::PhaseForgotten, EndStatus::WaitingGiveUp, Some(Cause::Restart), _) => {
            *status = EndStatus::IvrGiveUp;
        }
        (Bug::CauseForgotten, _, Some(Cause::Admin | Cause::QueueExit), _) => *cause = None,
        _ => {}
    }
}
