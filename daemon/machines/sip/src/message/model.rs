//! A message as values.

use std::net::SocketAddr;

use rsip::{Header, Headers};

use super::{Fields, Method, Uri, Via, write};

/// A request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// What it asks for.
    pub method: Method,
    /// The Request-URI.
    pub uri: Uri,
    /// All headers. Via, Route, Record-Route and Contact hold one value each.
    pub headers: Headers,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// 100 to 699.
    pub status: u16,
    /// The words behind it.
    pub reason: String,
    /// All headers. Via, Route, Record-Route and Contact hold one value each.
    pub headers: Headers,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// Either.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// A request.
    Request(Request),
    /// An answer.
    Response(Response),
}

impl Request {
    /// One without headers and body.
    pub fn new(method: Method, uri: Uri) -> Request {
        Request {
            method,
            uri,
            headers: Headers::default(),
            body: Vec::new(),
        }
    }

    /// Notes in the topmost Via where the request came from (RFC 3261 section 18.2.1, RFC 3581),
    /// so that its answers, which copy it, find their way back.
    pub fn note_source(&mut self, remote: SocketAddr) {
        note_source(&mut self.headers, remote);
    }

    /// The bytes to send.
    pub fn write(&self) -> Vec<u8> {
        write::write(
            format!("{} {} SIP/2.0", self.method, self.uri),
            &self.headers,
            &self.body,
        )
    }
}

impl Response {
    /// Whether more answers follow.
    pub fn is_provisional(&self) -> bool {
        self.status < 200
    }

    /// Whether it is a 2xx.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The bytes to send.
    pub fn write(&self) -> Vec<u8> {
        let start = format!("SIP/2.0 {} {}", self.status, self.reason);
        write::write(start, &self.headers, &self.body)
    }
}

impl Message {
    /// Its headers.
    pub fn headers(&self) -> &Headers {
        match self {
            Message::Request(request) => &request.headers,
            Message::Response(response) => &response.headers,
        }
    }

    /// Its body.
    pub fn body(&self) -> &[u8] {
        match self {
            Message::Request(request) => &request.body,
            Message::Response(response) => &response.body,
        }
    }

    /// The bytes to send.
    pub fn write(&self) -> Vec<u8> {
        match self {
            Message::Request(request) => request.write(),
            Message::Response(response) => response.write(),
        }
    }
}

pub(super) fn note_source(headers: &mut Headers, remote: SocketAddr) {
    amend_top_via(headers, |via| via.note_source(remote));
}

/// Lets the topmost Via say something else.
pub(crate) fn amend_top_via(headers: &mut Headers, amend: impl FnOnce(&mut Via)) {
    let Some(mut via) = headers.top_via() else {
        return;
    };
    amend(&mut via);
    let top = headers
        .iter_mut()
        .find(|header| matches!(header, Header::Via(_)));
    if let Some(top) = top {
        *top = super::header("Via", &via.to_string());
    }
}
