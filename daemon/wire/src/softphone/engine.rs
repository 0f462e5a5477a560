//! The thread of a softphone: between its socket, its machine and its media.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use kernel::Mono;
use phone::{Command, Event as CallEvent, Input, Output, Phone};
use sip::Flow;

use super::interface::Event;
use super::line::{Line, Said};
use crate::{Notice, SipSocket, clock};

/// The longest sleep between two looks at the clock.
const IDLE: Duration = Duration::from_secs(60);

/// How long a phone that is closed waits for answers: a lost BYE or REGISTER is repeated after
/// 500 ms (RFC 3261 section 17.1.2.2).
const PARTING: Duration = Duration::from_secs(1);

/// Where a softphone says what happens.
pub(super) type Tell = Box<dyn FnMut(Event) + Send>;

/// What a softphone's thread wakes for.
#[derive(Debug)]
pub(super) enum Signal {
    /// A datagram came.
    Datagram(Flow, Vec<u8>),
    /// Its user does something.
    Command(Command),
    /// Its media says something.
    Media(Notice),
    /// It is to end.
    Close,
}

pub(super) struct Engine {
    phone: Phone,
    socket: SipSocket,
    line: Line,
    tell: Tell,
    /// Whether the server may hold a registration of it.
    registered: bool,
    /// Until when it waits for its last answers; `None`: it is not to end.
    parting: Option<Mono>,
}

impl Engine {
    pub(super) fn new(phone: Phone, socket: SipSocket, line: Line, tell: Tell) -> Engine {
        Engine {
            phone,
            socket,
            line,
            tell,
            registered: false,
            parting: None,
        }
    }

    pub(super) fn run(mut self, signals: &Receiver<Signal>) {
        while !self.is_over() {
            match signals.recv_timeout(self.patience()) {
                Ok(signal) => self.take(signal),
                Err(RecvTimeoutError::Timeout) => self.handle(Input::Timeout),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.socket.stop();
        self.line.stop();
        // A recording is finished while the media stops.
        for signal in signals.try_iter() {
            if let Signal::Media(notice) = signal {
                self.media_said(notice);
            }
        }
    }

    fn take(&mut self, signal: Signal) {
        match signal {
            Signal::Datagram(flow, bytes) => self.handle(Input::Datagram(flow, &bytes)),
            Signal::Command(command) => self.command(command),
            Signal::Media(notice) => self.media_said(notice),
            Signal::Close => self.part(),
        }
    }

    fn command(&mut self, command: Command) {
        match command {
            Command::Register(_) => self.registered = true,
            Command::Unregister => self.registered = false,
            Command::Dial(_)
            | Command::Answer
            | Command::Reject
            | Command::Refuse(_)
            | Command::Offer(_)
            | Command::AskOffer
            | Command::Transfer(_)
            | Command::Lapse
            | Command::Move(_)
            | Command::HangUp
            | Command::Press(_) => {}
        }
        self.handle(Input::Command(command));
    }

    fn handle(&mut self, input: Input<'_>) {
        self.phone.handle(clock::now(), input);
        while let Some(output) = self.phone.poll() {
            match output {
                // What the operating system does not take is lost, and repeated by the machine.
                Output::Transmit(flow, bytes) => drop(self.socket.send(flow.remote, &bytes)),
                Output::Media(command) => {
                    if let Some(answer) = self.line.obey(command) {
                        self.phone.handle(clock::now(), Input::Media(answer));
                    }
                }
                Output::Event(event) => self.happened(event),
            }
        }
    }

    fn happened(&mut self, event: CallEvent) {
        match event {
            CallEvent::Registered(seconds) => self.registered = seconds > 0,
            CallEvent::RegistrationFailed(_) => self.registered = false,
            CallEvent::Incoming { .. }
            | CallEvent::Ringing
            | CallEvent::Up
            | CallEvent::OfferTaken(_)
            | CallEvent::Transferred(_)
            | CallEvent::Ended(_) => {}
        }
        let unregistered = matches!(
            event,
            CallEvent::Registered(0) | CallEvent::RegistrationFailed(_)
        );
        if unregistered && let Some(parting) = &mut self.parting {
            *parting = Mono::ZERO;
        }
        (self.tell)(Event::Call(event));
    }

    fn media_said(&mut self, notice: Notice) {
        match self.line.hear(notice) {
            Some(Said::ToPhone(event)) => self.handle(Input::Media(event)),
            Some(Said::ToUser(event)) => (self.tell)(event),
            None => {}
        }
    }

    /// Ends what is up and waits for the answers.
    fn part(&mut self) {
        self.parting = Some(clock::mono() + PARTING);
        self.handle(Input::Command(Command::HangUp));
        if self.registered {
            self.handle(Input::Command(Command::Unregister));
        } else if self.phone.is_idle() {
            self.parting = Some(Mono::ZERO);
        }
    }

    fn is_over(&self) -> bool {
        self.parting.is_some_and(|until| clock::mono() >= until)
    }

    fn patience(&self) -> Duration {
        let now = clock::mono();
        let due = [self.phone.next_deadline(), self.parting];
        let next = due.into_iter().flatten().min();
        next.map_or(IDLE, |at| at.since(now).min(IDLE))
    }
}
