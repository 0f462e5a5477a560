//! Calls that go out.

use std::net::SocketAddr;

use kernel::Now;
use media::sdp;
use sip::{Credentials, Dial, Flow, SessionId};

use crate::call::Call;
use crate::interface::{Event, Output};
use crate::phone::Phone;

impl Phone {
    pub(crate) fn invite(&mut self, now: Now, number: &str, port: SocketAddr) {
        let uri = format!("sip:{number}@{}", self.settings.server);
        let session = self.stack.dial(
            now.mono,
            Dial {
                flow: Flow::udp(self.settings.local, self.settings.server),
                to: uri.clone(),
                uri,
                from_user: self.settings.user.clone(),
                from_name: self.settings.name.clone(),
                from_host: String::new(),
                headers: Vec::new(),
                sdp: sdp::offer(port, self.terms(), 1, 1),
                credentials: (!self.settings.password.is_empty()).then(|| Credentials {
                    username: self.settings.user.clone(),
                    password: self.settings.password.clone(),
                    realm: None,
                }),
            },
        );
        self.call = Some(Call::Dialling {
            session,
            port,
            ringing: false,
        });
    }

    pub(crate) fn progressed(&mut self, progressed: SessionId) {
        if let Some(Call::Dialling {
            session, ringing, ..
        }) = &mut self.call
            && *session == progressed
            && !std::mem::replace(ringing, true)
        {
            self.put(Output::Event(Event::Ringing));
        }
    }

    pub(crate) fn answered(&mut self, now: Now, session: SessionId, answer: Option<&[u8]>) {
        let Some(Call::Dialling {
            session: ours,
            port,
            ..
        }) = self.call
        else {
            return self.stack.hang_up(now.mono, session, None);
        };
        if ours != session {
            return self.stack.hang_up(now.mono, session, None);
        }
        self.call = Some(Call::Up {
            session,
            port,
            version: 1,
        });
        self.connect(session, answer);
        self.put(Output::Event(Event::Up));
    }
}
