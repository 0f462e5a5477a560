//! Messages that come in, and whom they are for.

use std::net::SocketAddr;

use super::agent::Agent;
use super::caller::Caller;
use super::{Generator, Hands, Micros};
use crate::scenario::center;
use crate::text::{Message, Start, answer, tag, uri, user};

/// Messages that are read before audio has its turn.
const BATCH: usize = 32;

impl Generator {
    /// Reads what has come for callers or for phones.
    pub(super) fn take_sip(&mut self, as_caller: bool) {
        let mut buffer = [0; 4_096];
        for _ in 0..BATCH {
            let socket = if as_caller {
                &self.sip.callers
            } else {
                &self.sip.phones
            };
            let Ok((length, from)) = socket.recv_from(&mut buffer) else {
                return;
            };
            let bytes = buffer.get(..length).unwrap_or_default();
            let Some(message) = Message::read(bytes) else {
                self.tally.not_understood(bytes, from);
                continue;
            };
            match message.start {
                Start::Response(status) => self.take_response(&message, status),
                Start::Request(method, to) => {
                    self.take_request(as_caller, method, to, &message, bytes, from)
                }
            }
        }
    }

    fn take_response(&mut self, message: &Message<'_>, status: u16) {
        let now = self.now();
        let Some(call_id) = message.call_id() else {
            return;
        };
        if message.answers() == Some("BYE") {
            self.closing.answered(call_id, status, &mut self.tally);
        } else if let Some(number) = Caller::of_call(call_id) {
            let (callers, _, mut hands) = self.parts();
            if let Some(caller) = callers.get_mut(number) {
                caller.answered(now, message, status, &mut hands);
            }
        }
    }

    fn take_request(
        &mut self,
        as_caller: bool,
        method: &str,
        to: &str,
        message: &Message<'_>,
        bytes: &[u8],
        from: SocketAddr,
    ) {
        match method {
            "INVITE" if !as_caller && message.header("To").and_then(tag).is_none() => {
                self.invite(to, message, bytes, from);
            }
            "ACK" => self.with_agent(message, |agent, now, _| agent.acknowledged(now, message)),
            "BYE" => {
                self.reply(as_caller, message, "200 OK", from);
                self.hung_up(as_caller, message);
            }
            "CANCEL" => {
                self.reply(as_caller, message, "200 OK", from);
                self.with_agent(message, |agent, _, hands| agent.cancelled(message, hands));
            }
            "OPTIONS" => self.reply(as_caller, message, "200 OK", from),
            _ => {
                self.tally.fail("unexpected request");
                self.reply(as_caller, message, "501 Not Implemented", from);
            }
        }
    }

    fn reply(&self, as_caller: bool, message: &Message<'_>, status: &str, from: SocketAddr) {
        let sip = &self.sip;
        let (socket, at) = if as_caller {
            (&sip.callers, sip.callers_at)
        } else {
            (&sip.phones, sip.phones_at)
        };
        let _ = socket.send_to(answer(message, status, "bench", at, "").as_bytes(), from);
    }

    fn hung_up(&mut self, as_caller: bool, message: &Message<'_>) {
        if !as_caller {
            self.with_agent(message, |agent, _, hands| agent.hung_up(message, hands));
            return;
        }
        let now = self.now();
        let number = message.call_id().and_then(Caller::of_call);
        let (callers, _, mut hands) = self.parts();
        if let Some(caller) = number.and_then(|number| callers.get_mut(number)) {
            caller.hung_up(now, message, &mut hands);
        }
    }

    /// Lets the agent act whose call the message belongs to.
    fn with_agent(
        &mut self,
        message: &Message<'_>,
        act: impl FnOnce(&mut Agent, Micros, &mut Hands<'_>),
    ) {
        let now = self.now();
        let known = message
            .call_id()
            .and_then(|call_id| self.calls_of_agents.get(call_id));
        let Some(number) = known.copied() else {
            return;
        };
        let (_, agents, mut hands) = self.parts();
        if let Some(agent) = agents.get_mut(number) {
            act(agent, now, &mut hands);
        }
    }

    fn invite(&mut self, to: &str, message: &Message<'_>, bytes: &[u8], from: SocketAddr) {
        let now = self.now();
        let number = user(to).and_then(center::agent_of);
        let text = std::str::from_utf8(bytes).unwrap_or_default();
        let (_, agents, mut hands) = self.parts();
        let Some((number, agent)) =
            number.and_then(|number| Some((number, agents.get_mut(number)?)))
        else {
            self.tally.fail("nobody's phone called");
            self.reply(false, message, "404 Not Found", from);
            return;
        };
        let last = agent.call_id().map(str::to_owned);
        if !agent.invited(now, text, message, from, &mut hands) {
            return;
        }
        if let Some(last) = last {
            self.calls_of_agents.remove(&last);
        }
        self.calls_of_agents
            .insert(message.call_id().unwrap_or_default().to_owned(), number);
        self.note_key(now, message);
    }

    /// If the caller pressed a key for this, it is known how long that took.
    fn note_key(&mut self, now: Micros, message: &Message<'_>) {
        let number = message
            .header("From")
            .map(uri)
            .and_then(user)
            .and_then(center::caller_of);
        let caller = number.and_then(|number| self.callers.get_mut(number));
        if let Some(pressed) = caller.and_then(Caller::take_pressed) {
            let took = now.saturating_sub(pressed);
            self.tally.time(|tally| &mut tally.key_to_agent, took);
        }
    }
}
