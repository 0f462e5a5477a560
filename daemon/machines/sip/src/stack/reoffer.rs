//! New offers within a session that is up: re-INVITE and UPDATE (RFC 3261 section 14, RFC 3311).

use kernel::Mono;

use super::callee::Success;
use super::ingress::Incoming;
use super::session::{Reoffer, Session};
use super::{Stack, Use, compose};
use crate::message::{Fields, Method, name, reason_phrase, response_to, value};
use crate::{Event, SessionId};

impl Stack {
    /// A re-INVITE, or an UPDATE with or without an offer.
    pub(super) fn take_reoffer(&mut self, now: Mono, id: SessionId, incoming: Incoming) {
        let update = incoming.request.method == Method::Update;
        let sdp = compose::sdp(&incoming.request.headers, &incoming.request.body);
        if update && sdp.is_none() {
            return self.confirm_refresh(now, id, incoming);
        }
        let busy = match self.sessions.get(&id) {
            // Its offer crosses one of ours, or an exchange that is not over for both sides.
            Some(Session::Up(up)) if up.waiting.is_some() || up.proposal.is_some() => Some(491),
            Some(Session::Up(up)) => up.reoffer.as_ref().map(|_| 500),
            // Section 14.2: before our answer to the first one 500, before theirs to ours 491.
            Some(Session::Arriving(arriving)) => arriving.early.obstacle(update, 500),
            Some(Session::Calling(calling)) => calling.exchange.obstacle(update, 491),
            Some(Session::Leaving(_)) | None => Some(481),
        };
        match busy {
            Some(500) => {
                // Section 14.2 and RFC 3311 section 5.2: a random time of up to ten seconds.
                let later = self.chance.below(11).to_string();
                self.reply(now, incoming, 500, &[("Retry-After", &later)]);
            }
            Some(status) => self.reply(now, incoming, status, &[]),
            None => self.begin_reoffer(now, id, incoming, sdp),
        }
    }

    /// An UPDATE that offers nothing.
    fn confirm_refresh(&mut self, now: Mono, id: SessionId, incoming: Incoming) {
        self.refresh(id, &incoming);
        let mut headers = rsip::Headers::default();
        let dialogs = self.sessions.get(&id).map(Session::dialogs);
        let dialog = dialogs.and_then(|all| all.first());
        let contact = dialog.map_or_else(|| compose::contact(incoming.flow), compose::contact_in);
        headers.add("Contact", &contact);
        headers.add("Allow", compose::ALLOW);
        headers.add("Supported", compose::SUPPORTED);
        if let Some(timer) = self.renew(now, id, &incoming) {
            timer.answer(&mut headers);
        }
        let extra: Vec<_> = headers.iter().map(|it| (name(it), value(it))).collect();
        self.reply(now, incoming, 200, &extra);
    }

    fn begin_reoffer(
        &mut self,
        now: Mono,
        id: SessionId,
        incoming: Incoming,
        sdp: Option<Vec<u8>>,
    ) {
        self.refresh(id, &incoming);
        let timer = self.renew(now, id, &incoming);
        let Incoming {
            key, back, request, ..
        } = incoming;
        let update = request.method == Method::Update;
        let ticket = self
            .transactions
            .accept(now, key, back, !update, Use::Invite(id));
        if !update {
            let trying = compose::answer(&request, 100, "", &[], &self.settings.product);
            self.transactions
                .answer(now, ticket, 100, trying.write(), &mut self.out);
        }
        let mut answer = response_to(&request, 200, "");
        if let Some(timer) = timer {
            timer.answer(&mut answer.headers);
        }
        let reoffer = Reoffer {
            ticket,
            answer,
            cseq: request.headers.cseq().map_or(0, |(number, _)| number),
            flow: back,
            update,
            offerless: sdp.is_none(),
        };
        let slot = self.sessions.get_mut(&id).and_then(Session::reoffer_mut);
        if let Some(slot) = slot {
            *slot = Some(reoffer);
        }
        self.out.tell(Event::Reoffered(id, sdp));
    }

    /// Takes a new target from a request that may bring one.
    fn refresh(&mut self, id: SessionId, incoming: &Incoming) {
        let (_, Some(tag)) = incoming.request.headers.tags() else {
            return;
        };
        let Some(session) = self.sessions.get_mut(&id) else {
            return;
        };
        for dialog in session
            .dialogs_mut()
            .iter_mut()
            .filter(|dialog| dialog.id.local == tag)
        {
            dialog.refresh(&incoming.request, incoming.flow);
        }
    }

    pub(super) fn accept_reoffer(
        &mut self,
        now: Mono,
        session: SessionId,
        reoffer: Reoffer,
        sdp: Vec<u8>,
    ) {
        let Reoffer {
            ticket,
            mut answer,
            cseq,
            flow,
            update,
            offerless,
        } = reoffer;
        if let Some(Session::Up(up)) = self.sessions.get_mut(&session) {
            up.care.described.clone_from(&sdp);
        }
        let dialogs = self.sessions.get(&session).map(Session::dialogs);
        let Some(dialog) = dialogs.and_then(|all| all.first()) else {
            return;
        };
        compose::carry(&mut answer, dialog, sdp);
        answer.headers.add("Server", &self.settings.product);
        if update {
            self.transactions
                .answer(now, ticket, 200, answer.write(), &mut self.out);
            return;
        }
        let success = Success {
            cseq,
            offers: offerless,
            back: flow,
        };
        let waiting = self.succeed(now, ticket, &answer, success);
        self.timers.set(session, waiting.resend.at);
        if let Some(Session::Up(up)) = self.sessions.get_mut(&session) {
            up.waiting = Some(waiting);
        }
    }

    pub(super) fn refuse_reoffer(
        &mut self,
        now: Mono,
        reoffer: Reoffer,
        status: u16,
        extra: compose::Extra<'_>,
    ) {
        let Reoffer {
            ticket, mut answer, ..
        } = reoffer;
        answer.status = status;
        answer.reason = reason_phrase(status).to_string();
        // They stand in a 2xx only.
        answer.headers.remove("Session-Expires");
        answer.headers.remove("Require");
        for (name, value) in extra {
            answer.headers.add(name, value);
        }
        answer.headers.add("Server", &self.settings.product);
        self.transactions
            .answer(now, ticket, status, answer.write(), &mut self.out);
    }
}
