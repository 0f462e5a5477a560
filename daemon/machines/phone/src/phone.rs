//! The phone itself: inputs to the SIP stack, events of the stack to its user.

use std::collections::VecDeque;

use kernel::{Chance, Mono, Now};
use media::sdp::OurKeys;
use sip::message::Method;
use sip::{Ending, Refusal, SessionId, Stack, Stranger};

use crate::call::Call;
use crate::interface::{Command, End, Event, Input, MediaCommand, MediaEvent, Output, Settings};
use crate::registration::Registration;
use crate::terms::fresh;

/// A SIP phone. See the crate's documentation for how it is driven.
pub struct Phone {
    pub(crate) settings: Settings,
    pub(crate) chance: Chance,
    /// The keys of its call, or of the last one.
    pub(crate) keys: OurKeys,
    pub(crate) stack: Stack,
    pub(crate) registration: Option<Registration>,
    pub(crate) call: Option<Call>,
    outputs: VecDeque<Output>,
}

impl Phone {
    /// A phone that does nothing yet.
    pub fn new(settings: Settings, mut chance: Chance) -> Phone {
        let stack = Stack::new(sip::Settings::default(), chance.fork());
        Phone {
            settings,
            stack,
            keys: fresh(&mut chance),
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
                self.draw_keys();
                self.call = Some(Call::Opening { number });
                self.put(Output::Media(MediaCommand::Open));
            }
            Command::Answer => self.answer(),
            Command::Reject => self.hang_up(now, 603),
            Command::HangUp => self.hang_up(now, 486),
            Command::Refuse(status) => self.turn_away(now, status),
            Command::Offer(way) => self.reoffer(now, Some(way)),
            Command::AskOffer => self.reoffer(now, None),
            Command::Transfer(number) => self.transfer(now, &number),
            Command::Lapse => self.lapse(),
            Command::Move(local) => self.relocate(now, local),
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

    pub(crate) fn settle(&mut self, now: Now) {
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
            sip::Event::Reanswered(session, theirs) => {
                self.reanswered(session, theirs.as_deref());
            }
            sip::Event::Unmoved(..) => self.put(Output::Event(Event::OfferTaken(false))),
            sip::Event::Pressed(..) | sip::Event::Unanswered(..) => {}
            // It calls nobody at somebody else's bidding.
            sip::Event::Referred(session, _) => self.stack.refuse_referral(now.mono, session, 603),
            sip::Event::Notified(_, status) => self.put(Output::Event(Event::Transferred(status))),
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

    pub(crate) fn hang_up(&mut self, now: Now, status: u16) {
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

    fn turn_away(&mut self, now: Now, status: u16) {
        if matches!(self.call, Some(Call::Ringing { .. })) {
            self.hang_up(now, status);
        }
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

    pub(crate) fn put(&mut self, output: Output) {
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

pub(crate) fn refusal(status: u16) -> Refusal {
    Refusal {
        status,
        headers: Vec::new(),
    }
}
