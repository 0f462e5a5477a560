//! Audio before an answer: that of a carrier is heard once it flows, by a caller who is answered and, in a
//! 183, by one who is not.

use std::net::SocketAddr;

use contact::{LegEvent, LegId};
use kernel::Now;
use media::sdp;

use crate::calls::session_id;
use crate::interface::{MediaCommand, Output};
use crate::switch::Switch;

impl Switch {
    /// The first packet of a leg came. Of somebody whom we call that is audio before an answer, if his
    /// network has described it.
    pub(crate) fn flows(&mut self, now: Now, leg: LegId) {
        let Some(device) = self.legs.device_mut(leg) else {
            return;
        };
        let early = device.early && device.up.is_none();
        if early && !std::mem::replace(&mut device.told_early, true) {
            self.tell(now, leg, LegEvent::Early);
        }
    }

    /// Whoever calls is to hear what comes before an answer: that takes a port first.
    pub(crate) fn progress(&mut self, leg: LegId) {
        let Some(customer) = self.legs.customer_mut(leg) else {
            return;
        };
        if !customer.wanted && !std::mem::replace(&mut customer.early, true) {
            let family = customer.family;
            self.put(Output::Media(MediaCommand::Open(leg, family)));
        }
    }

    /// The port is there: 183 with the answer to what he offered, or with our offer.
    pub(crate) fn let_hear(&mut self, now: Now, leg: LegId, port: SocketAddr) {
        let Some(spoken) = self.legs.spoken(leg) else {
            return;
        };
        let Some(customer) = self.legs.customer_mut(leg) else {
            return;
        };
        let (session, id) = (customer.session, session_id(leg));
        let Some(offer) = &customer.offer else {
            let offer = sdp::offer(port, &spoken, id, 1);
            return self.stack.progress(now.mono, session, offer);
        };
        if let Ok(answer) = sdp::answer(offer, port, &spoken, id, 1) {
            self.connect(leg, answer.remote);
            self.stack.progress(now.mono, session, answer.text);
        }
    }
}
