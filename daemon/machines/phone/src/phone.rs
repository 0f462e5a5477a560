//! The phone itself: inputs to the SIP stack, events of the stack to its user.

use std::collections::VecDeque;
use std::net::SocketAddr;

use kernel::{Chance, Mono, Now};
use media::sdp::{self, Codec};
use sip::message::{Fields, Method, Request, Response};
use sip::{
    Credentials, Dial, Ending, Flow, Invite, Refusal, RequestId, SessionId, Stack, Stranger,
};

use crate::call::Call;
use crate::interface::{Command, End, Event, Input, MediaCommand, MediaEvent, Output, Settings};
use crate::registration::{Outcome, Registration};

const CODECS: &[Codec] = &[Codec::Pcma, Codec::Pcmu];

/// A SIP phone. See the crate's documentation for how it is driven.
pub struct Phone {
    settings: Settings,
    chance: Chance,
    stack: Stack,
    registration: Option<Registration>,
    call: Option<Call>,
    outputs: VecDeque<Output>,
}

impl Phone {
    /// A phone that does nothing yet.
    pub fn new(settings: Settings, mut chance: Chance) -> Phone {
        let stack = Stack::new(sip::Settings::default(), chance.fork());
        Phone {
            settings,
            stack,
            chance,
            registration: None,
            call: None,
            outputs: VecDeque::new(),
        }
    }

    /// Takes one input; drain [`Phone::poll`] after it.
    pub fn handle(&mut self, now: Now, input: Input<'_>) {
        match input {
            Input::Datagram(flow, bytes) => {
                if let Some(stranger) = self.stack.receive(now.mono, flow, bytes) {
                    self.meet(now, stranger);
                }
            }
            Input::Command(command) => self.obey(now, command),
            Input::Media(event) => self.media_said(now, event),
            Input::Timeout => self.expire(now),
        }
        self.settle(now);
    }

    /// The next thing to do, until `None`.
    pub fn poll(&mut self) -> Option<Output> {
        self.outputs.pop_front()
    }

    /// When [`Input::Timeout`] is due at the latest.
    pub fn next_deadline(&self) -> Option<Mono> {
        let again = self
            .registration
            .as_ref()
            .and_then(|registration| registration.again);
        [self.stack.next_deadline(), again]
            .into_iter()
            .flatten()
            .min()
    }

    /// Whether it has no call and nothing under way.
    pub fn is_idle(&self) -> bool {
        self.call.is_none() && self.stack.is_idle()
    }

    fn obey(&mut self, now: Now, command: Command) {
        match command {
            Command::Register(seconds) => self.register(now, seconds),
            Command::Unregister => self.register(now, 0),
            Command::Dial(number) if self.call.is_none() => {
                self.call = Some(Call::Opening { number });
                self.put(Output::Media(MediaCommand::Open));
            }
            Command::Answer => self.answer(),
            Command::Reject => self.hang_up(now, 603),
            Command::HangUp => self.hang_up(now, 486),
            Command::Press(keys) if matches!(self.call, Some(Call::Up { .. })) => {
                self.put(Output::Media(MediaCommand::Press(keys)));
            }
            Command::Dial(_) | Command::Press(_) => {}
        }
    }

    fn expire(&mut self, now: Now) {
        self.stack.expire(now.mono);
        let due = self
            .registration
            .as_mut()
            .is_some_and(|known| known.again.take_if(|at| *at <= now.mono).is_some());
        if due {
            self.send_registration(now);
        }
    }

    fn settle(&mut self, now: Now) {
        while let Some(output) = self.stack.poll() {
            match output {
                sip::Output::Transmit(flow, bytes) => self.put(Output::Transmit(flow, bytes)),
                sip::Output::Event(event) => self.sip_said(now, event),
            }
        }
    }

    fn sip_said(&mut self, now: Now, event: sip::Event) {
        match event {
            sip::Event::Invited(session, invite) => self.invited(now, session, &invite),
            sip::Event::Requested(request, _) => {
                self.stack.respond(now.mono, request, 405, &[], Vec::new());
            }
            sip::Event::Progressed { session, .. } => self.progressed(session),
            sip::Event::Answered { session, sdp } => self.answered(now, session, sdp.as_deref()),
            sip::Event::Failed {
                session, status, ..
            } => {
                self.over(session, End::Refused(status));
            }
            sip::Event::Confirmed(session, answer) => self.connect(session, answer.as_deref()),
            sip::Event::Reoffered(session, offer) => self.reoffered(now, session, offer.as_deref()),
            sip::Event::Ended(session, ending) => self.over(session, end_of(ending)),
            sip::Event::Responded(request, status, response) => {
                self.responded(now, request, status, response.as_deref());
            }
        }
    }

    fn meet(&mut self, now: Now, stranger: Stranger) {
        match stranger.request.method {
            Method::Invite => self.stack.admit(now.mono, stranger),
            Method::Options => self.stack.reject(stranger, 200, &[]),
            Method::Ack => {}
            _ => self.stack.reject(stranger, 405, &[]),
        }
    }

    fn invited(&mut self, now: Now, session: SessionId, invite: &Invite) {
        // Busy is said by a transaction: a copy of the INVITE that comes late must not ring.
        if self.call.is_some() {
            return self.stack.refuse(now.mono, session, &refusal(486));
        }
        let offer = match invite.sdp.as_deref().map(sdp::parse) {
            None => None,
            Some(Ok(offer)) if sdp::is_acceptable(&offer, self.settings.local.ip(), CODECS) => {
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
        self.put(Output::Event(Event::Incoming { from, name }));
    }

    fn answer(&mut self) {
        if let Some(Call::Ringing { session, offer }) = self
            .call
            .take_if(|call| matches!(call, Call::Ringing { .. }))
        {
            self.call = Some(Call::Answering { session, offer });
            self.put(Output::Media(MediaCommand::Open));
        }
    }

    fn media_said(&mut self, now: Now, event: MediaEvent) {
        match (event, self.call.take()) {
            (MediaEvent::Opened(port), Some(Call::Opening { number })) => {
                self.invite(now, &number, port);
            }
            (MediaEvent::Opened(port), Some(Call::Answering { session, offer })) => {
                self.accept(now, session, offer, port);
            }
            (MediaEvent::OpenFailed, Some(call)) => {
                if let Some(session) = call.session() {
                    self.stack.refuse(now.mono, session, &refusal(500));
                }
                self.put(Output::Event(Event::Ended(End::Broken)));
            }
            (_, call) => self.call = call,
        }
    }

    fn invite(&mut self, now: Now, number: &str, port: SocketAddr) {
        let uri = format!("sip:{number}@{}", self.settings.server);
        let session = self.stack.dial(
            now.mono,
            Dial {
                flow: Flow {
                    local: self.settings.local,
                    remote: self.settings.server,
                },
                to: uri.clone(),
                uri,
                from_user: self.settings.user.clone(),
                from_name: self.settings.name.clone(),
                headers: Vec::new(),
                sdp: sdp::offer(port, CODECS, 1, 1),
                credentials: (!self.settings.password.is_empty()).then(|| Credentials {
                    username: self.settings.user.clone(),
                    password: self.settings.password.clone(),
                }),
            },
        );
        self.call = Some(Call::Dialling {
            session,
            port,
            ringing: false,
        });
    }

    fn accept(
        &mut self,
        now: Now,
        session: SessionId,
        offer: Option<sdp::Session>,
        port: SocketAddr,
    ) {
        let answer = offer.and_then(|offer| sdp::answer(&offer, port, CODECS, 1, 1).ok());
        let text = match answer {
            Some(answer) => {
                self.put(Output::Media(MediaCommand::Connect(answer.remote)));
                answer.text
            }
            None => sdp::offer(port, CODECS, 1, 1),
        };
        self.stack.answer(now.mono, session, text);
        self.call = Some(Call::Up {
            session,
            port,
            version: 1,
        });
        self.put(Output::Event(Event::Up));
    }

    fn progressed(&mut self, progressed: SessionId) {
        if let Some(Call::Dialling {
            session, ringing, ..
        }) = &mut self.call
            && *session == progressed
            && !std::mem::replace(ringing, true)
        {
            self.put(Output::Event(Event::Ringing));
        }
    }

    fn answered(&mut self, now: Now, session: SessionId, answer: Option<&[u8]>) {
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

    fn connect(&mut self, session: SessionId, answer: Option<&[u8]>) {
        let is_ours = self.call.as_ref().and_then(Call::session) == Some(session);
        let remote = answer
            .filter(|_| is_ours)
            .and_then(|text| sdp::parse(text).ok())
            .and_then(|answer| sdp::accept(&answer, CODECS).ok());
        if let Some(remote) = remote {
            self.put(Output::Media(MediaCommand::Connect(remote)));
        }
    }

    fn reoffered(&mut self, now: Now, session: SessionId, offer: Option<&[u8]>) {
        let Some(Call::Up { port, version, .. }) = &mut self.call else {
            return self.stack.refuse(now.mono, session, &refusal(481));
        };
        *version += 1;
        let (port, version) = (*port, *version);
        let Some(offer) = offer else {
            return self
                .stack
                .answer(now.mono, session, sdp::offer(port, CODECS, 1, version));
        };
        let answer = sdp::parse(offer)
            .ok()
            .and_then(|offer| sdp::answer(&offer, port, CODECS, 1, version).ok());
        match answer {
            Some(answer) => {
                self.put(Output::Media(MediaCommand::Connect(answer.remote)));
                self.stack.answer(now.mono, session, answer.text);
            }
            None => self.stack.refuse(now.mono, session, &refusal(488)),
        }
    }

    fn hang_up(&mut self, now: Now, status: u16) {
        let Some(call) = self.call.take() else { return };
        if call.has_media() {
            self.put(Output::Media(MediaCommand::Close));
        }
        match &call {
            Call::Ringing { session, .. } | Call::Answering { session, .. } => {
                self.stack.refuse(now.mono, *session, &refusal(status));
            }
            Call::Dialling { session, .. } | Call::Up { session, .. } => {
                self.stack.hang_up(now.mono, *session, None);
            }
            Call::Opening { .. } => {}
        }
        self.put(Output::Event(Event::Ended(End::Here)));
    }

    fn over(&mut self, session: SessionId, end: End) {
        let ours = self.call.take_if(|call| call.session() == Some(session));
        if let Some(call) = ours {
            if call.has_media() {
                self.put(Output::Media(MediaCommand::Close));
            }
            self.put(Output::Event(Event::Ended(end)));
        }
    }

    fn register(&mut self, now: Now, seconds: u32) {
        match &mut self.registration {
            Some(registration) => registration.ask(seconds),
            None => {
                let (call_id, tag) = (self.chance.hex(12), self.chance.hex(6));
                self.registration = Some(Registration::new(seconds, call_id, tag));
            }
        }
        self.send_registration(now);
    }

    fn send_registration(&mut self, now: Now) {
        if let Some(registration) = &mut self.registration {
            let request = registration.request(&self.settings);
            self.send(now, request, false);
        }
    }

    fn send(&mut self, now: Now, request: Request, answered_challenge: bool) {
        let flow = Flow {
            local: self.settings.local,
            remote: self.settings.server,
        };
        let id = self.stack.request(now.mono, flow, request);
        if let Some(registration) = &mut self.registration {
            registration.sent(id, answered_challenge);
        }
    }

    fn responded(
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

    fn put(&mut self, output: Output) {
        self.outputs.push_back(output);
    }
}

fn end_of(ending: Ending) -> End {
    match ending {
        Ending::Bye(_) => End::There,
        Ending::Cancelled(reason) => End::Missed(reason.map(|r| r.text).unwrap_or_default()),
        Ending::NeverAcknowledged | Ending::Lost => End::Broken,
    }
}

fn refusal(status: u16) -> Refusal {
    Refusal {
        status,
        headers: Vec::new(),
    }
}
