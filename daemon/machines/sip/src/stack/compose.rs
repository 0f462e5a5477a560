//! What our messages say besides what they must copy.

use crate::dialog::Dialog;
use crate::message::multipart::{self, Part};
use crate::message::{Fields, Method, Request, Response, Scheme, Uri, Via, response_to};
use crate::{Flow, Transport};

/// What we can be asked for.
pub const ALLOW: &str = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, PRACK, UPDATE, REGISTER, REFER";
/// What we are able to, as the answer to OPTIONS says it (RFC 3261 section 11.2).
pub(super) const ABILITIES: [(&str, &str); 3] = [
    ("Allow", ALLOW),
    (
        "Accept",
        "application/sdp, application/dtmf-relay, application/dtmf",
    ),
    ("Supported", SUPPORTED),
];
/// The extensions that we have.
pub(super) const SUPPORTED: &str = "100rel, timer";
/// The extensions of whoever registers (RFC 3327, RFC 5626).
const REGISTRAR: &str = "100rel, timer, path, outbound";
/// Provisional answers that are acknowledged (RFC 3262).
pub(super) const REL: &str = "100rel";
/// The bodies that we read.
pub(super) const SDP: &str = "application/sdp";

/// Headers by name and value.
pub(super) type Extra<'a> = &'a [(&'a str, &'a str)];

/// Our Contact.
pub(super) fn contact(flow: Flow) -> String {
    match flow.transport {
        Transport::Udp => format!("<sip:{}>", flow.local),
        reliable => format!("<sip:{};transport={reliable}>", flow.local),
    }
}

/// Our Contact in the dialog with whoever is found at `uri`: if he wants no connection but such as
/// nobody else reads, he is promised that (RFC 5630 section 5.3).
pub(super) fn contact_for(flow: Flow, uri: &Uri) -> String {
    match uri.scheme {
        Scheme::Sips => format!("<sips:{}>", flow.local),
        _ => contact(flow),
    }
}

/// Our Contact in a dialog.
pub(super) fn contact_in(dialog: &Dialog) -> String {
    contact_for(dialog.socket(), dialog.target())
}

/// Adds what every request of ours has on top: Via and Max-Forwards.
pub(super) fn dispatch(request: &mut Request, flow: Flow, branch: &str, product: &str) {
    let via = Via::new(flow.transport, flow.local, branch).to_string();
    let headers = std::mem::take(&mut request.headers);
    request.headers.add("Via", &via);
    if headers.max_forwards().is_none() {
        request.headers.add("Max-Forwards", "70");
    }
    request.headers.extend(headers.into_iter().collect());
    if request.headers.first("User-Agent").is_none() {
        request.headers.add("User-Agent", product);
    }
}

/// An answer of ours.
pub(super) fn answer(
    request: &Request,
    status: u16,
    tag: &str,
    extra: Extra<'_>,
    product: &str,
) -> Response {
    let mut response = response_to(request, status, tag);
    for (name, value) in extra {
        response.headers.add(name, value);
    }
    response.headers.add("Server", product);
    response
}

/// Adds what an answer to an INVITE or UPDATE with SDP says.
pub(super) fn carry(response: &mut Response, dialog: &Dialog, sdp: Vec<u8>) {
    response.headers.add("Contact", &contact_in(dialog));
    response.headers.add("Allow", ALLOW);
    if !sdp.is_empty() {
        response.headers.add("Content-Type", SDP);
    }
    response.body = sdp;
}

/// Gives a request SDP; with none it has no body.
pub(super) fn describe(request: &mut Request, sdp: Vec<u8>) {
    if !sdp.is_empty() {
        request.headers.add("Content-Type", SDP);
        request.body = sdp;
    }
}

/// The seconds of Retry-After.
pub(super) fn retry_after(headers: &rsip::Headers) -> Option<u64> {
    let value = headers.first("Retry-After")?;
    let end = value.find(|c: char| !c.is_ascii_digit());
    value.get(..end.unwrap_or(value.len()))?.parse().ok()
}

/// The body, or the part of it, that is SDP.
pub(super) fn sdp(headers: &rsip::Headers, body: &[u8]) -> Option<Vec<u8>> {
    let parts = multipart::parts(headers, body);
    let sdp = parts.into_iter().find(is_sdp)?;
    Some(sdp.content.to_vec())
}

/// Whether a request has a body that we must understand and do not.
pub(super) fn is_foreign(request: &Request) -> bool {
    let parts = multipart::parts(&request.headers, &request.body);
    parts.iter().any(|part| !part.optional && !is_sdp(part))
}

fn is_sdp(part: &Part<'_>) -> bool {
    match &part.kind {
        Some(kind) => kind == SDP,
        None => part.content.starts_with(b"v="),
    }
}

/// The extensions that a request insists on and we lack.
pub(super) fn unsupported(request: &Request) -> String {
    let ours = match request.method {
        Method::Register => REGISTRAR,
        _ => SUPPORTED,
    };
    let ours: Vec<&str> = ours.split(", ").collect();
    let mut required = request.headers.require();
    required.retain(|extension| !ours.contains(extension));
    required.join(", ")
}

/// Where the answers to a request go (RFC 3261 section 18.2.2, RFC 3581 section 4): over the
/// connection that it came by.
pub(super) fn way_back(flow: Flow, via: &Via) -> Flow {
    if via.params.has("rport") || flow.transport.is_reliable() {
        return flow;
    }
    sent_by(flow, via)
}

/// Where whoever sent a request says that he listens, at the address that we see: there answers go
/// whose connection is gone.
pub(super) fn sent_by(flow: Flow, via: &Via) -> Flow {
    let port = via.port.filter(|port| *port != 0);
    let mut remote = flow.remote;
    remote.set_port(port.unwrap_or(flow.transport.port()));
    Flow { remote, ..flow }
}
