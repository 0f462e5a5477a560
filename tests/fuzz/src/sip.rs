//! Datagrams are read or refused, and what is read is written so that it reads the same. A stack that
//! takes them, and whose application answers and dials, is empty again when all is hung up. A stream of
//! messages is the same however it is cut up.

use std::collections::BTreeSet;
use std::time::Duration;

use ::sip::message::{Fields, MAX_BODY, MAX_HEAD, Message, read};
use ::sip::transport::Framer;
use ::sip::{
    Credentials, Dial, Event, Flow, Output, Refusal, SessionId, Settings, Stack, Stranger,
};
use kernel::{Chance, Mono};

use crate::peer::{OURS, PASSWORD, Peer, THEIRS, datagrams};

const FLOW: Flow = Flow::udp(OURS, THEIRS);
const SDP: &[u8] = b"v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 20000 RTP/AVP 8\r\n";
/// Deadlines until a stack that was left alone has nothing to do.
const PATIENCE: usize = 20_000;

/// Takes datagrams; an empty one lets the next deadline come.
pub fn run(bytes: &[u8]) {
    holds_the_same(bytes);
    let mut line = Line::new();
    line.dial();
    for datagram in datagrams(bytes) {
        if datagram.is_empty() {
            line.wait();
            continue;
        }
        if let Ok(message) = read(datagram) {
            reads_the_same(&message);
        }
        line.take(FLOW, datagram);
        for (flow, aimed) in line.peer.aim(datagram) {
            line.take(flow, &aimed);
        }
    }
    line.end();
}

/// A stream holds the same messages however it is cut up, and no more of it is kept than one message.
fn holds_the_same(stream: &[u8]) {
    let cut = |size| {
        let (mut framer, mut all) = (Framer::default(), Vec::new());
        for piece in stream.chunks(size) {
            framer.push(piece);
            loop {
                match framer.take() {
                    Ok(Some(frame)) => all.push(Ok(frame)),
                    Ok(None) => break,
                    Err(why) => {
                        all.push(Err(why));
                        return all;
                    }
                }
            }
            assert!(framer.waiting() <= MAX_HEAD + MAX_BODY + size);
        }
        all
    };
    assert_eq!(cut(7), cut(stream.len().max(1)));
}

fn reads_the_same(message: &Message) {
    let headers = message.headers();
    let asked = format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        headers.vias(),
        headers.to(),
        headers.contacts(),
        headers.routes(),
        headers.cseq(),
        headers.reasons(),
        headers.p_asserted_identity(),
    );
    assert!(!asked.is_empty());
    let again = read(&message.write()).expect("what was read and written can be read");
    assert_eq!(again.write(), message.write());
}

/// A stack, its application and its peer.
struct Line {
    stack: Stack,
    peer: Peer,
    now: Mono,
    sessions: BTreeSet<SessionId>,
    /// Goes round, so that the application does now this and now that.
    turn: u8,
}

impl Line {
    fn new() -> Line {
        Line {
            stack: Stack::new(Settings::default(), Chance::from_number(1)),
            peer: Peer::default(),
            now: Mono::ZERO,
            sessions: BTreeSet::new(),
            turn: 0,
        }
    }

    fn dial(&mut self) {
        let dial = Dial {
            flow: FLOW,
            uri: "sip:2001@192.0.2.9".to_owned(),
            from_user: "100".to_owned(),
            from_name: String::new(),
            from_host: String::new(),
            to: "sip:2001@192.0.2.9".to_owned(),
            headers: Vec::new(),
            sdp: SDP.to_vec(),
            credentials: Some(Credentials {
                username: "100".to_owned(),
                password: PASSWORD.to_owned(),
                realm: None,
            }),
        };
        self.sessions.insert(self.stack.dial(self.now, dial));
        self.drain();
    }

    fn take(&mut self, flow: Flow, datagram: &[u8]) {
        self.now = self.now + Duration::from_millis(1);
        if let Some(stranger) = self.stack.receive(self.now, flow, datagram) {
            self.meet(stranger);
        }
        self.drain();
    }

    fn meet(&mut self, stranger: Stranger) {
        match self.turns(4) {
            3 => self.stack.reject(stranger, 403, &[]),
            _ => self.stack.admit(self.now, stranger),
        }
    }

    fn drain(&mut self) {
        while let Some(output) = self.stack.poll() {
            match output {
                Output::Transmit(flow, datagram) => self.peer.hear(flow, &datagram),
                Output::Event(event) => self.react(event),
            }
        }
    }

    fn react(&mut self, event: Event) {
        match event {
            Event::Invited(session, _) => {
                self.sessions.insert(session);
                self.stack.ring(self.now, session);
                self.decide(session);
            }
            Event::Reoffered(session, _) => self.decide(session),
            Event::Requested(request, _) => {
                self.stack.respond(self.now, request, 200, &[], Vec::new());
            }
            _ => {}
        }
    }

    /// Answers, refuses, or leaves the other side waiting.
    fn decide(&mut self, session: SessionId) {
        let refusal = Refusal {
            status: 486,
            headers: Vec::new(),
        };
        match self.turns(3) {
            0 => self.stack.answer(self.now, session, SDP.to_vec()),
            1 => self.stack.refuse(self.now, session, &refusal),
            _ => {}
        }
    }

    fn turns(&mut self, round: u8) -> u8 {
        self.turn = self.turn.wrapping_add(1);
        self.turn % round
    }

    fn wait(&mut self) {
        if let Some(deadline) = self.stack.next_deadline() {
            self.now = self.now.max(deadline);
            self.stack.expire(self.now);
            self.drain();
        }
    }

    fn end(&mut self) {
        for session in std::mem::take(&mut self.sessions) {
            self.stack.hang_up(self.now, session, None);
            self.drain();
        }
        for _ in 0..PATIENCE {
            if self.stack.next_deadline().is_none() {
                break;
            }
            self.wait();
        }
        assert!(self.stack.is_idle(), "left: {:?}", self.stack.census());
    }
}
