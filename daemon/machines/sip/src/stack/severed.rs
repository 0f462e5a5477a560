//! Connections that are gone, or that cannot be had.

use kernel::Mono;

use super::outside::Asked;
use super::session::Session;
use super::{Stack, Use, compose};
use crate::message::{Fields, Via};
use crate::transaction::{Lapse, Ticket};
use crate::{Flow, SessionId};

/// What a request comes to that finds no connection (RFC 3261 section 8.1.3.1).
const UNAVAILABLE: u16 = 503;

impl Stack {
    /// The connection of that flow is gone, or was asked for and cannot be had. What was sent over it
    /// and has no answer has failed; what is to be answered finds another way, if there is one.
    pub fn severed(&mut self, now: Mono, flow: Flow) {
        self.counters.severed += 1;
        for session in self.sessions.values_mut() {
            for dialog in session.dialogs_mut() {
                dialog.severed(flow);
            }
        }
        let severed = self.transactions.severed(flow);
        for (ticket, user) in severed.unanswered {
            self.find_another_way(ticket, user, flow);
        }
        for lapse in severed.failed {
            self.failed(now, lapse);
        }
    }

    fn failed(&mut self, now: Mono, lapse: Lapse<Use>) {
        match lapse.user {
            Use::Invite(session) => self.unsent(now, session, lapse.ticket),
            Use::Outside(request) => self.give_up_outside(request, UNAVAILABLE),
            Use::Refer(session) => self.take_refer_answer(session, UNAVAILABLE),
            Use::Bye(_) | Use::Asked(_) | Use::Nobody => self.lapsed(now, lapse),
        }
    }

    /// An INVITE of ours found no connection. One that a datagram was only too small for goes as one
    /// (section 18.1.1).
    fn unsent(&mut self, now: Mono, session: SessionId, ticket: Ticket) {
        let attempt = self.attempts.remove(&ticket);
        let again = attempt.and_then(|it| Some((it.request?, it.instead?)));
        let Some((mut request, flow)) = again else {
            return self.nobody_answered(now, session, ticket, UNAVAILABLE);
        };
        self.by_datagram.note(flow.remote);
        let waits = |it: &Session| matches!(it, Session::Calling(it) if it.attempt == ticket);
        if !self.sessions.get(&session).is_some_and(waits) {
            return;
        }
        request.headers.remove("Via");
        let again = self.send_invite(now, session, flow, *request);
        if let Some(Session::Calling(calling)) = self.sessions.get_mut(&session) {
            calling.attempt = again;
        }
    }

    /// Answers to a request of theirs go to where its sender says that he listens (section 18.2.2).
    fn find_another_way(&mut self, ticket: Ticket, user: Use, flow: Flow) {
        let via = match user {
            Use::Invite(session) => self.via_of(session, ticket),
            Use::Outside(request) => match self.asked.get(&request) {
                Some(Asked::Theirs(_, answer)) => answer.headers.top_via(),
                Some(Asked::Ours(_)) | None => None,
            },
            Use::Bye(_) | Use::Asked(_) | Use::Refer(_) | Use::Nobody => None,
        };
        if let Some(via) = via {
            self.transactions
                .redirect(ticket, compose::sent_by(flow, &via));
        }
    }

    fn via_of(&mut self, session: SessionId, ticket: Ticket) -> Option<Via> {
        let session = self.sessions.get_mut(&session)?;
        let reoffer = session.reoffer_mut().and_then(|slot| slot.as_ref());
        if let Some(reoffer) = reoffer.filter(|it| it.ticket == ticket) {
            return reoffer.answer.headers.top_via();
        }
        match session {
            Session::Arriving(arriving) => arriving.request.headers.top_via(),
            Session::Calling(_) | Session::Up(_) | Session::Leaving(_) => None,
        }
    }
}
