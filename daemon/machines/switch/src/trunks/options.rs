//! The request that asks somebody whether he is there, and what he can (RFC 3261 section 11).

use std::net::SocketAddr;

use sip::Flow;
use sip::message::{Fields, Method, NameAddr, Request, Uri};

/// OPTIONS on that way.
pub(crate) fn options(flow: Flow) -> Request {
    let uri = |address: SocketAddr| {
        let host = address.ip().to_string();
        Uri::sip("", &host, Some(address.port()))
    };
    let (here, there) = (uri(flow.local), uri(flow.remote));
    let mut request = Request::new(Method::Options, there.clone());
    let headers = &mut request.headers;
    headers.add("From", &NameAddr::of(here.clone()).to_string());
    headers.add("To", &NameAddr::of(there).to_string());
    headers.add("Contact", &NameAddr::of(here).to_string());
    headers.add("Accept", "application/sdp");
    request
}
