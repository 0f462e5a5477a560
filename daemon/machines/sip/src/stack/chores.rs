//! What is due for a session besides what ends it: several things may be at once.

use kernel::Mono;

use super::Stack;
use crate::{Event, SessionId};

/// Something to do for a session.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Chore {
    /// Send a provisional answer again.
    Remind,
    /// Refresh it.
    Refresh,
    /// Ask whether anybody is there.
    Probe,
    /// Say that an offer may be tried again.
    Again,
}

impl Chore {
    const ALL: [Chore; 4] = [Chore::Remind, Chore::Refresh, Chore::Probe, Chore::Again];
}

impl Stack {
    /// Nothing is due for a session any more.
    pub(super) fn clear_chores(&mut self, session: SessionId) {
        for chore in Chore::ALL {
            self.chores.clear(&(session, chore));
        }
    }

    /// Something is due.
    pub(super) fn do_chore(&mut self, now: Mono, session: SessionId, chore: Chore) {
        match chore {
            Chore::Remind => self.remind(now, session),
            Chore::Refresh => self.refresh_due(now, session),
            Chore::Probe => self.probe(now, session),
            Chore::Again => self.out.tell(Event::Unmoved(session, 491)),
        }
    }
}
