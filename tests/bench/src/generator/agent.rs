//! An agent's phone: rings, answers, talks, hangs up or is hung up on.

use std::io;
use std::net::{SocketAddr, UdpSocket};

use super::line::Line;
use super::{Hands, Micros, T1, T2};
use crate::scenario::Voice;
use crate::text::{Dialog, Message, answer, description, media, uri};

/// Without an ACK for so long the talk has failed (RFC 3261 section 13.3.1.4).
const PATIENCE: Micros = 32_000_000;

/// What is heard first comes a few packets after the ACK.
const SOON: Micros = 100_000;

/// One agent with a phone.
pub struct Agent {
    number: usize,
    /// His audio.
    pub line: Line,
    calls: u32,
    call_id: Option<String>,
    state: State,
}

enum State {
    Idle,
    Ringing(Call, Micros),
    /// Answered, and the ACK is still to come.
    Answered {
        call: Call,
        since: Micros,
        next: Micros,
        interval: Micros,
    },
    Talking(Call, Micros),
}

struct Call {
    invite: String,
    response: String,
    dialog: Dialog,
    from: SocketAddr,
}

impl Agent {
    /// The agent of that number, who says this.
    pub fn new(number: usize, socket: UdpSocket, voice: Voice) -> io::Result<Agent> {
        Ok(Agent {
            number,
            line: Line::new(socket, voice)?,
            calls: 0,
            call_id: None,
            state: State::Idle,
        })
    }

    /// The call that he is in or was in last.
    pub fn call_id(&self) -> Option<&str> {
        self.call_id.as_deref()
    }

    /// Whether he is in no call.
    pub fn is_idle(&self) -> bool {
        matches!(self.state, State::Idle)
    }

    fn call(&self) -> Option<&Call> {
        match &self.state {
            State::Idle => None,
            State::Ringing(call, _) | State::Answered { call, .. } | State::Talking(call, _) => {
                Some(call)
            }
        }
    }

    fn is_in(&self, message: &Message<'_>) -> bool {
        self.call()
            .is_some_and(|call| message.call_id() == Some(call.dialog.call_id.as_str()))
    }

    /// Somebody calls. Returns whether that is another call, which is now his.
    pub fn invited(
        &mut self,
        now: Micros,
        text: &str,
        message: &Message<'_>,
        from: SocketAddr,
        hands: &mut Hands<'_>,
    ) -> bool {
        if self.is_in(message) {
            hands.tally.repeated += 1;
            if let Some(call) = self.call() {
                hands.reply(call.from, &call.response);
            }
            return false;
        }
        if !self.is_idle() {
            hands.tally.fail("agent called twice");
            hands.reply(
                from,
                &answer(message, "486 Busy Here", "busy", hands.phones_at, ""),
            );
            return false;
        }
        self.calls += 1;
        self.line.reset(self.calls);
        let tag = format!("a{}.{}", self.number, self.calls);
        let response = answer(message, "180 Ringing", &tag, hands.phones_at, "");
        hands.reply(from, &response);
        let local = format!("{};tag={tag}", message.header("To").unwrap_or_default());
        let dialog = Dialog {
            own: hands.phones_at,
            call_id: message.call_id().unwrap_or_default().to_owned(),
            local,
            remote: message.header("From").unwrap_or_default().to_owned(),
            target: uri(message.header("Contact").unwrap_or_default()).to_owned(),
        };
        if let Some(media) = media(message.body, self.line.voice().codec) {
            self.line.connect(media);
        }
        self.call_id = Some(dialog.call_id.clone());
        let call = Call {
            invite: text.to_owned(),
            response,
            dialog,
            from,
        };
        self.state = State::Ringing(call, now);
        true
    }

    /// The ACK of his answer came.
    pub fn acknowledged(&mut self, now: Micros, message: &Message<'_>) {
        if self.is_in(message)
            && let State::Answered { .. } = self.state
            && let State::Answered { call, .. } = std::mem::replace(&mut self.state, State::Idle)
        {
            self.state = State::Talking(call, now);
        }
    }

    /// The caller gave up or was put through elsewhere.
    pub fn cancelled(&mut self, message: &Message<'_>, hands: &mut Hands<'_>) {
        if !self.is_in(message) {
            return;
        }
        if let State::Ringing(call, _) = std::mem::replace(&mut self.state, State::Idle) {
            hands.tally.fail("agent's call cancelled");
            if let Some(invite) = Message::read(call.invite.as_bytes()) {
                let tag = format!("a{}.{}", self.number, self.calls);
                hands.reply(
                    call.from,
                    &answer(&invite, "487 Request Terminated", &tag, hands.phones_at, ""),
                );
            }
        }
    }

    /// The other side hung up.
    pub fn hung_up(&mut self, message: &Message<'_>, hands: &mut Hands<'_>) {
        if !self.is_in(message) {
            return;
        }
        // If the agent is to hang up and has not, the talk was cut.
        let cut = hands.shape.talks.is_some();
        self.state = State::Idle;
        self.done(hands, if cut { Err("talk cut") } else { Ok(()) });
    }

    fn done(&self, hands: &mut Hands<'_>, done: Result<(), &'static str>) {
        match done {
            Ok(()) => hands.tally.talks += u64::from(!hands.tally.is_ending),
            Err(what) => hands.tally.fail(what),
        }
    }

    /// Does what is due, every 20 ms.
    pub fn visit(&mut self, now: Micros, hands: &mut Hands<'_>) {
        match std::mem::replace(&mut self.state, State::Idle) {
            State::Idle => {}
            State::Ringing(call, since) if now >= since + hands.shape.rings => {
                self.pick_up(now, call, hands)
            }
            State::Answered {
                call,
                since,
                next,
                interval,
            } => {
                self.await_ack(now, call, (since, next, interval), hands);
            }
            State::Talking(call, since) => self.talk(now, call, since, hands),
            ringing => self.state = ringing,
        }
    }

    fn pick_up(&mut self, now: Micros, mut call: Call, hands: &mut Hands<'_>) {
        if let Some(invite) = Message::read(call.invite.as_bytes()) {
            let tag = format!("a{}.{}", self.number, self.calls);
            call.response = answer(
                &invite,
                "200 OK",
                &tag,
                hands.phones_at,
                &description(self.line.address, self.line.voice().codec),
            );
        }
        hands.reply(call.from, &call.response);
        self.state = State::Answered {
            call,
            since: now,
            next: now + T1,
            interval: T1,
        };
    }

    fn await_ack(
        &mut self,
        now: Micros,
        call: Call,
        timing: (Micros, Micros, Micros),
        hands: &mut Hands<'_>,
    ) {
        let (since, mut next, mut interval) = timing;
        if now.saturating_sub(since) > PATIENCE {
            self.done(hands, Err("answer without ACK"));
            return;
        }
        self.line.send(hands.tally);
        if now >= next {
            interval = (interval * 2).min(T2);
            next = now + interval;
            hands.tally.repeated += 1;
            hands.reply(call.from, &call.response);
        }
        self.state = State::Answered {
            call,
            since,
            next,
            interval,
        };
    }

    fn talk(&mut self, now: Micros, call: Call, since: Micros, hands: &mut Hands<'_>) {
        let lasted = now.saturating_sub(since);
        hands.tally.audio.expected += u64::from(hands.tally.is_steady && lasted >= SOON);
        self.line.send(hands.tally);
        if hands.shape.talks.is_none_or(|talks| lasted < talks) {
            self.state = State::Talking(call, since);
            return;
        }
        hands.hang_up(now, call.dialog, false);
        let heard = self.line.heard_first().is_some();
        self.done(
            hands,
            if heard {
                Ok(())
            } else {
                Err("talk without audio")
            },
        );
    }

    /// Audio came.
    pub fn hear(&mut self, now: Micros, packet: &[u8], hands: &mut Hands<'_>) {
        let is_heard = match &self.state {
            State::Idle => return,
            State::Talking(_, since) => now.saturating_sub(*since) >= SOON,
            _ => false,
        };
        self.line.receive(now, packet, is_heard, hands.tally);
    }
}
