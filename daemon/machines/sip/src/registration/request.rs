//! What is sent, and what the answers say.

use std::net::SocketAddr;

use super::Account;
use crate::message::{Fields, Method, NameAddr, Request, Response, Uri};

/// What stays the same over all requests of a registration (RFC 3261 section 10.2.4), and what rises.
#[derive(Debug)]
pub(super) struct Sequence {
    call_id: String,
    tag: String,
    number: u32,
}

impl Sequence {
    pub fn new(chance: &mut kernel::Chance) -> Sequence {
        Sequence {
            call_id: chance.hex(16),
            tag: chance.hex(6),
            number: 0,
        }
    }

    /// The next REGISTER, without an answer to a challenge.
    pub fn register(&mut self, account: &Account, server: SocketAddr, seconds: u32) -> Request {
        self.number = self.number.saturating_add(1);
        let ours = account.address_of_record(server);
        let mut request = Request::new(Method::Register, account.registrar(server));
        let headers = &mut request.headers;
        headers.add("From", &ours.clone().tagged(&self.tag).to_string());
        headers.add("To", &ours.to_string());
        headers.add("Call-ID", &self.call_id);
        headers.add("CSeq", &format!("{} REGISTER", self.number));
        headers.add("Contact", &NameAddr::of(account.contact_uri()).to_string());
        headers.add("Expires", &seconds.to_string());
        headers.add("Allow", crate::ALLOW);
        request
    }
}

/// The seconds that were granted to us (RFC 3261 section 10.3 step 8). A registrar names all contacts of
/// the account, and others may be registered too.
pub(super) fn granted(response: &Response, ours: &Uri, asked: u32) -> u32 {
    let contacts = response.headers.contacts();
    let seconds = |contact: &NameAddr| contact.params.get("expires").and_then(|it| it.parse().ok());
    let own = contacts.iter().find(|contact| contact.uri.is_same(ours));
    // One that rewrote our address is meant all the same where it names nobody else.
    let only = contacts.first().filter(|_| contacts.len() == 1);
    own.or(only)
        .and_then(seconds)
        .or_else(|| response.headers.expires())
        .unwrap_or(asked)
}

/// What Min-Expires says, in seconds.
pub(super) fn min_expires(response: &Response) -> Option<u32> {
    response.headers.first("Min-Expires")?.trim().parse().ok()
}

/// What Retry-After says, in seconds; a comment or parameters may follow.
pub(super) fn retry_after(response: &Response) -> Option<u64> {
    let value = response.headers.first("Retry-After")?;
    let digits = value.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok()
}
