//! Requests outside of dialogs other than INVITE, theirs and ours.

use kernel::Mono;

use super::ingress::Incoming;
use super::{Stack, Use, compose};
use crate::message::{Fields, Request, Response, reason_phrase, response_to};
use crate::transaction::{Key, Sent, Ticket};
use crate::{Event, Flow, RequestId, Stranger, keep};

/// A request that waits for its final answer.
#[derive(Debug)]
pub(super) enum Asked {
    /// Theirs, with the answer as far as it copies the request.
    Theirs(Ticket, Box<Response>),
    /// Ours.
    Ours(Ticket),
}

impl Stack {
    /// Sends a request outside of any dialog, such as REGISTER or OPTIONS. Via is added, and so are
    /// Max-Forwards, User-Agent, Call-ID, CSeq and the tag of From where they are missing.
    pub fn request(&mut self, now: Mono, flow: Flow, mut request: Request) -> RequestId {
        let id = self.new_request();
        if self.is_full() {
            self.out.tell(Event::Responded(id, 503, None));
            return id;
        }
        self.complete(&mut request);
        let branch = self.new_branch();
        compose::dispatch(&mut request, flow, &branch, &self.settings.product);
        if self.settings.keeps {
            keep::offer(&mut request, flow.transport);
        }
        let sent = Sent {
            key: Key::of_ours(&branch, &request.method),
            flow,
            invite: false,
            datagram: request.write(),
            user: Use::Outside(id),
        };
        let ticket = self.transactions.send(now, sent, &mut self.out);
        self.asked.insert(id, Asked::Ours(ticket));
        id
    }

    /// Nobody waits for the answer to a request of ours any more: it is not sent again, and an answer that
    /// comes all the same is nobody's.
    pub fn give_up(&mut self, request: RequestId) {
        if let Some(Asked::Ours(ticket)) = self.asked.get(&request) {
            self.transactions.forget(*ticket);
            self.asked.remove(&request);
        }
    }

    fn complete(&mut self, request: &mut Request) {
        let headers = &mut request.headers;
        if let Some(from) = headers.from().filter(|from| from.tag().is_none()) {
            headers.set("From", &from.tagged(&self.chance.hex(8)).to_string());
        }
        if headers.call_id().is_none() {
            headers.add("Call-ID", &self.chance.hex(16));
        }
        if headers.cseq().is_none() {
            headers.set("CSeq", &format!("1 {}", request.method));
        }
    }

    /// Answers an admitted request; a final status ends it. An answer to one that is over already
    /// is dropped.
    pub fn respond(
        &mut self,
        now: Mono,
        request: RequestId,
        status: u16,
        headers: &[(String, String)],
        body: Vec<u8>,
    ) {
        let Some(Asked::Theirs(ticket, copied)) = self.asked.get(&request) else {
            return;
        };
        let (ticket, mut response) = (*ticket, copied.as_ref().clone());
        response.status = status;
        response.reason = reason_phrase(status).to_string();
        for (name, value) in headers {
            response.headers.add(name, value);
        }
        response.headers.add("Server", &self.settings.product);
        keep::grant(&mut response);
        response.body = body;
        self.transactions
            .answer(now, ticket, status, response.write(), &mut self.out);
        if status >= 200 {
            self.asked.remove(&request);
        }
    }

    /// Admits a request.
    pub(super) fn requested(&mut self, now: Mono, incoming: Incoming) {
        let Incoming {
            key,
            flow,
            back,
            request,
        } = incoming;
        let id = self.new_request();
        let ticket = self
            .transactions
            .accept(now, key, back, false, Use::Outside(id));
        let tag = self.stateless_tag(&request.headers);
        let copied = response_to(&request, 200, &tag);
        self.asked
            .insert(id, Asked::Theirs(ticket, Box::new(copied)));
        self.out
            .tell(Event::Requested(id, Stranger { flow, request }));
    }

    pub(super) fn take_outside_answer(&mut self, id: RequestId, response: Response) {
        if response.is_provisional() || self.asked.remove(&id).is_none() {
            return;
        }
        self.out.tell(Event::Responded(
            id,
            response.status,
            Some(Box::new(response)),
        ));
    }

    /// Nobody answered our request, or we have not answered theirs for as long as anybody waits.
    pub(super) fn give_up_outside(&mut self, id: RequestId, status: u16) {
        if let Some(Asked::Ours(_)) = self.asked.remove(&id) {
            self.out.tell(Event::Responded(id, status, None));
        }
    }

    fn new_request(&mut self) -> RequestId {
        self.last_request += 1;
        RequestId(self.last_request)
    }
}
