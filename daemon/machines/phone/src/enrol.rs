//! What a phone does to be registered.

use std::net::SocketAddr;

use kernel::Now;
use sip::message::{Request, Response};
use sip::{Flow, RequestId};

use crate::interface::{Event, Output};
use crate::phone::Phone;
use crate::registration::{Outcome, Registration};

impl Phone {
    pub(crate) fn register(&mut self, now: Now, seconds: u32) {
        match &mut self.registration {
            Some(registration) => registration.ask(seconds),
            None => {
                let (call_id, tag) = (self.chance.hex(12), self.chance.hex(6));
                self.registration = Some(Registration::new(seconds, call_id, tag));
            }
        }
        self.send_registration(now);
    }

    pub(crate) fn send_registration(&mut self, now: Now) {
        if let Some(registration) = &mut self.registration {
            let request = registration.request(&self.settings);
            self.send(now, request, false);
        }
    }

    fn send(&mut self, now: Now, request: Request, answered_challenge: bool) {
        let flow = Flow::udp(self.settings.local, self.settings.server);
        let id = self.stack.request(now.mono, flow, request);
        if let Some(registration) = &mut self.registration {
            registration.sent(id, answered_challenge);
        }
    }

    pub(crate) fn responded(
        &mut self,
        now: Now,
        request: RequestId,
        status: u16,
        response: Option<&Response>,
    ) {
        let Some(registration) = &mut self.registration else {
            return;
        };
        match registration.answered(now, &self.settings, request, status, response) {
            Outcome::NotOurs => {}
            Outcome::Again(request) => self.send(now, *request, true),
            Outcome::Registered(seconds) => {
                self.put(Output::Event(Event::Registered(seconds)));
            }
            Outcome::Failed(status) => {
                self.put(Output::Event(Event::RegistrationFailed(status)));
            }
        }
    }

    /// Lets the registration end by itself.
    pub(crate) fn lapse(&mut self) {
        if let Some(registration) = &mut self.registration {
            registration.again = None;
        }
    }

    /// Is somewhere else from here on: what was up is lost, and what was registered is registered
    /// there.
    pub(crate) fn relocate(&mut self, now: Now, local: SocketAddr) {
        self.hang_up(now, 480);
        self.settle(now);
        self.settings.local = local;
        if self
            .registration
            .as_ref()
            .is_some_and(Registration::is_wanted)
        {
            self.send_registration(now);
        }
    }
}
