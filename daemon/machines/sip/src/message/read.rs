//! Bytes to a message.

use rsip::{Header, Headers};

use super::lines::{Lines, lines, skip_breaks};
use super::start::{self, Start};
use super::{Fields, Message, Method, Problem, Request, Response, Salvage, Unreadable, Via};
use super::{check, header, scan};

/// The bytes above the body.
pub const MAX_HEAD: usize = 64 * 1024;
/// The bytes of one header, unfolded.
pub const MAX_LINE: usize = 8 * 1024;
/// The headers of a message, those split at their commas counted one by one.
pub const MAX_HEADERS: usize = 256;
/// The bytes of a body.
pub const MAX_BODY: usize = 64 * 1024;

/// The message that a datagram holds.
pub fn read(bytes: &[u8]) -> Result<Message, Unreadable> {
    let bytes = skip_breaks(bytes);
    if bytes.is_empty() {
        return Err(Unreadable {
            kind: Problem::KeepAlive,
            salvage: None,
        });
    }
    let Lines {
        lines,
        rest,
        trouble,
    } = lines(bytes);
    let (first, others) = lines
        .split_first()
        .map_or(("", &[][..]), |(f, o)| (f.as_str(), o));
    let (mut headers, flaw) = read_headers(others);
    let message = start::read(first)
        .and_then(|start| match trouble.or(flaw) {
            None => Ok(start),
            Some(problem) => Err(problem),
        })
        .and_then(|start| finish(start, &mut headers, rest));
    message.map_err(|kind| Unreadable {
        kind,
        salvage: salvage(first, headers).map(Box::new),
    })
}

/// The headers of those lines; of a line that is none, the first problem.
pub(super) fn read_headers(lines: &[String]) -> (Headers, Option<Problem>) {
    let mut headers = Vec::with_capacity(lines.len());
    let mut problem = None;
    for line in lines {
        let named = line
            .split_once(':')
            .map(|(name, value)| (name.trim_end(), value.trim()));
        match named.filter(|(name, _)| !name.is_empty() && name.chars().all(scan::is_token)) {
            Some((name, value)) => add(&mut headers, header(name, value), value),
            None => problem = problem.or(Some(Problem::HeaderLine)),
        }
        if headers.len() > MAX_HEADERS {
            headers.truncate(MAX_HEADERS);
            return (headers.into(), Some(Problem::HeadersTooLarge));
        }
    }
    (headers.into(), problem)
}

/// Adds a header, one for each of its values where the order among several headers counts.
fn add(headers: &mut Vec<Header>, header: Header, value: &str) {
    let listed = matches!(
        header,
        Header::Via(_) | Header::Route(_) | Header::RecordRoute(_) | Header::Contact(_)
    );
    if !listed || !value.contains(',') {
        headers.push(header);
        return;
    }
    let name = super::name(&header);
    let values = scan::split(value, ',').filter(|value| !value.is_empty());
    headers.extend(
        values
            .take(MAX_HEADERS + 1)
            .map(|value| super::header(name, value)),
    );
}

fn finish(start: Start, headers: &mut Headers, rest: &[u8]) -> Result<Message, Problem> {
    check::single(headers)?;
    check::needed(headers)?;
    let body = body(headers, rest)?.to_vec();
    match start {
        Start::Request { method, uri } => {
            check::method(headers, &method)?;
            let headers = std::mem::take(headers);
            Ok(Message::Request(Request {
                method,
                uri,
                headers,
                body,
            }))
        }
        Start::Response { status, reason } => {
            let headers = std::mem::take(headers);
            Ok(Message::Response(Response {
                status,
                reason,
                headers,
                body,
            }))
        }
    }
}

/// The body: as long as Content-Length says, without it to the end of the datagram (RFC 3261
/// section 18.3).
fn body<'a>(headers: &Headers, rest: &'a [u8]) -> Result<&'a [u8], Problem> {
    let length = match headers.first("Content-Length") {
        Some(text) => check::digits(text).ok_or(Problem::Malformed("Content-Length"))?,
        None => u64::try_from(rest.len()).unwrap_or(u64::MAX),
    };
    let length = usize::try_from(length).unwrap_or(usize::MAX);
    match rest.get(..length) {
        _ if length > MAX_BODY => Err(Problem::BodyTooLarge),
        Some(body) => Ok(body),
        None => Err(Problem::BodyCut),
    }
}

/// What an answer needs. The Vias count up to the first that cannot be read.
fn salvage(first: &str, headers: Headers) -> Option<Salvage> {
    if matches!(start::method(first)?, Method::Ack) {
        return None;
    }
    let vias = headers
        .all("Via")
        .take_while(|via| Via::read(via).is_some());
    let mut kept: Vec<Header> = vias.map(|via| header("Via", via)).collect();
    if kept.is_empty() {
        return None;
    }
    for name in ["From", "To", "Call-ID", "CSeq"] {
        let mut values = headers.all(name);
        if let (Some(value), None) = (values.next(), values.next()) {
            kept.push(header(name, value));
        }
    }
    Some(Salvage {
        headers: kept.into(),
    })
}
