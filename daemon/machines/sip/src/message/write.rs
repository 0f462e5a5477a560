//! Values to bytes.

use std::fmt::Write;

use rsip::{Header, Headers};

use super::clean::Clean;
use super::{name, scan};

/// A message. Content-Length is counted, whatever `headers` say; a line break within a value becomes
/// a space; a header whose name is no token is left out.
pub(super) fn write(start: String, headers: &Headers, body: &[u8]) -> Vec<u8> {
    let mut text = String::with_capacity(1024 + body.len());
    line(&mut text, &start);
    for header in headers.iter().filter(|header| is_written(header)) {
        line(&mut text, &header.to_string());
    }
    line(
        &mut text,
        &Header::from(rsip::headers::ContentLength::from(length(body))).to_string(),
    );
    line(&mut text, "");
    let mut bytes = text.into_bytes();
    bytes.extend_from_slice(body);
    bytes
}

fn is_written(header: &Header) -> bool {
    let name = name(header);
    let named = !name.is_empty() && name.chars().all(scan::is_token);
    named && !name.eq_ignore_ascii_case("Content-Length")
}

fn length(body: &[u8]) -> u32 {
    u32::try_from(body.len()).unwrap_or(u32::MAX)
}

fn line(text: &mut String, line: &str) {
    // Writing to a String never fails.
    let _ = write!(text, "{}\r\n", Clean(line));
}
