//! How answers are made and messages become bytes.

use std::net::SocketAddr;

use super::*;

#[test]
fn a_refusal_goes_back_where_the_request_came_from() {
    let lines = invite(&[
        "Via: SIP/2.0/UDP 10.0.0.1;rport;branch=z9hG4bK1",
        "Content-Length: 999",
    ]);
    let unreadable = read(&bytes(&lines, SDP)).expect_err("cut");
    let mut salvage = unreadable.salvage.expect("salvaged");
    salvage.note_source("203.0.113.9:40000".parse().expect("an address"));
    let answer = salvage.refuse(unreadable.kind.status(), "t1");
    assert_eq!(
        String::from_utf8(answer.write()).expect("text"),
        "SIP/2.0 400 Bad Request\r\n\
         Via: SIP/2.0/UDP 10.0.0.1;rport=40000;branch=z9hG4bK1;received=203.0.113.9\r\n\
         From: <sip:ann@a.example>;tag=f1\r\nTo: <sip:bob@b.example>;tag=t1\r\n\
         Call-ID: c1@a.example\r\nCSeq: 8 INVITE\r\nContent-Length: 0\r\n\r\n"
    );
}

#[test]
fn an_answer_copies_what_it_must() {
    let mut request = request(
        &invite(&[
            "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1, SIP/2.0/UDP b.example",
            "Record-Route: <sip:p1.example;lr>, <sip:p2.example;lr>",
            "To: bob  <sip:bob@b.example>",
            "Timestamp: 54",
            "Subject: private",
        ]),
        SDP,
    );
    let source: SocketAddr = "203.0.113.9:5062".parse().expect("an address");
    request.note_source(source);
    let names = |response: &Response| {
        let mut names: Vec<_> = response
            .headers
            .iter()
            .map(|h| name(h).to_string())
            .collect();
        names.sort();
        names
    };
    let trying = response_to(&request, 100, "t1");
    assert_eq!(
        names(&trying),
        ["CSeq", "Call-ID", "From", "Timestamp", "To", "Via", "Via"]
    );
    assert_eq!(trying.headers.tags().1, None);
    let ok = response_to(&request, 200, "t1");
    assert_eq!(ok.reason, "OK");
    assert_eq!(
        ok.headers.first("To"),
        Some("bob  <sip:bob@b.example>;tag=t1")
    );
    assert_eq!(ok.headers.record_routes().len(), 2);
    assert_eq!(
        ok.headers.top_via().and_then(|via| via.received()),
        Some(source.ip())
    );
    let busy = response_to(&request, 486, "t1");
    assert!(busy.headers.record_routes().is_empty());
    assert_eq!(busy.headers.tags().1.as_deref(), Some("t1"));

    request.headers.set("To", "<sip:bob@b.example>;tag=known");
    let again = response_to(&request, 200, "t1");
    assert_eq!(
        again.headers.first("To"),
        Some("<sip:bob@b.example>;tag=known")
    );
}

#[test]
fn writing_counts_the_body_and_lets_no_line_break_through() {
    let mut request = Request::new(Method::Bye, Uri::sip("2001\r\nEvil: 1", "h.example", None));
    request.headers.add("Subject", "one\r\nEvil: 2\n\rtwo\0");
    request.headers.add("Bad Name", "x");
    request.headers.add("Content-Length", "99");
    request.body = b"body".to_vec();
    assert_eq!(
        String::from_utf8(request.write()).expect("text"),
        "BYE sip:2001%0D%0AEvil%3A%201@h.example SIP/2.0\r\nSubject: one  Evil: 2  two \r\n\
         Content-Length: 4\r\n\r\nbody"
    );
}

#[test]
fn every_header_is_written_under_its_own_name() {
    let names = [
        "CSeq",
        "Call-ID",
        "WWW-Authenticate",
        "Proxy-Authenticate",
        "Max-Forwards",
        "User-Agent",
        "Record-Route",
        "Min-Expires",
        "Retry-After",
        "Subscription-State",
        "Content-Type",
        "Event",
        "In-Reply-To",
        "Reply-To",
        "X-Any",
        "Refer-To",
        "Authentication-Info",
        "Date",
    ];
    for name in names {
        assert_eq!(header(name, "v").to_string(), format!("{name}: v"));
    }
}
