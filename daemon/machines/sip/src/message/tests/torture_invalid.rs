//! RFC 4475 section 3.1.2: invalid, some of it readable all the same. Each test has the name of the
//! RFC's message and is our own message of that kind.

use super::*;

/// Section 3.1.2.1: separators with nothing between them. The Via decides: it says where answers go.
#[test]
fn badinv01() {
    let lines = invite(&[
        "Via: SIP/2.0/UDP 198.51.100.4;;,;,,",
        "Contact: \"Joe\" <sip:a@b>;;;;",
    ]);
    assert_eq!(problem(&lines, SDP), (Problem::Malformed("Via"), Some(400)));
    let lines = invite(&["Contact: \"Joe\" <sip:joe@a.example>;;;;"]);
    assert_eq!(request(&lines, SDP).headers.contacts()[0].display, "Joe");
}

/// Section 3.1.2.2: Content-Length larger than what came.
#[test]
fn clerr() {
    let lines = invite(&["Content-Length: 9999"]);
    assert_eq!(problem(&lines, SDP), (Problem::BodyCut, Some(400)));
}

/// Section 3.1.2.3: a Content-Length below zero.
#[test]
fn ncl() {
    for length in ["-999", "+1", "1 2", "0x10", "1,1", ""] {
        let line = format!("Content-Length: {length}");
        let refused = problem(&invite(&[&line]), SDP);
        assert_eq!(
            refused,
            (Problem::Malformed("Content-Length"), Some(400)),
            "{length}"
        );
    }
}

/// Section 3.1.2.4: numbers that fit nowhere, in a request.
#[test]
fn scalar02() {
    let lines = register(&["CSeq: 36893488147419103232 REGISTER"]);
    assert_eq!(problem(&lines, ""), (Problem::Malformed("CSeq"), Some(400)));
    let lines = register(&["Max-Forwards: 300"]);
    assert_eq!(
        problem(&lines, ""),
        (Problem::Malformed("Max-Forwards"), Some(400))
    );
    let expires = format!("Expires: 1{}", "0".repeat(100));
    let lines = register(&[&expires]);
    assert_eq!(request(&lines, "").headers.expires(), Some(u32::MAX));
}

/// Section 3.1.2.5: the same in a response, to which nobody answers.
#[test]
fn scalarlg() {
    let lines = response_lines(
        "SIP/2.0 503 Service Unavailable",
        &[
            "CSeq: 9292394834772304023312 INVITE",
            "Retry-After: 949302838503028349304023988",
        ],
    );
    assert_eq!(problem(&lines, ""), (Problem::Malformed("CSeq"), None));
}

/// Section 3.1.2.6: a quote that never ends.
#[test]
fn quotbal() {
    let lines = invite(&["To: \"Bob <sip:bob@b.example>"]);
    assert_eq!(problem(&lines, SDP), (Problem::Malformed("To"), Some(400)));
}

/// Section 3.1.2.7: brackets around the Request-URI.
#[test]
fn ltgtruri() {
    let lines = asking("INVITE <sip:bob@b.example> SIP/2.0", invite(&[]));
    assert_eq!(problem(&lines, SDP), (Problem::RequestUri, Some(400)));
}

/// Section 3.1.2.8: a blank within the Request-URI.
#[test]
fn lwsruri() {
    let lines = asking("INVITE sip:bob@b.example; lr SIP/2.0", invite(&[]));
    assert_eq!(problem(&lines, SDP), (Problem::RequestUri, Some(400)));
}

/// Section 3.1.2.9: more than one blank in the request line is read all the same.
#[test]
fn lwsstart() {
    let lines = asking("INVITE  sip:bob@b.example  SIP/2.0", invite(&[]));
    assert_eq!(request(&lines, SDP).uri.to_string(), "sip:bob@b.example");
}

/// Section 3.1.2.10: so are blanks behind it.
#[test]
fn trws() {
    let lines = asking("OPTIONS sip:bob@b.example SIP/2.0  ", options(&[]));
    assert_eq!(request(&lines, "").uri.to_string(), "sip:bob@b.example");
}

/// Section 3.1.2.11: headers in the Request-URI are ignored and never passed on.
#[test]
fn escruri() {
    let lines = asking(
        "INVITE sip:bob@b.example?Route=%3Csip:c.example%3E SIP/2.0",
        invite(&[]),
    );
    let request = request(&lines, SDP);
    assert_eq!(request.uri.to_string(), "sip:bob@b.example");
    assert!(request.headers.routes().is_empty());
}

/// Section 3.1.2.12: a Date of another time zone, in which nobody is interested.
#[test]
fn baddate() {
    let lines = invite(&["Date: Fri, 01 Jan 2010 16:00:00 EST"]);
    let request = request(&lines, SDP);
    assert_eq!(
        request.headers.first("Date"),
        Some("Fri, 01 Jan 2010 16:00:00 EST")
    );
}

/// Section 3.1.2.13: a Contact whose `?` could belong to the URI or to the header is no contact; the
/// registrar refuses it.
#[test]
fn regbadct() {
    let lines = register(&["Contact: sip:bob@b.example?Route=%3Csip:c.example%3E"]);
    let request = request(&lines, "");
    assert_eq!(request.headers.all("Contact").count(), 1);
    assert!(request.headers.contacts().is_empty());
}

/// Section 3.1.2.14: blanks around the URI within its brackets.
#[test]
fn badaspec() {
    let request = request(&options(&["To: \"Watt, Tom\" < sip:tom@b.example >"]), "");
    let to = request.headers.to().expect("readable");
    assert_eq!(
        (to.display.as_str(), to.uri.to_string().as_str()),
        ("Watt, Tom", "sip:tom@b.example")
    );
}

/// Section 3.1.2.15: a name that should be quoted; and the empty line is missing, as it is in the
/// RFC's own archive.
#[test]
fn baddn() {
    let lines = options(&["From: Bell, Alex <sip:alex@a.example>;tag=43", "l: 0"]);
    let mut bytes = bytes(&lines, "");
    bytes.truncate(bytes.len() - 2);
    let Ok(Message::Request(request)) = read(&bytes) else {
        panic!("no request")
    };
    let from = Fields::from(&request.headers).expect("readable");
    assert_eq!(
        (from.display.as_str(), from.tag()),
        ("Bell, Alex", Some("43"))
    );
}

/// Section 3.1.2.16: another version, in the request line and in the Via.
#[test]
fn badvers() {
    let lines = options(&["Via: SIP/7.0/UDP c.example;branch=z9hG4bKkdjuw"]);
    let lines = asking("OPTIONS sip:bob@b.example SIP/7.0", lines);
    assert_eq!(problem(&lines, ""), (Problem::Version, Some(505)));
}

/// Section 3.1.2.17: CSeq names another method.
#[test]
fn mismatch01() {
    let lines = options(&["CSeq: 8 INVITE"]);
    assert_eq!(problem(&lines, ""), (Problem::MethodMismatch, Some(400)));
}

/// Section 3.1.2.18: the same with a method that nobody knows.
#[test]
fn mismatch02() {
    let lines = asking("NEWMETHOD sip:bob@b.example SIP/2.0", invite(&[]));
    assert_eq!(problem(&lines, SDP), (Problem::MethodMismatch, Some(400)));
}

/// Section 3.1.2.19: a status that fits nowhere.
#[test]
fn bigcode() {
    for status in ["4294967301", "700", "099", "20", "2e2", "-10"] {
        let start = format!("SIP/2.0 {status} odd");
        let refused = problem(&response_lines(&start, &[]), "");
        assert_eq!(refused, (Problem::StartLine, None), "{status}");
    }
}
