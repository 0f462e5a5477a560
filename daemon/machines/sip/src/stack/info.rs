//! INFO (RFC 6086): keys that a phone tells beside the audio, and the answer to all else.

use std::time::Duration;

use kernel::Mono;

use super::Stack;
use super::ingress::Incoming;
use super::session::Session;
use crate::message::{Fields, Method, Request};
use crate::{Event, SessionId};

/// Lines `Signal=5` and `Duration=160`.
const RELAY: &str = "application/dtmf-relay";
/// The key alone.
const PLAIN: &str = "application/dtmf";
/// Both, as Accept says them.
pub(super) const ACCEPT: &str = "application/dtmf-relay, application/dtmf";
/// How long a key is pressed whose INFO does not say so, or says what cannot be read.
const PRESS: u16 = 160;
/// The longest body that can be a key.
const LONGEST: usize = 256;

/// What the body of an INFO is.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Told {
    Key(char, u16),
    /// Nothing at all: a sign of life.
    Nothing,
    /// A key, it says, and is none.
    Bad,
    /// Something else.
    Foreign,
}

impl Stack {
    /// Tells the other side a key beside the audio. False if the session is not up, or the other side
    /// has said that it takes no INFO.
    pub fn press(&mut self, now: Mono, session: SessionId, key: char) -> bool {
        if self.is_full() {
            return false;
        }
        match self.sessions.get(&session) {
            Some(Session::Up(up)) if up.terms.takes(&Method::Info) => {}
            _ => return false,
        }
        let sent = self.ask(now, session, Method::Info, |info| {
            info.headers.add("Content-Type", RELAY);
            info.body = format!("Signal={key}\r\nDuration={PRESS}\r\n").into_bytes();
        });
        sent.is_some()
    }

    /// An INFO within a dialog.
    pub(super) fn take_info(&mut self, now: Mono, session: SessionId, incoming: Incoming) {
        // RFC 6086 section 4.2.2: of packages we have none, and say so.
        if incoming.request.headers.first("Info-Package").is_some() {
            return self.reply(now, incoming, 469, &[("Recv-Info", "")]);
        }
        match told(&incoming.request) {
            Told::Key(key, millis) => {
                self.reply(now, incoming, 200, &[]);
                if !matches!(self.sessions.get(&session), Some(Session::Leaving(_))) {
                    let pressed = Duration::from_millis(u64::from(millis));
                    self.out.tell(Event::Pressed(session, key, pressed));
                }
            }
            Told::Nothing => self.reply(now, incoming, 200, &[]),
            Told::Bad => {
                self.counters.bad_keys += 1;
                self.reply(now, incoming, 400, &[]);
            }
            Told::Foreign => self.reply(now, incoming, 415, &[("Accept", ACCEPT)]),
        }
    }
}

fn told(request: &Request) -> Told {
    let kind = request.headers.content_type();
    let key = match kind.as_deref() {
        _ if request.body.is_empty() => return Told::Nothing,
        Some(RELAY) => relayed(&request.body),
        // Some write the lines of the other type into this one.
        Some(PLAIN) => alone(&request.body).or_else(|| relayed(&request.body)),
        _ => return Told::Foreign,
    };
    key.map_or(Told::Bad, |(key, millis)| Told::Key(key, millis))
}

/// `5`.
fn alone(body: &[u8]) -> Option<(char, u16)> {
    Some((key_of(text_of(body)?)?, PRESS))
}

/// `Signal=5`, `Duration=160`, in any order and case, with whatever ends a line.
fn relayed(body: &[u8]) -> Option<(char, u16)> {
    let lines = text_of(body)?.split(['\r', '\n', ';']);
    let mut pairs = lines.filter_map(|line| line.split_once(['=', ':']));
    let pairs: Vec<_> = pairs
        .by_ref()
        .map(|(name, value)| (name.trim(), value.trim()))
        .collect();
    let value = |wanted: &str| {
        let mut named = pairs
            .iter()
            .filter(|(name, _)| name.eq_ignore_ascii_case(wanted));
        named.next().map(|(_, value)| *value)
    };
    let millis = value("Duration").and_then(|text| text.parse().ok());
    Some((key_of(value("Signal")?)?, millis.unwrap_or(PRESS)))
}

fn text_of(body: &[u8]) -> Option<&str> {
    let short = (body.len() <= LONGEST).then_some(body)?;
    std::str::from_utf8(short).ok()
}

/// A key by its sign, or by its number in RFC 4733, as some write `*` and `#`.
fn key_of(text: &str) -> Option<char> {
    let text = text.trim().trim_matches(['"', '\'']);
    match text {
        "10" => return Some('*'),
        "11" => return Some('#'),
        _ => {}
    }
    let mut signs = text.chars();
    let (key, None) = (signs.next()?, signs.next()) else {
        return None;
    };
    let key = key.to_ascii_uppercase();
    matches!(key, '0'..='9' | '*' | '#' | 'A'..='D').then_some(key)
}
