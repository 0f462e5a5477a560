//! Calls that come in.

use std::net::SocketAddr;

use kernel::Now;
use media::sdp;
use sip::message::Fields;
use sip::{Invite, SessionId};

use crate::call::Call;
use crate::interface::{Event, MediaCommand, Output};
use crate::phone::{Phone, refusal};

impl Phone {
    pub(crate) fn invited(&mut self, now: Now, session: SessionId, invite: &Invite) {
        // Busy is said by a transaction: a copy of the INVITE that comes late must not ring.
        if self.call.is_some() {
            return self.stack.refuse(now.mono, session, &refusal(486));
        }
        self.draw_keys();
        let terms = self.terms();
        let offer = match invite.sdp.as_deref().map(sdp::parse) {
            None => None,
            Some(Ok(offer)) if sdp::is_acceptable(&offer, self.settings.local.ip(), terms) => {
                Some(offer)
            }
            Some(_) => return self.stack.refuse(now.mono, session, &refusal(488)),
        };
        self.stack.ring(now.mono, session);
        self.call = Some(Call::Ringing { session, offer });
        let from = invite.request.headers.from();
        let name = from
            .as_ref()
            .map(|from| from.display.clone())
            .unwrap_or_default();
        let from = from
            .and_then(|from| from.uri.user_text())
            .unwrap_or_default();
        let to = invite.request.uri.user_text().unwrap_or_default();
        self.put(Output::Event(Event::Incoming { from, name, to }));
    }

    pub(crate) fn answer(&mut self) {
        if let Some(Call::Ringing { session, offer }) = self
            .call
            .take_if(|call| matches!(call, Call::Ringing { .. }))
        {
            self.call = Some(Call::Answering { session, offer });
            self.put(Output::Media(MediaCommand::Open));
        }
    }

    pub(crate) fn accept(
        &mut self,
        now: Now,
        session: SessionId,
        offer: Option<sdp::Session>,
        port: SocketAddr,
    ) {
        let answer = offer.and_then(|offer| sdp::answer(&offer, port, self.terms(), 1, 1).ok());
        let text = match answer {
            Some(answer) => {
                self.put(Output::Media(MediaCommand::Connect(answer.remote)));
                answer.text
            }
            None => sdp::offer(port, self.terms(), 1, 1),
        };
        self.stack.answer(now.mono, session, text);
        self.call = Some(Call::Up {
            session,
            port,
            version: 1,
        });
        self.put(Output::Event(Event::Up));
    }
}
