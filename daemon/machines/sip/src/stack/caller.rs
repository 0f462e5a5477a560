//! INVITEs that we send.

use std::time::Duration;

use kernel::Mono;

use super::attempt::Attempt;
use super::early::Early;
use super::session::{Calling, Leave, Session};
use super::{Stack, Use, compose, refresh};
use crate::message::{Fields, Method, NameAddr, Request, Uri};
use crate::transaction::{Key, Sent, Ticket};
use crate::{Dial, Event, Flow, SessionId};

impl Stack {
    /// Sends an INVITE. One that cannot be sent fails at once: with 400 if its URIs are none, with
    /// 503 if there is no room.
    pub fn dial(&mut self, now: Mono, dial: Dial) -> SessionId {
        let session = self.new_session();
        let full = self.is_full() || self.sessions.len() >= self.settings.sessions;
        let request = if full {
            Err(503)
        } else {
            self.invite(&dial).ok_or(400)
        };
        match request {
            Ok(request) => {
                let attempt = self.send_invite(now, session, dial.flow, request);
                let calling = Calling {
                    attempt,
                    credentials: dial.credentials.map(Box::new),
                    challenges: 0,
                    prolonged: false,
                    heard: false,
                    early: Vec::new(),
                    heard_of: Vec::new(),
                    exchange: Early::default(),
                    leave: Leave::No,
                };
                self.keep(session, Session::Calling(Box::new(calling)));
            }
            Err(status) => self.out.tell(Event::Failed {
                session,
                status,
                reason: None,
                silent: false,
            }),
        }
        session
    }

    /// Gives an INVITE up once nobody has said a word to it for so long: there is another server to ask, and
    /// RFC 3263 section 4.3 leaves open when.
    pub fn hurry(&mut self, now: Mono, session: SessionId, within: Duration) {
        if let Some(Session::Calling(calling)) = self.sessions.get(&session) {
            let attempt = calling.attempt;
            self.transactions
                .hurry(attempt, now + within, &mut self.out);
        }
    }

    fn invite(&mut self, dial: &Dial) -> Option<Request> {
        let mut request = Request::new(Method::Invite, Uri::read(&dial.uri)?);
        let local = dial.flow.local;
        let from = match dial.from_host.as_str() {
            "" => Uri::sip(&dial.from_user, &local.ip().to_string(), Some(local.port())),
            host => Uri::sip(&dial.from_user, host, None),
        };
        let from = NameAddr::of(from)
            .named(&dial.from_name)
            .tagged(&self.chance.hex(8));
        let to = NameAddr::of(Uri::read(&dial.to)?);
        let headers = &mut request.headers;
        headers.add("From", &from.to_string());
        headers.add("To", &to.to_string());
        headers.add("Call-ID", &self.chance.hex(16));
        headers.add("CSeq", "1 INVITE");
        headers.add("Contact", &compose::contact_for(dial.flow, &request.uri));
        headers.add("Allow", compose::ALLOW);
        headers.add("Supported", compose::SUPPORTED);
        refresh::ask(headers);
        for (name, value) in &dial.headers {
            headers.add(name, value);
        }
        if !dial.sdp.is_empty() {
            headers.add("Content-Type", compose::SDP);
            request.body = dial.sdp.clone();
        }
        Some(request)
    }

    /// Sends an INVITE that lacks only its Via.
    pub(super) fn send_invite(
        &mut self,
        now: Mono,
        session: SessionId,
        flow: Flow,
        mut request: Request,
    ) -> Ticket {
        let branch = self.new_branch();
        let roomier = self.roomier(&request, flow);
        let (flow, instead) = roomier.map_or((flow, None), |roomier| (roomier, Some(flow)));
        compose::dispatch(&mut request, flow, &branch, &self.settings.product);
        let sent = Sent {
            key: Key::of_ours(&branch, &Method::Invite),
            flow,
            invite: true,
            datagram: request.write(),
            user: Use::Invite(session),
        };
        let ticket = self.transactions.send(now, sent, &mut self.out);
        let attempt = Attempt {
            instead,
            ..Attempt::new(request, flow)
        };
        self.attempts.insert(ticket, attempt);
        ticket
    }

    /// Sends a refused INVITE once more with the headers that answer what it was refused for (RFC 3261
    /// section 22.2, RFC 4028 section 6).
    pub(super) fn send_again(
        &mut self,
        now: Mono,
        session: SessionId,
        flow: Flow,
        mut request: Request,
        answers: &[(&'static str, String)],
    ) -> Ticket {
        let number = request.headers.cseq().map_or(1, |(number, _)| number);
        request
            .headers
            .set("CSeq", &format!("{} INVITE", number.saturating_add(1)));
        for (name, value) in answers {
            request.headers.set(name, value);
        }
        request.headers.remove("Via");
        self.send_invite(now, session, flow, request)
    }
}
