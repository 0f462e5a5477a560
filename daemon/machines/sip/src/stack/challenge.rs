//! 401 and 407: answered once, and once more if the other side only found our answer stale.

use crate::Credentials;
use crate::digest;
use crate::message::{Fields, Method, Response};

/// The header that answers a challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Proof {
    /// Authorization or Proxy-Authorization.
    pub name: &'static str,
    /// Its value.
    pub value: String,
}

/// The answer to the challenge in `response` to a request of ours that had `before` challenges.
/// `None` if there is none to give.
pub(crate) fn prove(
    response: &Response,
    credentials: &Credentials,
    before: u8,
    request: (&Method, &str, &[u8]),
    cnonce: &str,
) -> Option<Proof> {
    let (asks, name) = match response.status {
        401 => ("WWW-Authenticate", "Authorization"),
        407 => ("Proxy-Authenticate", "Proxy-Authorization"),
        _ => return None,
    };
    let again = before > 0;
    if before > 1 || (again && !response.headers.all(asks).any(is_stale)) {
        return None;
    }
    let value = digest::answer(response.headers.all(asks), credentials, request, 1, cnonce)?;
    Some(Proof { name, value })
}

fn is_stale(challenge: &str) -> bool {
    let plain = challenge.to_ascii_lowercase().replace([' ', '"'], "");
    plain.contains("stale=true")
}
