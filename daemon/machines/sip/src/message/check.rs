//! What must hold of the headers before anybody acts upon them.

use std::mem::discriminant;

use rsip::{Header, Headers};

use super::{Fields, Method, NameAddr, Problem, Via};

/// The digits of `text` as a number, at most `u64::MAX`; `None` if it is anything but digits.
pub(super) fn digits(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().unwrap_or(u64::MAX))
}

/// Headers that may stand once: repeated word for word they are dropped, else they contradict
/// themselves.
pub(super) fn single(headers: &mut Headers) -> Result<(), Problem> {
    let mut seen: Vec<Header> = Vec::new();
    let mut problem = None;
    headers.retain(|header| {
        let Some(name) = single_name(header) else {
            return true;
        };
        match seen
            .iter()
            .find(|known| discriminant(*known) == discriminant(header))
        {
            Some(known) => {
                if known != header {
                    problem = problem.take().or(Some(Problem::Contradiction(name)));
                }
                // What contradicts itself stays, so that an answer copies neither.
                known != header
            }
            None => {
                seen.push(header.clone());
                true
            }
        }
    });
    problem.map_or(Ok(()), Err)
}

fn single_name(header: &Header) -> Option<&'static str> {
    Some(match header {
        Header::From(_) => "From",
        Header::To(_) => "To",
        Header::CallId(_) => "Call-ID",
        Header::CSeq(_) => "CSeq",
        Header::MaxForwards(_) => "Max-Forwards",
        Header::ContentLength(_) => "Content-Length",
        Header::ContentType(_) => "Content-Type",
        Header::Expires(_) => "Expires",
        _ => return None,
    })
}

/// The headers that every message needs (RFC 3261 section 8.1.1) can be read. Max-Forwards may be
/// missing: RFC 2543 did not know it.
pub(super) fn needed(headers: &Headers) -> Result<(), Problem> {
    let readable = |name, reads: fn(&str) -> bool| match headers.first(name) {
        None => Err(Problem::Missing(name)),
        Some(value) if headers.all(name).all(reads) && !value.is_empty() => Ok(()),
        Some(_) => Err(Problem::Malformed(name)),
    };
    readable("Via", is_via)?;
    readable("From", is_party)?;
    readable("To", is_party)?;
    readable("Call-ID", |value| !value.contains([' ', '\t']))?;
    headers.first("CSeq").ok_or(Problem::Missing("CSeq"))?;
    headers.cseq().ok_or(Problem::Malformed("CSeq"))?;
    match headers.first("Max-Forwards") {
        Some(_) if headers.max_forwards().is_none() => Err(Problem::Malformed("Max-Forwards")),
        _ => Ok(()),
    }
}

/// One hop with at most one branch.
fn is_via(value: &str) -> bool {
    Via::read(value).is_some_and(|via| !via.params.repeats("branch"))
}

/// A URI with at most one tag, and none that is empty.
fn is_party(value: &str) -> bool {
    NameAddr::read(value).is_some_and(|party| {
        !party.params.repeats("tag") && party.params.has("tag") == party.tag().is_some()
    })
}

/// CSeq names the method of the request (RFC 3261 section 8.1.1.5).
pub(super) fn method(headers: &Headers, method: &Method) -> Result<(), Problem> {
    match headers.cseq() {
        Some((_, named)) if named == *method => Ok(()),
        _ => Err(Problem::MethodMismatch),
    }
}
