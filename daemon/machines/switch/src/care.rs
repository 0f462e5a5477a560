//! Whether the other end of a leg is still there: a leg that is heard is; one from which nothing comes is
//! asked, and is over when it does not answer either.

use contact::{LegEvent, LegId, Release};
use kernel::Now;
use sip::SessionId;

use crate::switch::Switch;

/// How often a leg that holds us, so that nothing is to be heard of it, may leave us without an answer.
const PATIENCE: u8 = 3;

impl Switch {
    /// Nothing is heard of a leg that ought to be, or something is again.
    pub(crate) fn fell_mute(&mut self, now: Now, leg: LegId, mute: bool) {
        let Some(known) = self.legs.get_mut(leg) else {
            return;
        };
        known.mute = mute;
        let session = known.session();
        match session {
            Some(session) if mute => self.stack.doubt(now.mono, session),
            Some(session) => self.stack.trust(session),
            None => {}
        }
    }

    /// Nobody answered a question within a session. Who is heard is there all the same: there are phones
    /// that answer no OPTIONS.
    pub(crate) fn unanswered(&mut self, now: Now, session: SessionId, times: u8) {
        let Some(leg) = self.legs.of(session) else {
            return;
        };
        let Some(known) = self.legs.get_mut(leg) else {
            return;
        };
        let held = known.connected && !known.heard;
        if known.mute || (held && times >= PATIENCE) {
            self.counters.gone_silently += 1;
            self.close_leg(now, leg, None);
            self.tell(now, leg, LegEvent::Gone(Release::Broken));
        }
    }

    /// An offer of ours was taken: its answer says where the other end is from here on. One that says
    /// nothing that we can use leaves all as it was.
    pub(crate) fn reanswered(&mut self, now: Now, session: SessionId, answer: Option<&[u8]>) {
        let leg = self.legs.of(session);
        if !leg.is_some_and(|leg| self.legs.is_connected(leg)) {
            return self.moved(now, session, answer);
        }
        let remote = leg.and_then(|leg| Some((leg, self.agreed(leg, answer?)?)));
        if let Some((leg, remote)) = remote {
            self.connect(leg, remote);
        }
    }
}
