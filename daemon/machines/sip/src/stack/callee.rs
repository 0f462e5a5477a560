//! INVITEs that came: ringing, answering, refusing, and the ACK.

use kernel::Mono;

use super::chores::Chore;
use super::refresh::{Care, Timer};
use super::session::{Arriving, Session, Up, Waiting};
use super::{Stack, compose};
use crate::dialog::DialogId;
use crate::message::{Fields, Request, Response};
use crate::transaction::Resend;
use crate::{Event, Flow, Refusal, SessionId};

/// How often a provisional answer is repeated so that no proxy gives the call up (RFC 3261 section
/// 13.3.1.1).
pub(super) const REMIND: std::time::Duration = std::time::Duration::from_secs(60);

impl Stack {
    /// 180 to an INVITE that waits for our answer; nothing to any other.
    pub fn ring(&mut self, now: Mono, session: SessionId) {
        if let Some(Session::Arriving(_)) = self.sessions.get(&session) {
            self.provide(now, session, 180, Vec::new());
            self.timers.set(session, now + REMIND);
        }
    }

    /// 200 to an INVITE, re-INVITE, UPDATE or PRACK that waits for our answer, to the latest of them
    /// first; nothing to any other.
    pub fn answer(&mut self, now: Mono, session: SessionId, sdp: Vec<u8>) {
        let Some(known) = self.sessions.get_mut(&session) else {
            return;
        };
        if let Some(reoffer) = known.reoffer_mut().and_then(Option::take) {
            return self.accept_reoffer(now, session, reoffer, sdp);
        }
        let Session::Arriving(arriving) = known else {
            return;
        };
        let Some(sdp) = arriving.manner.hold_back(sdp) else {
            return;
        };
        if let Some(Session::Arriving(arriving)) = self.sessions.remove(&session) {
            self.accept(now, session, *arriving, sdp);
        }
    }

    /// A final answer that is no 2xx. The session of a first INVITE is over with that, and nothing
    /// more is told of it; one that was up before stays as it was.
    pub fn refuse(&mut self, now: Mono, session: SessionId, refusal: &Refusal) {
        let status = refusal.status.clamp(300, 699);
        let extra: Vec<(&str, &str)> = refusal
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let Some(known) = self.sessions.get_mut(&session) else {
            return;
        };
        if let Some(reoffer) = known.reoffer_mut().and_then(Option::take) {
            self.refuse_reoffer(now, reoffer, status, &extra);
        } else if let Session::Arriving(_) = known {
            self.turn_away(now, session, status, &extra);
        }
    }

    /// Refuses a first INVITE and forgets its session.
    pub(super) fn turn_away(
        &mut self,
        now: Mono,
        session: SessionId,
        status: u16,
        extra: compose::Extra<'_>,
    ) {
        let Some(Session::Arriving(mut arriving)) = self.close(session) else {
            return;
        };
        if let Some(reoffer) = arriving.early.reoffer.take() {
            self.refuse_reoffer(now, reoffer, 487, &[]);
        }
        let response = self.answer_to(&arriving, status, extra);
        self.transactions.answer(
            now,
            arriving.ticket,
            status,
            response.write(),
            &mut self.out,
        );
    }

    pub(super) fn answer_to(
        &self,
        arriving: &Arriving,
        status: u16,
        extra: compose::Extra<'_>,
    ) -> Response {
        let tag = &arriving.dialog.id.local;
        compose::answer(
            &arriving.request,
            status,
            tag,
            extra,
            &self.settings.product,
        )
    }

    pub(super) fn accept(
        &mut self,
        now: Mono,
        session: SessionId,
        arriving: Arriving,
        sdp: Vec<u8>,
    ) {
        self.chores.clear(&(session, Chore::Remind));
        let mut response = self.answer_to(&arriving, 200, &[]);
        let Arriving {
            ticket,
            request,
            dialog,
            manner,
            early,
        } = arriving;
        compose::carry(&mut response, &dialog, sdp.clone());
        response.headers.add("Supported", compose::SUPPORTED);
        let timer = Timer::of_request(&request.headers);
        if let Some(timer) = timer {
            timer.answer(&mut response.headers);
        }
        let cseq = request.headers.cseq().map_or(0, |(number, _)| number);
        let offers = compose::sdp(&request.headers, &request.body).is_none() && !early.exchanged;
        let back = self.transactions.flow(ticket).unwrap_or(dialog.socket());
        let waiting = self.succeed(now, ticket, &response, Success { cseq, offers, back });
        self.timers.set(session, waiting.resend.at);
        let up = Up {
            dialog,
            credentials: None,
            waiting: Some(waiting),
            reoffer: early.reoffer,
            proposal: early.proposal,
            terms: early.terms,
            rack: manner.outstanding(cseq),
            care: Care {
                timer,
                described: sdp,
                ..Care::default()
            },
        };
        self.sessions.insert(session, Session::Up(Box::new(up)));
        self.wind(now, session);
    }

    /// Sends a 2xx and prepares for its repetition.
    pub(super) fn succeed(
        &mut self,
        now: Mono,
        ticket: crate::transaction::Ticket,
        response: &Response,
        success: Success,
    ) -> Waiting {
        let datagram = response.write();
        self.transactions
            .answer(now, ticket, 200, datagram.clone(), &mut self.out);
        let timing = &self.settings.timing;
        Waiting {
            cseq: success.cseq,
            resend: Resend::after(now, timing.t1),
            give_up: now + timing.lifetime(),
            flow: success.back,
            datagram,
            offers: success.offers,
            leave: None,
        }
    }

    /// An ACK came that is for a 2xx of ours, or for nothing.
    pub(super) fn take_dialog_ack(&mut self, now: Mono, ack: &Request) {
        let session = DialogId::of_request(ack).and_then(|id| self.dialogs.get(&id).copied());
        let Some(session) = session else {
            self.counters.stray_acks += 1;
            return;
        };
        let Some(Session::Up(up)) = self.sessions.get_mut(&session) else {
            return;
        };
        let cseq = ack.headers.cseq().map(|(number, _)| number);
        let Some(waiting) = up.waiting.take_if(|waiting| Some(waiting.cseq) == cseq) else {
            return;
        };
        self.timers.clear(&session);
        match waiting.leave {
            Some(reason) => self.leave(now, session, reason),
            None => {
                let sdp = compose::sdp(&ack.headers, &ack.body).filter(|_| waiting.offers);
                self.out.tell(Event::Confirmed(session, sdp));
            }
        }
    }
}

/// What must be known of a 2xx besides its text.
pub(super) struct Success {
    /// The CSeq of its INVITE.
    pub cseq: u32,
    /// Whether it holds the offer.
    pub offers: bool,
    /// Where it goes.
    pub back: Flow,
}
