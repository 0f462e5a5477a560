//! The messages of one leg, read.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, SocketAddr};

use jiff::Timestamp;
use media::sdp::{self, Direction, Map};
use sip::message::{Fields, Message, Method, read};
use sip::{Flow, Reason};

use crate::message::{Heading, Seen};

/// What a message is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A request of this method.
    Request(Method),
    /// An answer to a request of this method.
    Response {
        /// 100 to 699.
        status: u16,
        /// The words behind it.
        words: String,
        /// What it answers.
        to: Method,
    },
    /// Bytes that are no message.
    Unreadable,
}

/// One message of a ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When it was seen.
    pub at: Timestamp,
    /// Which way it went.
    pub heading: Heading,
    /// Between whom.
    pub flow: Flow,
    /// What it is.
    pub what: What,
    /// The number of the request that it is, or answers.
    pub number: u32,
    /// Whether it went the same way before: it was sent again.
    pub copy: bool,
    /// Whether it answers a challenge.
    pub proves: bool,
    /// Why it says that the session ends.
    pub reason: Option<Reason>,
    /// The session description in it.
    pub media: Option<Described>,
}

/// What a session description says, as far as findings ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Described {
    /// Where audio is wanted.
    pub address: Option<IpAddr>,
    /// At which port; 0: none is.
    pub port: u16,
    /// What is spoken, best first.
    pub codecs: Vec<String>,
    /// Whether keys are taken as telephone events (RFC 4733).
    pub keys: bool,
    /// Which way, where it is not both ways.
    pub one_way: Option<&'static str>,
}

impl fmt::Display for Described {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.codecs.join(" "))?;
        if self.keys {
            f.write_str(" + keys")?;
        }
        if let Some(address) = self.address {
            write!(f, " at {}", SocketAddr::new(address, self.port))?;
        }
        match self.one_way {
            Some(way) => write!(f, ", {way}"),
            None => Ok(()),
        }
    }
}

/// Reads the messages of one leg, in their order.
pub fn ladder(messages: &[Seen]) -> Vec<Step> {
    let mut before = BTreeSet::new();
    let mut steps: Vec<_> = messages.iter().map(step).collect();
    for (step, seen) in steps.iter_mut().zip(messages) {
        let out = seen.heading == Heading::Out;
        step.copy = !before.insert((out, &seen.bytes));
    }
    steps
}

fn step(seen: &Seen) -> Step {
    let mut step = Step {
        at: seen.at,
        heading: seen.heading,
        flow: seen.flow,
        what: What::Unreadable,
        number: 0,
        copy: false,
        proves: false,
        reason: None,
        media: None,
    };
    let Ok(message) = read(&seen.bytes) else {
        return step;
    };
    let headers = message.headers();
    let (number, method) = headers.cseq().unwrap_or((0, Method::Other(String::new())));
    step.number = number;
    let credentials = ["Authorization", "Proxy-Authorization"];
    step.proves = credentials.iter().any(|name| headers.first(name).is_some());
    step.reason = headers.reason();
    step.media = described(message.body());
    step.what = match message {
        Message::Request(request) => What::Request(request.method),
        Message::Response(response) => What::Response {
            status: response.status,
            words: response.reason,
            to: method,
        },
    };
    step
}

pub(crate) fn described(body: &[u8]) -> Option<Described> {
    let session = media::sdp::parse(body).ok()?;
    let audio = session.media.iter().find(|line| line.kind == "audio")?;
    let is_keys = |map: &Map| map.encoding.eq_ignore_ascii_case("telephone-event");
    Some(Described {
        address: audio.address,
        port: audio.port,
        codecs: audio
            .formats
            .iter()
            .filter_map(|it| codec(audio, *it))
            .collect(),
        keys: audio.maps.iter().any(is_keys),
        one_way: match audio.direction {
            Direction::SendRecv => None,
            Direction::SendOnly => Some("sendonly"),
            Direction::RecvOnly => Some("recvonly"),
            Direction::Inactive => Some("inactive"),
        },
    })
}

/// What a payload type is; `None`: no audio.
fn codec(audio: &sdp::Media, payload_type: u8) -> Option<String> {
    let mut maps = audio.maps.iter();
    let name = match maps.find(|map| map.payload_type == payload_type) {
        Some(map) => map.encoding.to_ascii_uppercase(),
        None => match payload_type {
            0 => "PCMU".to_owned(),
            8 => "PCMA".to_owned(),
            9 => "G722".to_owned(),
            18 => "G729".to_owned(),
            other => other.to_string(),
        },
    };
    let is_audio = !["TELEPHONE-EVENT", "CN"].contains(&name.as_str());
    is_audio.then_some(name)
}

impl Step {
    /// What it is, in a few words.
    pub fn summary(&self) -> String {
        match &self.what {
            What::Request(method) => method.to_string(),
            What::Response { status, words, .. } => format!("{status} {words}"),
            What::Unreadable => "what is no message".to_owned(),
        }
    }

    /// Whether it is a request of that method on this way.
    pub fn is(&self, heading: Heading, method: &Method) -> bool {
        self.heading == heading && self.what == What::Request(method.clone())
    }

    /// The status of an answer to an INVITE on this way.
    pub fn invites_status(&self, heading: Heading) -> Option<u16> {
        match &self.what {
            What::Response { status, to, .. } if *to == Method::Invite => {
                (self.heading == heading).then_some(*status)
            }
            _ => None,
        }
    }
}
