//! Which message belongs to which transaction (RFC 3261 sections 17.1.3 and 17.2.3).

use crate::message::{Fields, Method, Request, Via};

/// The identity of a transaction, in a form that compares fast.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(Box<str>);

impl Key {
    /// The transaction of a request of ours: its branch, which nobody else makes, and its method.
    pub fn of_ours(branch: &str, method: &Method) -> Key {
        Key(format!("< {branch} {}", method.as_str()).into())
    }

    /// The transaction that a request of theirs, or its ACK, belongs to.
    pub fn of_theirs(request: &Request, via: &Via) -> Key {
        let method = match &request.method {
            Method::Ack => &Method::Invite,
            method => method,
        };
        Key::of_method(request, via, method)
    }

    /// The INVITE that a CANCEL means (section 9.2).
    pub fn of_cancelled(cancel: &Request, via: &Via) -> Key {
        Key::of_method(cancel, via, &Method::Invite)
    }

    fn of_method(request: &Request, via: &Via, method: &Method) -> Key {
        let method = method.as_str();
        let port = via.port.unwrap_or(5060);
        if let Some(branch) = via.unique_branch() {
            return Key(format!("> {branch} {}:{port} {method}", via.host).into());
        }
        // A sender older than RFC 3261. Section 17.2.3 compares the tag of To as well, but the one
        // of the ACK is ours and the one of the INVITE is missing; CSeq tells requests of one
        // dialog apart without it.
        let (from, _) = request.headers.tags();
        let call_id = request.headers.call_id().unwrap_or_default();
        let number = request.headers.cseq().map_or(0, |(number, _)| number);
        let (from, uri) = (from.unwrap_or_default(), &request.uri);
        let (branch, host) = (via.branch().unwrap_or_default(), &via.host);
        Key(format!("> {branch} {host}:{port} {uri} {from} {call_id} {number} {method}").into())
    }
}
