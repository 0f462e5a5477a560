//! Transfers: a phone asks for one by REFER, its call decides, and what becomes of it is told by NOTIFY.
//!
//! Only a phone that we have called may hand a call over. A carrier that could would dial whatever it
//! liked at our expense.

use contact::{Handover, LegId, Refusal};
use kernel::Now;
use sip::{Refer, SessionId};

use crate::calls::status_of;
use crate::legs::{Callee, Leg, Side};
use crate::switch::Switch;

impl Switch {
    /// The other side of a session wants somebody called in its place. Of whom it names, the user part
    /// alone counts: the host is ours by whatever name the phone knows us.
    pub(crate) fn referred(&mut self, now: Now, session: SessionId, refer: &Refer) {
        let leg = self.legs.of(session);
        let leg = leg.filter(|leg| self.legs.get_mut(*leg).is_some_and(|leg| is_phone(leg)));
        let Some(leg) = leg else {
            return self.refuse_transfer(now, session, 403);
        };
        match (refer.target.number_text(), refer.replaces) {
            (None, _) => self.refuse_transfer(now, session, 404),
            (Some(_), Some(_)) => self.refuse_transfer(now, session, 481),
            (Some(dialled), None) => {
                let input = contact::Input::Transfer(leg, dialled);
                self.center.handle(now, input);
            }
        }
    }

    /// What becomes of a transfer.
    pub(crate) fn transferred(&mut self, now: Now, leg: LegId, what: Handover) {
        let Some(session) = self.legs.get_mut(leg).and_then(|leg| leg.session()) else {
            return;
        };
        match what {
            Handover::Refused(Refusal::NotFound) => self.refuse_transfer(now, session, 404),
            Handover::Refused(_) => self.refuse_transfer(now, session, 403),
            Handover::Begun => self.stack.take_referral(now.mono, session),
            Handover::Done => self.stack.report(now.mono, session, 200),
            Handover::Failed(cause) => self.stack.report(now.mono, session, status_of(cause)),
        }
    }

    fn refuse_transfer(&mut self, now: Now, session: SessionId, status: u16) {
        self.counters.refused_transfers += 1;
        self.stack.refuse_referral(now.mono, session, status);
    }
}

/// Whether it is one of our phones that talks there.
fn is_phone(leg: &Leg) -> bool {
    match &leg.side {
        Side::Device(device) => matches!(device.callee, Callee::Phone(_)),
        Side::Customer(_) => false,
    }
}
