//! Strangers that are let in.

use std::sync::Arc;

use kernel::Mono;

use super::early::Early;
use super::ingress::Incoming;
use super::reliable::Manner;
use super::session::{Arriving, Session};
use super::terms::Terms;
use super::{Stack, Use, compose, refresh};
use crate::dialog::{Dialog, DialogId};
use crate::message::{Fields, Method, Request, Scheme};
use crate::{Event, Invite, Stranger};

impl Stack {
    /// Lets a stranger in: tells [`Event::Invited`] or [`Event::Requested`]. Nothing is told of a
    /// copy of one that is in already; of one that nobody could serve, which is answered; nor where
    /// there is no room: then an INVITE gets 503 and anything else no answer.
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
        } else if self.turned_down(&incoming) {
            // It has its answer.
        } else if invite {
            self.invited(now, incoming);
        } else {
            self.requested(now, incoming);
        }
    }

    /// Refuses what nobody could serve, whoever sent it; says whether it did.
    pub(super) fn turned_down(&mut self, incoming: &Incoming) -> bool {
        let request = &incoming.request;
        let invite = request.method == Method::Invite;
        let lacking = compose::unsupported(request);
        if matches!(request.uri.scheme, Scheme::Other(_)) {
            self.bounce(incoming, 416, &[]);
        } else if !lacking.is_empty() {
            self.counters.bad_extensions += 1;
            self.bounce(incoming, 420, &[("Unsupported", &lacking)]);
        } else if invite && self.is_merged(request) {
            self.counters.merged += 1;
            self.bounce(incoming, 482, &[]);
        } else if invite && compose::is_foreign(request) {
            self.bounce(incoming, 415, &[("Accept", compose::SDP)]);
        } else if invite && refresh::is_too_brief(request) {
            self.bounce(incoming, 422, &refresh::TOO_BRIEF);
        } else if invite && request.headers.contacts().is_empty() {
            self.bounce(incoming, 400, &[]);
        } else {
            return false;
        }
        true
    }

    /// Whether the same INVITE came by another way already (RFC 3261 section 8.2.2.2).
    fn is_merged(&self, request: &Request) -> bool {
        let (from, _) = request.headers.tags();
        let (Some(call_id), Some(from)) = (request.headers.call_id(), from) else {
            return false;
        };
        let number = request.headers.cseq().map(|(number, _)| number);
        let first = DialogId {
            call_id: call_id.into(),
            local: String::new(),
            remote: String::new(),
        };
        let same_call = self
            .dialogs
            .range(first..)
            .take_while(|(id, _)| id.call_id == call_id);
        let mut theirs = same_call.filter(|(id, _)| id.remote == from);
        theirs.any(|(id, session)| {
            let dialogs = self.sessions.get(session).map_or(&[][..], Session::dialogs);
            dialogs
                .iter()
                .any(|dialog| dialog.id == *id && dialog.remote_cseq() == number)
        })
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
            manner: Manner::of(&request, &mut self.chance),
            early: Early {
                terms: Terms::of(&request.headers),
                ..Early::default()
            },
        };
        self.keep(session, Session::Arriving(Box::new(arriving)));
        self.out
            .tell(Event::Invited(session, Invite { flow, request, sdp }));
    }
}
