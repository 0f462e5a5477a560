//! One stack against messages that are written by hand.

use std::time::Duration;

use kernel::{Chance, Mono};

use super::bench::brief;
use crate::stack::{Settings, Stack};
use crate::{Event, Flow, Output, SessionId, Stranger};

/// A stack and what came out of it.
pub(crate) struct Paper {
    pub now: Mono,
    pub stack: Stack,
    /// What was sent and not asked for yet.
    pub sent: Vec<(Flow, String)>,
    pub events: Vec<Event>,
}

/// How the stack sees the way to its peer.
pub(crate) fn flow() -> Flow {
    Flow::udp(
        "192.0.2.1:5060".parse().expect("an address"),
        "192.0.2.9:5070".parse().expect("an address"),
    )
}

/// Headers and body of an INVITE that came, or of any other request like it.
pub(crate) fn request(method: &str, branch: &str, to_tag: &str, cseq: u32, rest: &str) -> String {
    let to_tag = match to_tag {
        "" => String::new(),
        tag => format!(";tag={tag}"),
    };
    let rest = match rest {
        "" => "\r\n".to_string(),
        rest if rest.contains("\r\n\r\n") => rest.to_string(),
        rest => format!("{rest}\r\n\r\n"),
    };
    format!(
        "{method} sip:desk@192.0.2.1 SIP/2.0\r\n\
         Via: SIP/2.0/UDP 192.0.2.9:5070;branch={branch};rport\r\n\
         Max-Forwards: 70\r\n\
         From: <sip:bob@192.0.2.9>;tag=bob\r\n\
         To: <sip:desk@192.0.2.1>{to_tag}\r\n\
         Call-ID: paper\r\n\
         CSeq: {cseq} {method}\r\n\
         Contact: <sip:bob@192.0.2.9:5070>\r\n\
         {rest}"
    )
}

pub(crate) const OFFER: &str = "Content-Type: application/sdp\r\n\r\nv=0 theirs";

/// The value of the first header of that name.
pub(crate) fn header<'a>(text: &'a str, name: &str) -> &'a str {
    let mut lines = text.split("\r\n").filter_map(|line| line.split_once(": "));
    lines
        .find(|(known, _)| *known == name)
        .map_or("", |(_, value)| value)
}

/// The tag of To.
pub(crate) fn to_tag(text: &str) -> String {
    header(text, "To")
        .split_once(";tag=")
        .map_or("", |(_, tag)| tag)
        .to_string()
}

/// The answer that somebody else gives to a request of ours.
pub(crate) fn answer(request: &str, status: &str, tag: &str, rest: &str) -> String {
    let copied = ["Via", "From", "Call-ID", "CSeq"]
        .map(|name| format!("{name}: {}\r\n", header(request, name)))
        .concat();
    let rest = match rest {
        "" => "\r\n".to_string(),
        rest if rest.contains("\r\n\r\n") => rest.to_string(),
        rest => format!("{rest}\r\n\r\n"),
    };
    let to = header(request, "To");
    let tag = if to.contains(";tag=") || tag.is_empty() {
        String::new()
    } else {
        format!(";tag={tag}")
    };
    format!("SIP/2.0 {status}\r\n{copied}To: {to}{tag}\r\n{rest}")
}

impl Paper {
    pub fn new() -> Paper {
        Paper::with(Settings::default())
    }

    pub fn with(settings: Settings) -> Paper {
        Paper {
            now: Mono::ZERO,
            stack: Stack::new(settings, Chance::from_number(1)),
            sent: Vec::new(),
            events: Vec::new(),
        }
    }

    pub fn act<T>(&mut self, command: impl FnOnce(&mut Stack, Mono) -> T) -> T {
        let result = command(&mut self.stack, self.now);
        while let Some(output) = self.stack.poll() {
            match output {
                Output::Transmit(flow, bytes) => {
                    self.sent
                        .push((flow, String::from_utf8(bytes).expect("text")));
                }
                Output::Event(event) => self.events.push(event),
            }
        }
        result
    }

    /// A datagram comes from the peer.
    pub fn take(&mut self, text: &str) -> Option<Stranger> {
        self.act(|stack, now| stack.receive(now, flow(), text.as_bytes()))
    }

    /// A datagram comes from the peer; a stranger is let in.
    pub fn admit(&mut self, text: &str) {
        let stranger = self.take(text).expect("a stranger");
        self.act(|stack, now| stack.admit(now, stranger));
    }

    /// Lets so many milliseconds pass.
    pub fn run(&mut self, millis: u64) {
        let end = self.now + Duration::from_millis(millis);
        while let Some(at) = self.stack.next_deadline().filter(|at| *at <= end) {
            self.now = self.now.max(at);
            self.act(Stack::expire);
        }
        self.now = end;
    }

    /// The texts that were sent since the last time.
    pub fn texts(&mut self) -> Vec<String> {
        std::mem::take(&mut self.sent)
            .into_iter()
            .map(|(_, text)| text)
            .collect()
    }

    /// The only text that was sent since the last time.
    pub fn text(&mut self) -> String {
        let texts = self.texts();
        let [text] = texts.as_slice() else {
            panic!("not one datagram: {texts:#?}")
        };
        text.clone()
    }

    /// The only status that was sent since the last time.
    pub fn status(&mut self) -> u16 {
        status(&self.text())
    }

    /// What was told since the last time, in short.
    pub fn told(&mut self) -> Vec<String> {
        std::mem::take(&mut self.events).iter().map(brief).collect()
    }

    /// The session that came last.
    pub fn session(&self) -> SessionId {
        let mut sessions = self.events.iter().rev().filter_map(|event| match event {
            Event::Invited(session, _) => Some(*session),
            _ => None,
        });
        sessions.next().expect("an INVITE came")
    }

    /// An INVITE with an offer came and was answered and acknowledged: the session and our tag.
    pub fn up(&mut self) -> (SessionId, String) {
        self.admit(&request("INVITE", "z9hG4bKfirst", "", 1, OFFER));
        let session = self.session();
        self.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
        let tag = to_tag(self.texts().last().expect("an answer"));
        assert!(
            self.take(&request("ACK", "z9hG4bKack", &tag, 1, ""))
                .is_none()
        );
        assert_eq!(self.told(), ["invited", "confirmed"]);
        (session, tag)
    }
}

/// The status of an answer.
pub(crate) fn status(text: &str) -> u16 {
    let status = text.strip_prefix("SIP/2.0 ").and_then(|rest| rest.get(..3));
    status
        .and_then(|status| status.parse().ok())
        .expect("an answer")
}

/// The method of a request.
pub(crate) fn method(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}
