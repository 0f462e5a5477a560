//! Provisional answers of theirs that we acknowledge (RFC 3262 section 4).

use kernel::Mono;

use super::compose::{self, REL};
use super::session::{Calling, Session};
use super::{Stack, Use};
use crate::SessionId;
use crate::message::{Fields, Method, Response};
use crate::transaction::{Key, Sent};

/// The reliable answers of one fork.
#[derive(Debug)]
pub(super) struct Heard {
    /// The tag of To.
    pub tag: String,
    /// The RSeq of the last that was taken.
    pub rseq: u32,
    /// Whether that held an offer and waits for our answer, which goes into its PRACK.
    pub offers: bool,
}

/// What becomes of a provisional answer.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) enum Judged {
    /// It is told.
    News,
    /// It is told and acknowledged.
    Reliable(u32),
    /// It is a copy, or one before it is missing.
    Stale,
}

impl Calling {
    /// Whether a provisional answer is the next of its fork. Its early dialog must be known.
    pub fn judge(&mut self, response: &Response) -> Judged {
        let rseq = response
            .headers
            .first("RSeq")
            .and_then(|it| it.parse().ok());
        let (Some(rseq), true) = (rseq, response.headers.require().contains(&REL)) else {
            return Judged::News;
        };
        let (_, Some(tag)) = response.headers.tags() else {
            return Judged::News;
        };
        if !self.early.iter().any(|early| early.id.remote == tag) {
            return Judged::Stale;
        }
        match self.heard_of.iter_mut().find(|heard| heard.tag == tag) {
            Some(heard) if heard.rseq.checked_add(1) == Some(rseq) && !heard.offers => {
                heard.rseq = rseq;
            }
            Some(_) => return Judged::Stale,
            None => self.heard_of.push(Heard {
                tag,
                rseq,
                offers: false,
            }),
        }
        Judged::Reliable(rseq)
    }
}

impl Stack {
    /// Acknowledges a provisional answer, or waits for the answer to the offer in it.
    pub(super) fn acknowledge_early(
        &mut self,
        now: Mono,
        calling: &mut Calling,
        response: &Response,
        rseq: u32,
    ) {
        let (_, tag) = response.headers.tags();
        let tag = tag.unwrap_or_default();
        let described = compose::sdp(&response.headers, &response.body).is_some();
        let offerless = self
            .attempts
            .get(&calling.attempt)
            .and_then(|attempt| attempt.request.as_ref())
            .is_some_and(|invite| invite.body.is_empty());
        if described && offerless && !calling.exchange.exchanged {
            let mut heard = calling.heard_of.iter_mut();
            if let Some(heard) = heard.find(|heard| heard.tag == tag) {
                heard.offers = true;
            }
            return;
        }
        calling.exchange.exchanged |= described;
        self.send_prack(now, calling, &tag, rseq, Vec::new());
    }

    /// Answers the offer of a provisional answer to an INVITE of ours that had none; nothing if there
    /// is no such offer.
    pub fn acknowledge_offer(&mut self, now: Mono, session: SessionId, sdp: Vec<u8>) {
        let Some(Session::Calling(mut calling)) = self.sessions.remove(&session) else {
            return;
        };
        let waits = calling.heard_of.iter_mut().find(|heard| heard.offers);
        let waits = waits.map(|heard| {
            heard.offers = false;
            (heard.tag.clone(), heard.rseq)
        });
        if let Some((tag, rseq)) = waits {
            calling.exchange.exchanged = true;
            self.send_prack(now, &mut calling, &tag, rseq, sdp);
        }
        self.sessions.insert(session, Session::Calling(calling));
    }

    fn send_prack(&mut self, now: Mono, calling: &mut Calling, tag: &str, rseq: u32, sdp: Vec<u8>) {
        let cseq = self.attempts.get(&calling.attempt).map(|it| it.origin.cseq);
        let mut early = calling.early.iter_mut();
        let dialog = early.find(|early| early.id.remote == tag);
        let (Some(dialog), Some(cseq)) = (dialog, cseq) else {
            return;
        };
        let (mut prack, flow) = dialog.request(Method::Prack);
        prack.headers.add("RAck", &format!("{rseq} {cseq} INVITE"));
        if !sdp.is_empty() {
            prack.headers.add("Content-Type", compose::SDP);
            prack.body = sdp;
        }
        let branch = self.new_branch();
        compose::dispatch(&mut prack, flow, &branch, &self.settings.product);
        let sent = Sent {
            key: Key::of_ours(&branch, &Method::Prack),
            flow,
            invite: false,
            datagram: prack.write(),
            user: Use::Nobody,
        };
        self.transactions.send(now, sent, &mut self.out);
    }
}
