//! Where a datagram goes: a transaction, a dialog, or out as a stranger.

use kernel::Mono;

use super::{Stack, Use, compose};
use crate::dialog::DialogId;
use crate::message::{self, Fields, Message, Method, Problem, Request, Unreadable};
use crate::transaction::Key;
use crate::{Flow, Stranger};

/// A request that is no copy, on its way through the stack.
pub(super) struct Incoming {
    /// The transaction it is to begin.
    pub key: Key,
    /// How it came.
    pub flow: Flow,
    /// Where its answers go.
    pub back: Flow,
    /// All of it.
    pub request: Request,
}

impl Incoming {
    /// `None` if its Via cannot be read, so that nobody can be answered.
    pub fn new(flow: Flow, request: Request) -> Option<Incoming> {
        let via = request.headers.top_via()?;
        let key = Key::of_theirs(&request, &via);
        Some(Incoming {
            key,
            flow,
            back: compose::way_back(flow, &via),
            request,
        })
    }
}

impl Stack {
    /// A datagram came. Hands out a request that belongs to nothing we know, of which nothing is
    /// kept until it is admitted.
    pub fn receive(&mut self, now: Mono, flow: Flow, bytes: &[u8]) -> Option<Stranger> {
        self.counters.received += 1;
        match message::read(bytes) {
            Ok(Message::Request(request)) => self.take_request(now, flow, request),
            Ok(Message::Response(response)) => {
                self.take_response(now, response);
                None
            }
            Err(unreadable) => {
                self.take_unreadable(flow, unreadable);
                None
            }
        }
    }

    fn take_unreadable(&mut self, flow: Flow, unreadable: Unreadable) {
        let Unreadable { kind, salvage } = unreadable;
        if kind == Problem::KeepAlive {
            self.counters.keep_alives += 1;
            return;
        }
        let via = salvage
            .as_ref()
            .and_then(|salvage| salvage.headers.top_via());
        let (Some(mut salvage), Some(via)) = (salvage, via) else {
            self.counters.unreadable_dropped += 1;
            return;
        };
        self.counters.unreadable_answered += 1;
        self.counters.stateless += 1;
        salvage.note_source(flow.remote);
        let tag = self.stateless_tag(&salvage.headers);
        let response = salvage.refuse(kind.status(), &tag);
        self.out
            .transmit(compose::way_back(flow, &via), response.write());
    }

    fn take_request(&mut self, now: Mono, flow: Flow, mut request: Request) -> Option<Stranger> {
        let via = request.headers.top_via()?;
        let key = Key::of_theirs(&request, &via);
        if request.method == Method::Ack {
            self.take_ack(now, &key, &request);
            return None;
        }
        if self.transactions.absorb(&key, &mut self.out) {
            self.counters.copies += 1;
            return None;
        }
        request.note_source(flow.remote);
        let back = compose::way_back(flow, &via);
        if request.method == Method::Cancel {
            let cancelled = Key::of_cancelled(&request, &via);
            self.take_cancel(
                now,
                &cancelled,
                Incoming {
                    key,
                    flow,
                    back,
                    request,
                },
            );
            return None;
        }
        let incoming = Incoming {
            key,
            flow,
            back,
            request,
        };
        match DialogId::of_request(&incoming.request) {
            Some(id) => {
                self.take_within(now, &id, incoming);
                None
            }
            None => Some(Stranger {
                flow,
                request: incoming.request,
            }),
        }
    }

    fn take_ack(&mut self, now: Mono, key: &Key, ack: &Request) {
        match self.transactions.acknowledged(now, key, &mut self.out) {
            // The ACK of a refusal ends in its transaction.
            Some(None) => {}
            // That of a 2xx bears the branch of the INVITE only where the sender is older than
            // RFC 3261; either way it is the dialog's.
            Some(Some(_)) | None => self.take_dialog_ack(now, ack),
        }
    }

    /// Answers a request within a transaction of its own, of which nobody wants to hear more.
    pub(super) fn reply(
        &mut self,
        now: Mono,
        incoming: Incoming,
        status: u16,
        extra: compose::Extra<'_>,
    ) {
        let tag = self.stateless_tag(&incoming.request.headers);
        self.reply_as(now, incoming, &tag, status, extra);
    }

    /// The same with a tag of To that is given.
    pub(super) fn reply_as(
        &mut self,
        now: Mono,
        incoming: Incoming,
        tag: &str,
        status: u16,
        extra: compose::Extra<'_>,
    ) {
        let Incoming {
            key, back, request, ..
        } = incoming;
        let response = compose::answer(&request, status, tag, extra, &self.settings.product);
        let invite = request.method == Method::Invite;
        let ticket = self
            .transactions
            .accept(now, key, back, invite, Use::Nobody);
        self.transactions
            .answer(now, ticket, status, response.write(), &mut self.out);
    }
}
