//! The first line.

use super::{Method, Problem, Uri, scan};

/// What the first line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Start {
    Request { method: Method, uri: Uri },
    Response { status: u16, reason: String },
}

/// The first line. Blanks between its parts may be many, as long as the parts can be told apart.
pub(super) fn read(line: &str) -> Result<Start, Problem> {
    match is_response(line) {
        true => read_status_line(line),
        false => read_request_line(line),
    }
}

/// Whether a line, readable or not, begins a response.
pub(super) fn is_response(line: &str) -> bool {
    line.get(..4)
        .is_some_and(|start| start.eq_ignore_ascii_case("SIP/"))
}

/// The method that a line begins with, whether the rest of it can be read or not.
pub(super) fn method(line: &str) -> Option<Method> {
    let (method, _) = line.split_once([' ', '\t'])?;
    let is_token = !method.is_empty() && method.chars().all(scan::is_token);
    (is_token && !is_response(line)).then(|| Method::named(method))
}

fn read_request_line(line: &str) -> Result<Start, Problem> {
    let method = method(line).ok_or(Problem::StartLine)?;
    let rest = line.get(method.as_str().len()..).unwrap_or_default().trim();
    let (uri, version) = rest.rsplit_once([' ', '\t']).ok_or(Problem::StartLine)?;
    check_version(version)?;
    let uri = Uri::read(uri).ok_or(Problem::RequestUri)?;
    // Headers have no business in a Request-URI (RFC 3261 section 19.1.1) and are ignored.
    Ok(Start::Request {
        method,
        uri: Uri {
            headers: None,
            ..uri
        },
    })
}

fn read_status_line(line: &str) -> Result<Start, Problem> {
    let (version, rest) = line.split_once([' ', '\t']).ok_or(Problem::StartLine)?;
    check_version(version)?;
    let (status, reason) = rest
        .trim()
        .split_once([' ', '\t'])
        .unwrap_or((rest.trim(), ""));
    let status = match status.as_bytes() {
        [b'1'..=b'6', _, _] => status.parse().map_err(|_| Problem::StartLine)?,
        _ => return Err(Problem::StartLine),
    };
    Ok(Start::Response {
        status,
        reason: reason.trim().to_string(),
    })
}

fn check_version(version: &str) -> Result<(), Problem> {
    match version {
        version if version.eq_ignore_ascii_case("SIP/2.0") => Ok(()),
        version if is_response(version) => Err(Problem::Version),
        _ => Err(Problem::StartLine),
    }
}
