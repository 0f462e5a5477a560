//! Bodies of several parts (RFC 2046 section 5.1, RFC 5621): carriers send SDP with ISUP beside it.

use rsip::Headers;

use super::lines::lines;
use super::read::read_headers;
use super::{Fields, Params, scan};

/// The parts of a body that are read.
const MAX_PARTS: usize = 16;

/// A part of a body, or all of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    /// Its Content-Type without parameters, in lower case.
    pub kind: Option<String>,
    /// Whether it may be passed over by whoever does not understand it.
    pub optional: bool,
    /// What it holds.
    pub content: &'a [u8],
}

/// The parts of a body; of one that has none, the whole. Nothing of an empty one.
pub(crate) fn parts<'a>(headers: &Headers, body: &'a [u8]) -> Vec<Part<'a>> {
    if body.is_empty() {
        return Vec::new();
    }
    let mut parts: Vec<_> = boundary(headers)
        .map(|boundary| cut(body, &boundary))
        .unwrap_or_default()
        .into_iter()
        .map(read_part)
        .collect();
    let whole = part(headers, body);
    if parts.is_empty() {
        return vec![whole];
    }
    for part in &mut parts {
        part.optional |= whole.optional;
    }
    parts
}

fn boundary(headers: &Headers) -> Option<String> {
    let kind = headers.content_type()?;
    let (_, params) = scan::cut(headers.first("Content-Type")?, ';');
    let boundary = Params::read(params?).text("boundary")?;
    (kind.starts_with("multipart/") && !boundary.is_empty()).then_some(boundary)
}

/// What lies between the lines that begin with `--` and the boundary.
fn cut<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let (next, last) = (format!("--{boundary}"), format!("--{boundary}--"));
    let (mut parts, mut begun, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|byte| *byte == b'\n') {
        let text = line.trim_ascii_end();
        let ends = text == last.as_bytes();
        if ends || text == next.as_bytes() {
            parts.extend(begun.and_then(|begun| body.get(begun..at)));
            begun = Some(at + line.len());
        }
        at += line.len();
        if ends || parts.len() >= MAX_PARTS {
            break;
        }
    }
    parts
}

fn read_part(bytes: &[u8]) -> Part<'_> {
    let found = lines(bytes);
    let (headers, _) = read_headers(&found.lines);
    part(&headers, found.rest)
}

fn part<'a>(headers: &Headers, content: &'a [u8]) -> Part<'a> {
    let handling = headers
        .first("Content-Disposition")
        .and_then(|disposition| {
            let (_, params) = scan::cut(disposition, ';');
            Params::read(params?).text("handling")
        });
    Part {
        kind: headers.content_type(),
        optional: handling.is_some_and(|handling| handling.eq_ignore_ascii_case("optional")),
        content,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::header;
    use super::*;

    const BODY: &str = "preamble\r\n--b 7\r\nContent-Type: application/SDP\r\n\r\nv=0\r\n\
                        --b 7\r\nc: application/isup;version=itu\r\n\
                        Content-Disposition: signal; handling=optional\r\n\r\n\x01\r\n\x02\r\n\
                        --b 7--\r\nepilogue";

    fn kinds(kind: &str, body: &str) -> Vec<(String, bool, String)> {
        let headers: Headers = vec![header("Content-Type", kind)].into();
        let parts = parts(&headers, body.as_bytes());
        let told = |part: Part<'_>| {
            let content = String::from_utf8_lossy(part.content).into_owned();
            (part.kind.unwrap_or_default(), part.optional, content)
        };
        parts.into_iter().map(told).collect()
    }

    fn told(kind: &str, optional: bool, content: &str) -> (String, bool, String) {
        (kind.to_owned(), optional, content.to_owned())
    }

    #[test]
    fn a_body_is_cut_at_its_boundary() {
        assert_eq!(
            kinds("multipart/mixed; boundary=\"b 7\"", BODY),
            [
                told("application/sdp", false, "v=0\r\n"),
                told("application/isup", true, "\x01\r\n\x02\r\n"),
            ]
        );
    }

    #[test]
    fn what_is_optional_as_a_whole_is_optional_in_its_parts() {
        let body = "--b\r\nContent-Type: application/isup\r\n\r\n\x01\r\n--b--";
        let headers: Headers = vec![
            header("Content-Type", "multipart/mixed;boundary=b"),
            header("Content-Disposition", "session;handling=optional"),
        ]
        .into();
        let parts = parts(&headers, body.as_bytes());
        assert!(
            matches!(parts.as_slice(), [Part { optional: true, .. }]),
            "{parts:?}"
        );
    }

    #[test]
    fn a_body_without_parts_is_its_own() {
        assert_eq!(
            kinds("application/sdp", BODY),
            [told("application/sdp", false, BODY)]
        );
        for kind in ["multipart/mixed", "multipart/mixed;boundary=other"] {
            assert_eq!(kinds(kind, BODY), [told("multipart/mixed", false, BODY)]);
        }
        assert_eq!(kinds("application/sdp", ""), []);
    }

    proptest! {
        #[test]
        fn any_body_is_cut(body in "(--b|--b--|\r\n|\n|a: b|.){0,40}") {
            let total: usize = kinds("multipart/x;boundary=b", &body)
                .iter()
                .map(|(_, _, content)| content.len())
                .sum();
            prop_assert!(total <= body.len());
        }
    }
}
