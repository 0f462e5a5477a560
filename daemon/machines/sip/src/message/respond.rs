//! A request to its answer.

use rsip::{Header, Headers};

use super::{Fields, Request, Response, header, reason_phrase, value};

/// The answer to a request with all that must be copied (RFC 3261 section 8.2.6.2). `to_tag` is added
/// to To unless it has a tag, and never to a 100. What the answer says besides, such as Contact, is
/// the caller's to add.
pub fn response_to(request: &Request, status: u16, to_tag: &str) -> Response {
    let mut response = answer(&request.headers, status, to_tag);
    // RFC 3261 section 12.1.1.
    if (101..300).contains(&status) && request.method.makes_dialog() {
        for route in request.headers.all("Record-Route") {
            response.headers.add("Record-Route", route);
        }
    }
    response
}

/// The answer to whatever these headers are of; those that are missing stay so.
pub(super) fn answer(headers: &Headers, status: u16, to_tag: &str) -> Response {
    let is_copied = |header: &&Header| match header {
        Header::Via(_) | Header::From(_) | Header::To(_) | Header::CallId(_) => true,
        Header::CSeq(_) => true,
        // RFC 3261 section 8.2.6.1.
        Header::Timestamp(_) => status == 100,
        _ => false,
    };
    let copied = headers.iter().filter(is_copied).map(|copied| match copied {
        Header::To(_) if status > 100 => with_tag(copied, headers, to_tag),
        copied => copied.clone(),
    });
    let headers = copied.collect::<Vec<_>>().into();
    Response {
        status,
        reason: reason_phrase(status).to_string(),
        headers,
        body: Vec::new(),
    }
}

/// To as it came, with the tag behind it. It is not written anew: a peer may compare it as text.
fn with_tag(to: &Header, headers: &Headers, tag: &str) -> Header {
    match headers.to() {
        Some(known) if known.tag().is_none() && !tag.is_empty() => {
            header("To", &format!("{};tag={tag}", value(to)))
        }
        _ => to.clone(),
    }
}
