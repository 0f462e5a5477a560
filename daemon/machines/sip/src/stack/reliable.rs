//! Provisional answers of ours that are repeated until they are acknowledged (RFC 3262 section 3).

use std::collections::VecDeque;

use kernel::{Chance, Mono};

use super::chores::Chore;
use super::compose::{self, REL};
use super::ingress::Incoming;
use super::session::{Arriving, Reoffer, Session};
use super::{Stack, Use};
use crate::message::{Fields, Request, response_to};
use crate::transaction::{Resend, Ticket};
use crate::{Ending, Event, SessionId};

/// How many may wait for the first to be acknowledged.
const WAITING: usize = 8;

/// How the provisional answers to an INVITE go out.
#[derive(Debug)]
pub(super) enum Manner {
    /// Once each: the caller knows nothing else.
    Plain,
    /// Until they are acknowledged.
    Reliably(Box<Reliable>),
}

/// Those of one INVITE.
#[derive(Debug)]
pub(super) struct Reliable {
    /// Whether the caller takes no others.
    required: bool,
    /// The RSeq of the one before.
    last: u32,
    /// The first is on its way, others follow it in their order.
    waiting: VecDeque<Unheard>,
    /// The 2xx that may not overtake the first (section 3).
    answer: Option<Vec<u8>>,
}

/// One that has no PRACK.
#[derive(Debug)]
struct Unheard {
    rseq: u32,
    status: u16,
    sdp: Vec<u8>,
    /// As it goes out, once it does.
    sent: Option<OnItsWay>,
}

#[derive(Debug)]
struct OnItsWay {
    datagram: Vec<u8>,
    resend: Resend,
    give_up: Mono,
}

/// What names a reliable answer: its RSeq and the CSeq of its INVITE (section 7.2).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Rack {
    rseq: u32,
    cseq: u32,
}

impl Rack {
    fn of(request: &Request) -> Option<Rack> {
        let mut words = request.headers.first("RAck")?.split_ascii_whitespace();
        let mut number = || words.next()?.parse().ok();
        let (rseq, cseq) = (number()?, number()?);
        let whole = words.next() == Some("INVITE") && words.next().is_none();
        whole.then_some(Rack { rseq, cseq })
    }
}

impl Manner {
    /// As the caller asks for it.
    pub fn of(request: &Request, chance: &mut Chance) -> Manner {
        let required = request.headers.require().contains(&REL);
        if !required && !request.headers.supported().contains(&REL) {
            return Manner::Plain;
        }
        Manner::Reliably(Box::new(Reliable {
            required,
            // Section 3: from 1 to 2^31 - 1; half of that leaves room for all that follow.
            last: u32::try_from(chance.below(1 << 30)).unwrap_or(0),
            waiting: VecDeque::new(),
            answer: None,
        }))
    }

    /// What was sent and may still be acknowledged.
    pub fn outstanding(&self, cseq: u32) -> Option<Rack> {
        let Manner::Reliably(reliable) = self else {
            return None;
        };
        let first = reliable.waiting.front()?;
        Some(Rack {
            rseq: first.rseq,
            cseq,
        })
    }

    /// Keeps a 2xx back if one that holds SDP must be heard of first.
    pub fn hold_back(&mut self, sdp: Vec<u8>) -> Option<Vec<u8>> {
        match self {
            Manner::Reliably(reliable) if reliable.waiting.iter().any(|it| !it.sdp.is_empty()) => {
                reliable.answer = Some(sdp);
                None
            }
            _ => Some(sdp),
        }
    }
}

impl Arriving {
    /// The CSeq of the INVITE.
    pub fn cseq(&self) -> u32 {
        self.request.headers.cseq().map_or(0, |(number, _)| number)
    }

    /// Whether the INVITE leaves the offer to us.
    pub fn is_offerless(&self) -> bool {
        compose::sdp(&self.request.headers, &self.request.body).is_none()
    }
}

impl Stack {
    /// 183 with SDP: audio flows before anybody answers. With an INVITE that has no offer ours goes out
    /// only where the caller acknowledges it. Nothing happens if the INVITE is answered.
    pub fn progress(&mut self, now: Mono, session: SessionId, sdp: Vec<u8>) {
        self.provide(now, session, 183, sdp);
    }

    /// Sends a provisional answer, as the caller takes it.
    pub(super) fn provide(&mut self, now: Mono, id: SessionId, status: u16, sdp: Vec<u8>) {
        let Some(Session::Arriving(arriving)) = self.sessions.get_mut(&id) else {
            return;
        };
        let offerless = arriving.is_offerless();
        match &mut arriving.manner {
            // RFC 3261 section 13.2.1: the first that is reliable holds the offer, so one without it is
            // sent as a hint, or not at all.
            Manner::Reliably(reliable) if offerless && sdp.is_empty() => {
                if !reliable.required && reliable.waiting.is_empty() {
                    self.hint(now, id, status, sdp);
                }
            }
            Manner::Reliably(reliable) => {
                let known = reliable.waiting.iter().any(|it| it.status == status);
                if known || reliable.answer.is_some() || reliable.waiting.len() >= WAITING {
                    return;
                }
                reliable.last += 1;
                let rseq = reliable.last;
                reliable.waiting.push_back(Unheard {
                    rseq,
                    status,
                    sdp,
                    sent: None,
                });
                self.send_next(now, id);
            }
            Manner::Plain if offerless && !sdp.is_empty() => {}
            Manner::Plain => self.hint(now, id, status, sdp),
        }
    }

    /// Sends one that nobody acknowledges.
    fn hint(&mut self, now: Mono, id: SessionId, status: u16, sdp: Vec<u8>) {
        let Some(Session::Arriving(arriving)) = self.sessions.get(&id) else {
            return;
        };
        let mut response = self.answer_to(arriving, status, &[]);
        let ticket = arriving.ticket;
        compose::carry(&mut response, &arriving.dialog, sdp);
        self.transactions
            .answer(now, ticket, status, response.write(), &mut self.out);
    }

    /// Sends the first that waits, unless it is on its way.
    fn send_next(&mut self, now: Mono, id: SessionId) {
        let Some(Session::Arriving(arriving)) = self.sessions.get(&id) else {
            return;
        };
        let Manner::Reliably(reliable) = &arriving.manner else {
            return;
        };
        let Some(first) = reliable.waiting.front().filter(|it| it.sent.is_none()) else {
            return;
        };
        let (status, sdp) = (first.status, first.sdp.clone());
        let rseq = first.rseq.to_string();
        let extra = [("Require", REL), ("RSeq", rseq.as_str())];
        let mut response = self.answer_to(arriving, status, &extra);
        compose::carry(&mut response, &arriving.dialog, sdp);
        let (ticket, datagram) = (arriving.ticket, response.write());
        self.transactions
            .answer(now, ticket, status, datagram.clone(), &mut self.out);
        let timing = &self.settings.timing;
        let sent = OnItsWay {
            datagram,
            resend: Resend::after(now, timing.t1),
            give_up: now + timing.lifetime(),
        };
        self.chores.set((id, Chore::Remind), sent.resend.at);
        if let Some(first) = self.first_unheard(id) {
            first.sent = Some(sent);
        }
    }

    fn first_unheard(&mut self, id: SessionId) -> Option<&mut Unheard> {
        let Session::Arriving(arriving) = self.sessions.get_mut(&id)? else {
            return None;
        };
        let Manner::Reliably(reliable) = &mut arriving.manner else {
            return None;
        };
        reliable.waiting.front_mut()
    }

    /// The one on its way has no PRACK yet: it is sent again, each time after twice the pause, and at
    /// last the INVITE is refused.
    pub(super) fn remind(&mut self, now: Mono, id: SessionId) {
        let lifetime = self.settings.timing.lifetime();
        let Some(Session::Arriving(arriving)) = self.sessions.get(&id) else {
            return;
        };
        let ticket = arriving.ticket;
        let Some(first) = self.first_unheard(id) else {
            return;
        };
        let status = first.status;
        let Some(sent) = &mut first.sent else { return };
        if now >= sent.give_up {
            return self.never_heard(now, id);
        }
        sent.resend = sent.resend.doubled(now, lifetime);
        let at = sent.resend.at.min(sent.give_up);
        let datagram = sent.datagram.clone();
        self.chores.set((id, Chore::Remind), at);
        self.counters.retransmitted += 1;
        self.transactions
            .answer(now, ticket, status, datagram, &mut self.out);
    }

    fn never_heard(&mut self, now: Mono, id: SessionId) {
        self.counters.never_acknowledged += 1;
        self.turn_away(now, id, 504, &[]);
        self.out.tell(Event::Ended(id, Ending::NeverAcknowledged));
    }

    /// A PRACK came.
    pub(super) fn take_prack(&mut self, now: Mono, id: SessionId, incoming: Incoming) {
        let rack = Rack::of(&incoming.request);
        match self.sessions.get_mut(&id) {
            Some(Session::Arriving(arriving)) => {
                let cseq = arriving.cseq();
                let known = arriving.manner.outstanding(cseq);
                if rack.is_some() && rack == known {
                    return self.heard(now, id, incoming);
                }
            }
            // The 2xx was faster.
            Some(Session::Up(up)) if rack.is_some() && rack == up.rack => {
                up.rack = None;
                return self.reply(now, incoming, 200, &[]);
            }
            _ => {}
        }
        self.counters.stray_pracks += 1;
        self.reply(now, incoming, 481, &[]);
    }

    /// The first is acknowledged: the next goes out, or the 2xx that waited for that.
    fn heard(&mut self, now: Mono, id: SessionId, incoming: Incoming) {
        self.chores.clear(&(id, Chore::Remind));
        let sdp = compose::sdp(&incoming.request.headers, &incoming.request.body);
        let Some(Session::Arriving(arriving)) = self.sessions.get_mut(&id) else {
            return;
        };
        let offered = arriving.is_offerless() && !arriving.early.exchanged;
        let Manner::Reliably(reliable) = &mut arriving.manner else {
            return;
        };
        let first = reliable.waiting.pop_front();
        let described = first.is_some_and(|it| !it.sdp.is_empty());
        arriving.early.exchanged |= described;
        let exchanged = arriving.early.exchanged;
        match sdp {
            // Ours was the offer, this is its answer.
            Some(_) if described && offered => {
                self.reply(now, incoming, 200, &[]);
                self.out.tell(Event::Confirmed(id, sdp));
            }
            Some(sdp) if exchanged => self.take_offer_of_prack(now, id, incoming, sdp),
            Some(_) => self.reply(now, incoming, 488, &[]),
            None => self.reply(now, incoming, 200, &[]),
        }
        self.send_next(now, id);
        self.answer_held_back(now, id);
    }

    /// Section 5: a PRACK may hold a further offer, whose answer is in its 2xx.
    fn take_offer_of_prack(&mut self, now: Mono, id: SessionId, incoming: Incoming, sdp: Vec<u8>) {
        let Incoming {
            key, back, request, ..
        } = incoming;
        let ticket: Ticket = self
            .transactions
            .accept(now, key, back, false, Use::Invite(id));
        let reoffer = Reoffer {
            ticket,
            answer: response_to(&request, 200, ""),
            cseq: request.headers.cseq().map_or(0, |(number, _)| number),
            flow: back,
            update: true,
            offerless: false,
        };
        if let Some(Session::Arriving(arriving)) = self.sessions.get_mut(&id) {
            arriving.early.reoffer = Some(reoffer);
        }
        self.out.tell(Event::Reoffered(id, Some(sdp)));
    }

    fn answer_held_back(&mut self, now: Mono, id: SessionId) {
        let Some(Session::Arriving(arriving)) = self.sessions.get_mut(&id) else {
            return;
        };
        let Manner::Reliably(reliable) = &mut arriving.manner else {
            return;
        };
        let ready = reliable.waiting.iter().all(|it| it.sdp.is_empty());
        let Some(sdp) = reliable.answer.take_if(|_| ready) else {
            return;
        };
        if let Some(Session::Arriving(arriving)) = self.sessions.remove(&id) {
            self.accept(now, id, *arriving, sdp);
        }
    }
}
