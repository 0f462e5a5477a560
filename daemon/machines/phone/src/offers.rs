//! What the two sides of a call offer each other once it is up.

use kernel::Now;
use media::sdp::{self, Direction};
use sip::SessionId;

use crate::call::Call;
use crate::interface::{Event, MediaCommand, Output};
use crate::phone::{Phone, refusal};

impl Phone {
    pub(crate) fn connect(&mut self, session: SessionId, answer: Option<&[u8]>) {
        let is_ours = self.call.as_ref().and_then(Call::session) == Some(session);
        let remote = answer
            .filter(|_| is_ours)
            .and_then(|text| sdp::parse(text).ok())
            .and_then(|answer| sdp::accept(&answer, self.terms()).ok());
        if let Some(remote) = remote {
            self.put(Output::Media(MediaCommand::Connect(remote)));
        }
    }

    pub(crate) fn reoffered(&mut self, now: Now, session: SessionId, offer: Option<&[u8]>) {
        let Some(Call::Up { port, version, .. }) = &mut self.call else {
            return self.stack.refuse(now.mono, session, &refusal(481));
        };
        *version += 1;
        let (port, version) = (*port, *version);
        let Some(offer) = offer else {
            return self.stack.answer(
                now.mono,
                session,
                sdp::offer(port, self.terms(), 1, version),
            );
        };
        let answer = sdp::parse(offer)
            .ok()
            .and_then(|offer| sdp::answer(&offer, port, self.terms(), 1, version).ok());
        match answer {
            Some(answer) => {
                self.put(Output::Media(MediaCommand::Connect(answer.remote)));
                self.stack.answer(now.mono, session, answer.text);
            }
            None => self.stack.refuse(now.mono, session, &refusal(488)),
        }
    }

    /// Offers that audio go this way; `None`: asks the other side to offer.
    pub(crate) fn reoffer(&mut self, now: Now, way: Option<Direction>) {
        let Some(Call::Up {
            session,
            port,
            version,
        }) = &mut self.call
        else {
            return;
        };
        *version += 1;
        let (session, port, version) = (*session, *port, *version);
        let text = way.map(|way| sdp::offer_one_way(port, self.terms(), 1, version, way));
        let sent = self
            .stack
            .propose(now.mono, session, text.unwrap_or_default());
        if !sent {
            self.put(Output::Event(Event::OfferTaken(false)));
        }
    }

    /// Asks the other side to call a number in our place.
    pub(crate) fn transfer(&mut self, now: Now, number: &str) {
        let Some(Call::Up { session, .. }) = &self.call else {
            return;
        };
        let target = format!("sip:{number}@{}", self.settings.server);
        if !self.stack.refer(now.mono, *session, &target) {
            self.put(Output::Event(Event::Transferred(491)));
        }
    }

    /// What we offered was taken, or here is the offer that we asked for.
    pub(crate) fn reanswered(&mut self, session: SessionId, theirs: Option<&[u8]>) {
        let Some(Call::Up { port, version, .. }) = &self.call else {
            return;
        };
        let offer = theirs.and_then(|text| sdp::parse(text).ok());
        let answer = offer.and_then(|it| sdp::answer(&it, *port, self.terms(), 1, *version).ok());
        // Nothing is sent unless we asked.
        let text = answer.map(|answer| answer.text).unwrap_or_default();
        self.stack.acknowledge(session, text);
        self.connect(session, theirs);
        self.put(Output::Event(Event::OfferTaken(true)));
    }
}
