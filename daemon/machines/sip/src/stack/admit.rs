//! Strangers that are let in.

use std::sync::Arc;

use kernel::Mono;

use super::ingress::Incoming;
use super::session::{Arriving, Session};
use super::{Stack, Use, compose};
use crate::dialog::Dialog;
use crate::message::Method;
use crate::{Event, Invite, Stranger};

impl Stack {
    /// Lets a stranger in: tells [`Event::Invited`] or [`Event::Requested`]. Nothing is told of a
    /// copy of one that is in already, nor where there is no room: then an INVITE gets 503 and
    /// anything else no answer.
    pub fn admit(&mut self, now: Mono, stranger: Stranger) {
        let Stranger { flow, request } = stranger;
        let Some(incoming) = Incoming::new(flow, request) else {
            return;
        };
        if self.transactions.absorb(&incoming.key, &mut self.out) {
            self.counters.copies += 1;
            return;
        }
        let invite = incoming.request.method == Method::Invite;
        if self.is_full() || (invite && self.sessions.len() >= self.settings.sessions) {
            self.refuse_for_want_of_room(&incoming);
        } else if invite {
            self.invited(now, incoming);
        } else {
            self.requested(now, incoming);
        }
    }

    fn invited(&mut self, now: Mono, incoming: Incoming) {
        let tag = self.chance.hex(8);
        let Some(dialog) = Dialog::of_request(&incoming.request, &tag, incoming.flow) else {
            self.bounce(&incoming, 400, &[]);
            return;
        };
        let Incoming {
            key,
            flow,
            back,
            request,
        } = incoming;
        let session = self.new_session();
        let ticket = self
            .transactions
            .accept(now, key, back, true, Use::Invite(session));
        let trying = compose::answer(&request, 100, "", &[], &self.settings.product);
        self.transactions
            .answer(now, ticket, 100, trying.write(), &mut self.out);
        let sdp = compose::sdp(&request.headers, &request.body);
        let request = Arc::new(request);
        let arriving = Arriving {
            ticket,
            request: request.clone(),
            dialog,
        };
        self.keep(session, Session::Arriving(Box::new(arriving)));
        self.out
            .tell(Event::Invited(session, Invite { flow, request, sdp }));
    }
}
