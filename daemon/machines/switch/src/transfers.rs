//! Transfers: a phone asks for one by REFER, its call decides, and what becomes of it is told by NOTIFY.
//!
//! Only a phone that we have called may hand a call over. A carrier that could would dial whatever it
//! liked at our expense.

use std::net::SocketAddr;

use contact::{DialCause, Handover, LegEvent, LegId, Refusal};
use kernel::Now;
use media::sdp;
use sip::{Refer, Replaced, SessionId};

use crate::calls::{session_id, status_of};
use crate::interface::{MediaCommand, Output};
use crate::legs::{Callee, Leg, Side};
use crate::switch::Switch;

/// The status of an offer that met one of the other side's (RFC 3261 section 14.1).
const CROSSED: u16 = 491;
/// How often an offer is put again that met one of the other side's.
const CROSSINGS: u8 = 5;

impl Switch {
    /// The other side of a session wants somebody called in its place. Of whom it names, the user part
    /// alone counts: the host is ours by whatever name the phone knows us.
    pub(crate) fn referred(&mut self, now: Now, session: SessionId, refer: &Refer) {
        let leg = self.legs.of(session);
        let leg = leg.filter(|leg| self.legs.get_mut(*leg).is_some_and(|leg| is_phone(leg)));
        let Some(leg) = leg else {
            return self.refuse_transfer(now, session, 403);
        };
        let input = match (refer.replaces, refer.target.number_text()) {
            (Some(replaced), _) => match self.consultation(replaced) {
                Some(own) => contact::Input::Join(leg, own),
                None => return self.refuse_transfer(now, session, 481),
            },
            (None, Some(dialled)) => contact::Input::Transfer(leg, dialled),
            (None, None) => return self.refuse_transfer(now, session, 404),
        };
        self.center.handle(now, input);
    }

    fn consultation(&self, replaced: Replaced) -> Option<LegId> {
        match replaced {
            Replaced::Known(session) => self.legs.of(session),
            Replaced::Unknown => None,
        }
    }

    /// Somebody who was consulted goes on as a leg of another call. All legs of a call live in one room,
    /// so his media moves there: that takes a port, and a new offer to his phone.
    pub(crate) fn adopt(&mut self, now: Now, leg: LegId, from: LegId) {
        let Some(family) = self.legs.adopt(leg, from) else {
            return self.tell(now, leg, LegEvent::Failed(DialCause::Failed));
        };
        self.trace_adopted(leg, from);
        self.put(Output::Media(MediaCommand::Close(from)));
        self.put(Output::Media(MediaCommand::Open(leg, family)));
    }

    /// The port is there.
    pub(crate) fn move_device(&mut self, now: Now, leg: LegId, port: SocketAddr) {
        let Some(spoken) = self.legs.spoken(leg) else {
            return;
        };
        let Some(known) = self.legs.get_mut(leg) else {
            return;
        };
        let (origin, version) = (session_id(known.origin), known.version);
        let session = known.session();
        let text = sdp::offer(port, &spoken, origin, version);
        if !session.is_some_and(|session| self.stack.propose(now.mono, session, text)) {
            self.device_gone(now, leg, LegEvent::Failed(DialCause::Failed));
        }
    }

    /// His phone has answered the new offer, or not taken it.
    pub(crate) fn moved(&mut self, now: Now, session: SessionId, answer: Option<&[u8]>) {
        let leg = self.legs.of(session);
        let Some(leg) = leg.filter(|leg| !self.legs.is_connected(*leg)) else {
            return;
        };
        match answer.and_then(|text| self.agreed(leg, text)) {
            Some(remote) => {
                self.connect(leg, remote);
                self.tell(now, leg, LegEvent::Up);
            }
            None => self.device_gone(now, leg, LegEvent::Failed(DialCause::Failed)),
        }
    }

    /// His phone has not taken the new offer. One that met an offer of his is put again.
    pub(crate) fn unmoved(&mut self, now: Now, session: SessionId, status: u16) {
        let waits = self.legs.of(session).and_then(|id| {
            let leg = self.legs.get_mut(id)?;
            let again = status == CROSSED && !leg.connected && leg.crossed < CROSSINGS;
            let port = leg.port.filter(|_| again)?;
            leg.crossed += 1;
            Some((id, port))
        });
        match waits {
            Some((leg, port)) => self.move_device(now, leg, port),
            None => self.moved(now, session, None),
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
        Side::Customer(customer) => customer.ours,
    }
}
