//! What cannot be read, and what of it suffices for an answer.

use super::{Response, model, respond};

/// Why bytes are no message that can be acted upon. The sender is at fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A keep-alive (RFC 5626 section 3.5.1), no message.
    #[error("nothing but line breaks: a keep-alive")]
    KeepAlive,
    /// The first line.
    #[error("the first line is neither a request line nor a status line")]
    StartLine,
    /// Another SIP than 2.0.
    #[error("the version is not SIP/2.0")]
    Version,
    /// The Request-URI.
    #[error("the Request-URI is none")]
    RequestUri,
    /// The headers stop in the middle of a line.
    #[error("the message ends within its headers")]
    Unfinished,
    /// A line that is no header.
    #[error("a header line has no name")]
    HeaderLine,
    /// A limit on headers: [`super::MAX_HEAD`], [`super::MAX_LINE`] or [`super::MAX_HEADERS`].
    #[error("too many or too long headers")]
    HeadersTooLarge,
    /// [`super::MAX_BODY`].
    #[error("the body is too large")]
    BodyTooLarge,
    /// Content-Length announces more than came.
    #[error("the body is shorter than Content-Length")]
    BodyCut,
    /// A header that every message needs.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// A header that cannot be understood.
    #[error("{0} is malformed")]
    Malformed(&'static str),
    /// A header that may stand once stands twice and says two things.
    #[error("{0} stands twice and contradicts itself")]
    Contradiction(&'static str),
    /// CSeq names another method than the request line.
    #[error("CSeq names another method than the request line")]
    MethodMismatch,
}

impl Problem {
    /// The status that answers it.
    pub fn status(&self) -> u16 {
        match self {
            Problem::Version => 505,
            Problem::HeadersTooLarge | Problem::BodyTooLarge => 513,
            _ => 400,
        }
    }
}

/// Bytes that are no message that can be acted upon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}")]
pub struct Unreadable {
    /// Why.
    pub kind: Problem,
    /// What an answer needs, if there is somebody to answer: never for an ACK or a response.
    pub salvage: Option<Box<Salvage>>,
}

/// What was read of an unreadable request: at least one Via, and whichever of From, To, Call-ID and
/// CSeq stand in it exactly once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Salvage {
    /// The headers.
    pub headers: rsip::Headers,
}

impl Salvage {
    /// Notes in the topmost Via where the request came from.
    pub fn note_source(&mut self, remote: std::net::SocketAddr) {
        model::note_source(&mut self.headers, remote);
    }

    /// The answer. `to_tag` is added to To unless it has one.
    pub fn refuse(&self, status: u16, to_tag: &str) -> Response {
        respond::answer(&self.headers, status, to_tag)
    }
}
