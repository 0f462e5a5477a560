//! New offers of ours within a session that is up: re-INVITE (RFC 3261 section 14.1).

use kernel::Mono;

use super::attempt::Fork;
use super::session::{Proposal, Session};
use super::{Stack, compose};
use crate::message::{Fields, Method, Request, Response};
use crate::transaction::Ticket;
use crate::{Ending, Event, Flow, SessionId};

impl Stack {
    /// Offers something else, or with no SDP asks the other side to offer. False if that may not be
    /// at the moment: the session is not up, or an offer or its ACK is under way.
    pub fn propose(&mut self, now: Mono, session: SessionId, sdp: Vec<u8>) -> bool {
        if self.is_full() {
            return false;
        }
        match self.sessions.get(&session) {
            Some(Session::Up(_)) => self.reinvite(now, session, sdp, false),
            _ => self.propose_early(now, session, sdp),
        }
    }

    /// A re-INVITE with what we described last. False if there is nothing, or something else is under
    /// way.
    pub(super) fn propose_same(&mut self, now: Mono, session: SessionId) -> bool {
        let described = match self.sessions.get(&session) {
            Some(Session::Up(up)) => up.care.described.clone(),
            _ => Vec::new(),
        };
        !described.is_empty() && self.reinvite(now, session, described, true)
    }

    fn reinvite(&mut self, now: Mono, session: SessionId, sdp: Vec<u8>, refresh: bool) -> bool {
        let asks = sdp.is_empty();
        let Some((request, flow)) = self.proposal(session, sdp) else {
            return false;
        };
        let ticket = self.send_invite(now, session, flow, request);
        if let Some(Session::Up(up)) = self.sessions.get_mut(&session) {
            up.proposal = Some(Proposal {
                ticket,
                asks,
                taken: false,
                refresh,
                proved: false,
            });
        }
        true
    }

    /// The re-INVITE, if nothing else is under way.
    fn proposal(&mut self, session: SessionId, sdp: Vec<u8>) -> Option<(Request, Flow)> {
        let Some(Session::Up(up)) = self.sessions.get_mut(&session) else {
            return None;
        };
        if up.waiting.is_some() || up.reoffer.is_some() || up.proposal.is_some() {
            return None;
        }
        let (mut request, flow) = up.dialog.request(Method::Invite);
        request
            .headers
            .add("Contact", &compose::contact_in(&up.dialog));
        request.headers.add("Allow", compose::ALLOW);
        request.headers.add("Supported", compose::SUPPORTED);
        if let Some(timer) = up.care.timer {
            timer.request(&mut request.headers);
        }
        compose::describe(&mut request, sdp);
        Some((request, flow))
    }

    /// A 2xx to a re-INVITE of ours.
    pub(super) fn take_consent(
        &mut self,
        now: Mono,
        id: SessionId,
        ticket: Ticket,
        response: &Response,
    ) {
        let Some(attempt) = self.attempts.get_mut(&ticket) else {
            return;
        };
        let described = attempt.request.take().map(|invite| invite.body);
        if let Some(fork) = attempt.forks.first() {
            self.out.transmit(fork.flow, fork.ack.clone());
            return;
        }
        let Some(Session::Up(up)) = self.sessions.get_mut(&id) else {
            // It crossed our BYE, which ends what it would begin.
            return self.confirm(id, ticket, Vec::new());
        };
        let Some(proposal) = up.proposal.as_mut().filter(|it| it.ticket == ticket) else {
            return;
        };
        let asks = proposal.asks;
        if std::mem::replace(&mut proposal.taken, true) {
            return;
        }
        up.dialog.retarget(response);
        up.terms.hear(&response.headers);
        if let Some(described) = described.filter(|_| !asks) {
            up.care.described = described;
        }
        if !asks {
            up.proposal = None;
            self.confirm(id, ticket, Vec::new());
        }
        self.refreshed(now, id, response.status, &response.headers);
        let sdp = compose::sdp(&response.headers, &response.body);
        self.out.tell(Event::Reanswered(id, sdp));
    }

    /// Answers the offer that we asked for, in the ACK; nothing if there is none.
    pub fn acknowledge(&mut self, session: SessionId, sdp: Vec<u8>) {
        let Some(Session::Up(up)) = self.sessions.get_mut(&session) else {
            return;
        };
        if let Some(proposal) = up.proposal.take_if(|proposal| proposal.taken) {
            up.care.described.clone_from(&sdp);
            self.confirm(session, proposal.ticket, sdp);
        }
    }

    /// Sends the ACK of a 2xx to a re-INVITE.
    fn confirm(&mut self, id: SessionId, ticket: Ticket, sdp: Vec<u8>) {
        let Some(cseq) = self.attempts.get(&ticket).map(|it| it.origin.cseq) else {
            return;
        };
        let dialog = self.sessions.get(&id).and_then(|it| it.dialogs().first());
        let Some((mut ack, flow)) = dialog.map(|dialog| dialog.ack(cseq)) else {
            return;
        };
        let tag = ack.headers.tags().1.unwrap_or_default();
        let branch = self.new_branch();
        compose::dispatch(&mut ack, flow, &branch, &self.settings.product);
        if !sdp.is_empty() {
            ack.headers.add("Content-Type", compose::SDP);
            ack.body = sdp;
        }
        let ack = ack.write();
        self.out.transmit(flow, ack.clone());
        if let Some(attempt) = self.attempts.get_mut(&ticket) {
            attempt.forks.push(Fork { tag, flow, ack });
        }
    }

    /// A re-INVITE of ours came to nothing: the session stays as it was, unless the other side does
    /// not know it any more or is gone (section 14.1). One that only refreshes ends nothing.
    pub(super) fn take_dissent(
        &mut self,
        now: Mono,
        id: SessionId,
        ticket: Ticket,
        status: u16,
        response: Option<&Response>,
    ) {
        let Some(Session::Up(up)) = self.sessions.get_mut(&id) else {
            return;
        };
        let refused = up.proposal.take_if(|proposal| proposal.ticket == ticket);
        let Some(proposal) = refused else { return };
        if proposal.refresh {
            let none = rsip::Headers::default();
            let headers = response.map_or(&none, |response| &response.headers);
            self.refreshed(now, id, status, headers);
        } else if matches!(status, 408 | 481) {
            self.leave(now, id, None);
            self.out.tell(Event::Ended(id, Ending::Lost));
        } else {
            self.unmoved(now, id, status, response);
        }
    }
}
