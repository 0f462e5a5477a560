//! What is due for a session besides what ends it: several things may be at once.

use kernel::Mono;

use super::Stack;
use crate::SessionId;

/// Something to do for a session.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Chore {
    /// Send a provisional answer again.
    Remind,
}

impl Chore {
    const ALL: [Chore; 1] = [Chore::Remind];
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
        }
    }
}
