//! A caller: dials, listens, presses a key, hangs up or is hung up on, and after a while dials again.

use std::io;
use std::net::UdpSocket;

use super::line::Line;
use super::{Hands, Micros, T1};
use crate::scenario::{Voice, center};
use crate::text::{Dialog, Message, description, invite, media, tag, uri};

/// Without an answer for so long the call has failed.
const PATIENCE: Micros = 10_000_000;

/// A call that lasts so long must have brought audio.
const SILENT: Micros = 1_000_000;

/// One caller.
pub struct Caller {
    number: usize,
    /// His audio.
    pub line: Line,
    calls: u32,
    call_id: String,
    state: State,
    /// Whether the key of this call was pressed.
    has_pressed: bool,
    pressed: Option<Micros>,
}

enum State {
    Idle,
    Dialling {
        text: String,
        since: Micros,
        /// When to repeat the INVITE; never once anything has answered.
        next: Option<Micros>,
        interval: Micros,
    },
    Talking {
        since: Micros,
        dialog: Dialog,
    },
}

impl Caller {
    /// The caller of that number, who says this.
    pub fn new(number: usize, socket: UdpSocket, voice: Voice) -> io::Result<Caller> {
        Ok(Caller {
            number,
            line: Line::new(socket, voice)?,
            calls: 0,
            call_id: String::new(),
            state: State::Idle,
            has_pressed: false,
            pressed: None,
        })
    }

    /// Whose call that is.
    pub fn of_call(call_id: &str) -> Option<usize> {
        call_id.strip_prefix('c')?.split('.').next()?.parse().ok()
    }

    /// Dials.
    pub fn dial(&mut self, now: Micros, hands: &mut Hands<'_>) {
        self.calls += 1;
        self.call_id = format!("c{}.{}.{}", self.number, self.calls, hands.run);
        self.line.reset(self.calls);
        (self.has_pressed, self.pressed) = (false, None);
        let body = description(self.line.address, self.line.voice().codec);
        let caller = center::caller(self.number);
        let text = invite(
            hands.callers_at,
            hands.server,
            &caller,
            hands.shape.number,
            &self.call_id,
            &body,
        );
        hands.say(true, &text);
        hands.tally.started += 1;
        hands.tally.requests += 1;
        self.state = State::Dialling {
            text,
            since: now,
            next: Some(now + T1),
            interval: T1,
        };
    }

    /// When he pressed his key, which is wanted once.
    pub fn take_pressed(&mut self) -> Option<Micros> {
        self.pressed.take()
    }

    /// Does what is due, every 20 ms.
    pub fn visit(&mut self, now: Micros, hands: &mut Hands<'_>) {
        match &mut self.state {
            State::Idle => {}
            State::Dialling { since, .. } if now.saturating_sub(*since) > PATIENCE => {
                self.end(hands, Err("INVITE not answered"));
            }
            State::Dialling {
                text,
                next,
                interval,
                ..
            } => {
                if next.is_some_and(|next| now >= next) {
                    *interval *= 2;
                    *next = Some(now + *interval);
                    hands.tally.repeated += 1;
                    hands.say(true, text);
                }
            }
            State::Talking { since, .. } => {
                let since = now.saturating_sub(*since);
                self.talk(now, since, hands);
            }
        }
    }

    fn talk(&mut self, now: Micros, since: Micros, hands: &mut Hands<'_>) {
        let shape = hands.shape;
        if hands.tally.is_steady {
            hands.tally.in_calls += 20_000;
            hands.tally.audio.expected += u64::from(shape.is_heard(since));
        }
        // A visit may come late, so no span of time may be waited for.
        if !self.has_pressed && shape.presses.is_some_and(|at| since >= at) {
            self.line.press();
            (self.has_pressed, self.pressed) = (true, Some(now));
        }
        self.line.send(hands.tally);
        if hands.tally.is_ending {
            self.hang_up(now, hands, Ok(()));
        } else if shape.hangs_up.is_some_and(|at| since >= at) {
            let done = self.judge(since);
            self.hang_up(now, hands, done);
        } else if since > shape.lasts.1 {
            self.hang_up(now, hands, Err("call without end"));
        }
    }

    /// Whether a call that is over went as it should.
    fn judge(&self, lasted: Micros) -> Result<(), &'static str> {
        if lasted >= SILENT && self.line.heard_first().is_none() {
            return Err("no audio");
        }
        Ok(())
    }

    fn hang_up(&mut self, now: Micros, hands: &mut Hands<'_>, done: Result<(), &'static str>) {
        if let State::Talking { dialog, .. } = std::mem::replace(&mut self.state, State::Idle) {
            hands.hang_up(now, dialog, true);
        }
        self.end(hands, done);
    }

    fn end(&mut self, hands: &mut Hands<'_>, done: Result<(), &'static str>) {
        self.state = State::Idle;
        hands.idle.push_back(self.number);
        match done {
            Ok(()) => hands.tally.good += u64::from(!hands.tally.is_ending),
            Err(what) => hands.tally.fail(what),
        }
    }

    /// A response to his INVITE.
    pub fn answered(
        &mut self,
        now: Micros,
        message: &Message<'_>,
        status: u16,
        hands: &mut Hands<'_>,
    ) {
        if message.call_id() != Some(self.call_id.as_str()) {
            return;
        }
        match &mut self.state {
            State::Dialling { next, .. } if status < 200 => *next = None,
            State::Dialling { since, .. } if status < 300 => {
                let took = now.saturating_sub(*since);
                self.connect(now, took, message, hands);
            }
            State::Dialling { .. } => {
                let to = message.header("To").unwrap_or_default();
                hands.say(true, &refusal_ack(hands, &self.call_id, self.number, to));
                *hands.tally.refused.entry(status).or_default() += 1;
                self.end(hands, Err("call refused"));
            }
            State::Talking { dialog, .. } if (200..300).contains(&status) => {
                // Our ACK was lost.
                hands.tally.repeated += 1;
                let ack = dialog.request("ACK", 1);
                hands.say(true, &ack);
            }
            _ => {}
        }
    }

    fn connect(&mut self, now: Micros, took: Micros, message: &Message<'_>, hands: &mut Hands<'_>) {
        let dialog = Dialog {
            own: hands.callers_at,
            call_id: self.call_id.clone(),
            local: message.header("From").unwrap_or_default().to_owned(),
            remote: message.header("To").unwrap_or_default().to_owned(),
            target: uri(message.header("Contact").unwrap_or_default()).to_owned(),
        };
        hands.say(true, &dialog.request("ACK", 1));
        hands.tally.time(|tally| &mut tally.answer, took);
        if self.line.heard_first().is_some() {
            hands.tally.time(|tally| &mut tally.first_audio, 0);
        }
        self.state = State::Talking { since: now, dialog };
        match media(message.body, self.line.voice().codec) {
            Some(media) => self.line.connect(media),
            None => self.hang_up(now, hands, Err("answer without audio")),
        }
    }

    /// The other side hung up.
    pub fn hung_up(&mut self, now: Micros, message: &Message<'_>, hands: &mut Hands<'_>) {
        let State::Talking { since, .. } = &self.state else {
            return;
        };
        if message.call_id() != Some(self.call_id.as_str()) {
            return;
        }
        let lasted = now.saturating_sub(*since);
        let early = hands.shape.hangs_up.is_some() || lasted < hands.shape.lasts.0;
        let done = if early {
            Err("hung up too early")
        } else {
            self.judge(lasted)
        };
        self.end(hands, done);
    }

    /// Audio came.
    pub fn hear(&mut self, now: Micros, packet: &[u8], hands: &mut Hands<'_>) {
        let since = match &self.state {
            State::Idle => return,
            State::Dialling { .. } => None,
            State::Talking { since, .. } => Some(*since),
        };
        let is_first = self.line.heard_first().is_none();
        let is_heard = since.is_some_and(|since| hands.shape.is_heard(now.saturating_sub(since)));
        self.line.receive(now, packet, is_heard, hands.tally);
        if let Some(since) = since
            && is_first
            && self.line.heard_first().is_some()
        {
            hands
                .tally
                .time(|tally| &mut tally.first_audio, now.saturating_sub(since));
        }
    }
}

/// The ACK of a refusal belongs to the INVITE's transaction (RFC 3261 section 17.1.1.3).
fn refusal_ack(hands: &Hands<'_>, call_id: &str, number: usize, to: &str) -> String {
    let (own, server, called) = (hands.callers_at, hands.server, hands.shape.number);
    let caller = center::caller(number);
    let to = if tag(to).is_some() {
        to.to_owned()
    } else {
        format!("<sip:{called}@{server}>")
    };
    format!(
        "ACK sip:{called}@{server} SIP/2.0\r\nVia: SIP/2.0/UDP {own};rport;branch=z9hG4bKI.{call_id}\r\nMax-Forwards: 70\r\n\
         From: <sip:{caller}@{own}>;tag={call_id}\r\nTo: {to}\r\nCall-ID: {call_id}\r\nCSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n"
    )
}
