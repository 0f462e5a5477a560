//! Requests of ours within a session that are no INVITE: UPDATE, and OPTIONS to ask whether anybody is
//! there.

use std::time::Duration;

use kernel::Mono;

use super::chores::Chore;
use super::session::{Proposal, Session};
use super::{Stack, Use, compose};
use crate::message::{Fields, Method, Request, Response};
use crate::transaction::{Key, Sent, Ticket};
use crate::{Event, SessionId};

/// How long after an answer the next question is put, as long as there is doubt.
const AGAIN: Duration = Duration::from_secs(15);

impl Stack {
    /// Asks the other side of a session that is up whether it is there, and again until it is trusted:
    /// [`Event::Unanswered`] tells each time that nobody was.
    pub fn doubt(&mut self, now: Mono, session: SessionId) {
        if let Some(Session::Up(up)) = self.sessions.get_mut(&session)
            && !std::mem::replace(&mut up.care.doubted, true)
        {
            self.probe(now, session);
        }
    }

    /// The other side of a session has shown that it is there.
    pub fn trust(&mut self, session: SessionId) {
        if let Some(Session::Up(up)) = self.sessions.get_mut(&session) {
            up.care.doubted = false;
            up.care.unanswered = 0;
            self.chores.clear(&(session, Chore::Probe));
        }
    }

    /// OPTIONS within the dialog, unless one is under way.
    pub(super) fn probe(&mut self, now: Mono, id: SessionId) {
        let busy = match self.sessions.get(&id) {
            Some(Session::Up(up)) => up.care.probing.is_some(),
            _ => return,
        };
        if busy || self.is_full() {
            self.chores.set((id, Chore::Probe), now + AGAIN);
            return;
        }
        let sent = self.ask(now, id, Method::Options, |_| {});
        if let Some(Session::Up(up)) = self.sessions.get_mut(&id) {
            up.care.probing = sent;
        }
    }

    /// Sends a request in the first dialog of a session, with what `complete` adds to it.
    pub(super) fn ask(
        &mut self,
        now: Mono,
        id: SessionId,
        method: Method,
        complete: impl FnOnce(&mut Request),
    ) -> Option<Ticket> {
        let branch = self.new_branch();
        let dialog = self.sessions.get_mut(&id)?.dialogs_mut().first_mut()?;
        let (mut request, flow) = dialog.request(method.clone());
        let contact = compose::contact_in(dialog);
        request.headers.add("Contact", &contact);
        request.headers.add("Allow", compose::ALLOW);
        complete(&mut request);
        compose::dispatch(&mut request, flow, &branch, &self.settings.product);
        let sent = Sent {
            key: Key::of_ours(&branch, &method),
            flow,
            invite: false,
            datagram: request.write(),
            user: Use::Asked(id),
        };
        Some(self.transactions.send(now, sent, &mut self.out))
    }

    /// An offer before the INVITE has its final answer, for which there is only UPDATE (RFC 3311).
    pub(super) fn propose_early(&mut self, now: Mono, id: SessionId, sdp: Vec<u8>) -> bool {
        let (early, alone) = match self.sessions.get(&id) {
            Some(Session::Arriving(arriving)) => (&arriving.early, true),
            Some(Session::Calling(calling)) => (&calling.exchange, calling.early.len() == 1),
            _ => return false,
        };
        let free = early.obstacle(true, 491).is_none() && alone;
        if !free || sdp.is_empty() || !early.terms.names(&Method::Update) {
            return false;
        }
        let sent = self.ask(now, id, Method::Update, |request| {
            compose::describe(request, sdp);
        });
        let slot = self.sessions.get_mut(&id).and_then(Session::proposal_mut);
        if let (Some(ticket), Some(slot)) = (sent, slot) {
            *slot = Some(Proposal {
                ticket,
                asks: false,
                taken: false,
                refresh: false,
                proved: false,
            });
        }
        sent.is_some()
    }

    /// An answer to one of these came; `None`: none did.
    pub(super) fn take_asked_answer(
        &mut self,
        now: Mono,
        id: SessionId,
        ticket: Ticket,
        response: Option<&Response>,
    ) {
        if response.is_some_and(Response::is_provisional) {
            return;
        }
        let status = response.map_or(408, |response| response.status);
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        let offered = session.proposal_mut();
        if offered
            .and_then(|it| it.take_if(|it| it.ticket == ticket))
            .is_some()
        {
            return self.take_update_answer(now, id, status, response);
        }
        let Session::Up(up) = session else { return };
        if up.care.refreshing.take_if(|it| *it == ticket).is_some() {
            if matches!(status, 401 | 407) && self.refresh_with_proof(now, id, response) {
                return;
            }
            let none = rsip::Headers::default();
            let headers = response.map_or(&none, |response| &response.headers);
            self.refreshed(now, id, status, headers);
        } else if up.care.probing.take_if(|it| *it == ticket).is_some() {
            self.probed(now, id, status);
        }
    }

    /// Any answer but one says that somebody is there.
    fn probed(&mut self, now: Mono, id: SessionId, status: u16) {
        let Some(Session::Up(up)) = self.sessions.get_mut(&id) else {
            return;
        };
        if up.care.doubted {
            self.chores.set((id, Chore::Probe), now + AGAIN);
        }
        match status {
            408 | 481 => self.unanswered(id),
            _ => up.care.unanswered = 0,
        }
    }

    fn take_update_answer(
        &mut self,
        now: Mono,
        id: SessionId,
        status: u16,
        response: Option<&Response>,
    ) {
        match response.filter(|response| response.is_success()) {
            Some(response) => {
                let dialogs = self.sessions.get_mut(&id).map(Session::dialogs_mut);
                if let Some(dialog) = dialogs.and_then(|all| all.first_mut()) {
                    dialog.retarget(response);
                }
                let sdp = compose::sdp(&response.headers, &response.body);
                self.out.tell(Event::Reanswered(id, sdp));
            }
            None => self.unmoved(now, id, status, response),
        }
    }

    /// An offer of ours was refused. One that crossed another is told of when the time has come to try
    /// again (RFC 3261 section 14.1, RFC 3311 section 5.2).
    pub(super) fn unmoved(
        &mut self,
        now: Mono,
        id: SessionId,
        status: u16,
        response: Option<&Response>,
    ) {
        let later = response.and_then(|response| compose::retry_after(&response.headers));
        let wait = match (status, later) {
            (491, _) => self.glare(id),
            (500, Some(seconds)) if seconds <= 10 => Duration::from_secs(seconds),
            _ => return self.out.tell(Event::Unmoved(id, status)),
        };
        self.chores.set((id, Chore::Again), now + wait);
    }

    /// How long whoever met another offer waits: who named the call longer than the other (section
    /// 14.1).
    pub(super) fn glare(&mut self, id: SessionId) -> Duration {
        let dialogs = self.sessions.get(&id).map(Session::dialogs);
        let ours = dialogs.is_some_and(|all| all.iter().any(|dialog| dialog.is_ours()));
        let tens = match ours {
            true => 210 + self.chance.below(191),
            false => self.chance.below(201),
        };
        Duration::from_millis(tens * 10)
    }
}
