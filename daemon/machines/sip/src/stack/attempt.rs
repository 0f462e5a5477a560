//! An INVITE of ours as long as an answer to it may come, which is longer than its session may last.

use crate::Flow;
use crate::dialog::Origin;
use crate::message::{Fields, Method, Request, Response};

/// How many 2xx of different forks are dealt with.
pub(super) const FORKS: usize = 16;

/// One INVITE of ours.
#[derive(Debug)]
pub(super) struct Attempt {
    /// What its forks have in common.
    pub origin: Origin,
    /// All of it, until a final answer came.
    pub request: Option<Box<Request>>,
    /// Whether it went out within a session that was up, so that its 2xx makes none.
    pub within: bool,
    /// The datagrams that it was too large for, if it went over a connection for that alone.
    pub instead: Option<Flow>,
    /// Who answered with a 2xx.
    pub forks: Vec<Fork>,
}

/// Somebody who answered with a 2xx: each copy of that gets the same ACK.
#[derive(Debug)]
pub(super) struct Fork {
    /// The tag of To.
    pub tag: String,
    /// Where the ACK goes.
    pub flow: Flow,
    /// The ACK.
    pub ack: Vec<u8>,
}

impl Attempt {
    /// An INVITE that is on its way.
    pub fn new(request: Request, flow: Flow) -> Attempt {
        let origin = Origin {
            from: request
                .headers
                .first("From")
                .unwrap_or_default()
                .to_string(),
            cseq: request.headers.cseq().map_or(0, |(number, _)| number),
            uri: request.uri.clone(),
            flow,
            routed: request.headers.first("Route").is_some(),
        };
        Attempt {
            within: request.headers.tags().1.is_some(),
            origin,
            instead: None,
            request: Some(Box::new(request)),
            forks: Vec::new(),
        }
    }
}

/// The ACK of a refusal, which belongs to the transaction of its INVITE (RFC 3261 section 17.1.1.3).
pub(super) fn ack_of_refusal(invite: &Request, refusal: &Response) -> Request {
    let mut ack = Request::new(Method::Ack, invite.uri.clone());
    super::cancel::copy(invite, &mut ack, "ACK");
    if let Some(to) = refusal.headers.first("To") {
        ack.headers.set("To", to);
    }
    ack.headers.add("Max-Forwards", "70");
    ack
}
