//! Messages out of a stream (RFC 3261 section 18.3).

use crate::message::{MAX_BODY, MAX_HEAD};

/// What stands in a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Frame {
    /// A whole message, whether it can be understood or not.
    Message(Vec<u8>),
    /// Two line breaks, to be answered with one (RFC 5626 section 3.5.1).
    Ping,
    /// One line break, where a ping of ours was to be answered.
    Pong,
}

/// Why nobody can tell where the next message begins: the connection is of no more use.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unframed {
    /// The headers do not end.
    #[error("the headers of a message are longer than {MAX_HEAD} bytes")]
    Head,
    /// A message does not say how long its body is.
    #[error("a message has no Content-Length")]
    NoLength,
    /// Content-Length is no number.
    #[error("the Content-Length of a message is no number")]
    Length,
    /// Two numbers.
    #[error("a message has two different Content-Lengths")]
    Lengths,
    /// A body beyond the limit.
    #[error("the body of a message is longer than {MAX_BODY} bytes")]
    Body,
}

/// Cuts a stream into messages. It never holds more than one message, or what came with its end.
#[derive(Debug, Default)]
pub struct Framer {
    bytes: Vec<u8>,
    /// How far the end of the headers was looked for.
    looked: usize,
    /// Where the message that has begun ends.
    end: Option<usize>,
    /// Line breaks of a ping that is not whole.
    breaks: usize,
    /// Whether a ping of ours is to be answered.
    asked: bool,
}

/// The bytes of a ping, and those of its answer.
const PING: usize = 4;
const PONG: usize = 2;
/// The most bytes of the empty line and the break before it.
const EMPTY_LINE: usize = 3;

impl Framer {
    /// Takes what was read. What is whole is to be taken out before more is read.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A ping of ours is on its way: two bytes of a line break that no others follow are its answer.
    pub fn asks(&mut self) {
        self.asked = true;
    }

    /// How many bytes wait for the rest of their message.
    pub fn waiting(&self) -> usize {
        self.bytes.len()
    }

    /// Whether a message has begun and is not whole.
    pub fn is_within(&self) -> bool {
        !self.bytes.is_empty()
    }

    /// The next that is whole; `None` until more comes.
    ///
    /// # Errors
    /// If what comes next cannot be told.
    pub fn take(&mut self) -> Result<Option<Frame>, Unframed> {
        if self.end.is_none() {
            let breaks = self.skip_breaks();
            if breaks.is_some() {
                return Ok(breaks);
            }
            self.end = self.find_end()?;
        }
        let Some(end) = self.end.filter(|end| *end <= self.bytes.len()) else {
            return Ok(None);
        };
        let rest = self.bytes.split_off(end);
        let message = std::mem::replace(&mut self.bytes, rest);
        self.end = None;
        self.looked = 0;
        Ok(Some(Frame::Message(message)))
    }

    /// Drops line breaks before a message; what they are.
    fn skip_breaks(&mut self) -> Option<Frame> {
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let breaks = self.bytes.iter().take_while(|byte| is_break(byte));
        let taken = breaks.take(PING - self.breaks).count();
        self.bytes.drain(..taken);
        if self.bytes.is_empty() {
            // An idle connection is to cost little.
            self.bytes = Vec::new();
        }
        self.breaks += taken;
        let frame = match self.breaks {
            PING => Some(Frame::Ping),
            PONG if self.asked && taken > 0 => Some(Frame::Pong),
            _ => None,
        };
        if frame == Some(Frame::Pong) {
            self.asked = false;
        }
        if frame.is_some() || self.is_within() {
            self.breaks = 0;
        }
        frame
    }

    /// Where the message at the head ends, once its headers are whole.
    fn find_end(&mut self) -> Result<Option<usize>, Unframed> {
        let from = self.looked.saturating_sub(EMPTY_LINE);
        let found = end_of_head(self.bytes.get(from..).unwrap_or_default());
        self.looked = self.bytes.len();
        let Some(head) = found.map(|at| from + at) else {
            return match self.bytes.len() > MAX_HEAD {
                true => Err(Unframed::Head),
                false => Ok(None),
            };
        };
        if head > MAX_HEAD {
            return Err(Unframed::Head);
        }
        let body = body_length(self.bytes.get(..head).unwrap_or_default())?;
        Ok(Some(head + body))
    }
}

/// Where the body begins: behind the first empty line. Lines end as the reader of messages has it,
/// so that both find the same end.
fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let breaks = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n');
    let mut after = breaks.filter_map(|(at, _)| Some((at, bytes.get(at + 1..)?)));
    after.find_map(|(at, rest)| match rest {
        [b'\n', ..] => Some(at + 2),
        [b'\r', b'\n', ..] => Some(at + 3),
        _ => None,
    })
}

/// What the headers say of the length of the body. Content-Length must be there in a stream (RFC 3261
/// section 20.14), and say one thing.
fn body_length(head: &[u8]) -> Result<usize, Unframed> {
    let mut length = None;
    for line in head.split(|byte| *byte == b'\n').skip(1) {
        let Some(text) = value_of(line) else { continue };
        let number = number_of(text).ok_or(Unframed::Length)?;
        if length.is_some_and(|known| known != number) {
            return Err(Unframed::Lengths);
        }
        length = Some(number);
    }
    let length = length.ok_or(Unframed::NoLength)?;
    match length > MAX_BODY {
        true => Err(Unframed::Body),
        false => Ok(length),
    }
}

/// The value of a line that is Content-Length, by its long name or its short one.
fn value_of(line: &[u8]) -> Option<&[u8]> {
    let colon = line.iter().position(|byte| *byte == b':')?;
    let (name, value) = line.split_at(colon);
    let name = name.trim_ascii_end();
    let is_length = name.eq_ignore_ascii_case(b"Content-Length") || name.eq_ignore_ascii_case(b"l");
    is_length.then(|| value.get(1..).unwrap_or_default().trim_ascii())
}

/// A number of digits only; one that is too large for the machine is as large as can be.
fn number_of(text: &[u8]) -> Option<usize> {
    let digits = !text.is_empty() && text.iter().all(u8::is_ascii_digit);
    let text = std::str::from_utf8(text).ok().filter(|_| digits)?;
    Some(text.parse().unwrap_or(usize::MAX))
}

#[cfg(test)]
mod tests;
