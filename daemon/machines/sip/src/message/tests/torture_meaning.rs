//! RFC 4475 sections 3.2 to 3.4: well written, odd in what it says. Each test has the name of the
//! RFC's message and is our own message of that kind. What the reader leaves to others, such as a
//! 416 or a 420, is only shown to be there.

use super::*;

/// Section 3.2.1: the magic cookie and nothing behind it names no transaction.
#[test]
fn badbranch() {
    let request = request(
        &options(&["Via: SIP/2.0/UDP 198.51.100.4;branch=z9hG4bK"]),
        "",
    );
    let via = request.headers.top_via().expect("readable");
    assert_eq!(via.branch(), Some("z9hG4bK"));
    assert_eq!(via.unique_branch(), None);
}

/// Section 3.3.1: From, To and Call-ID are missing; the answer copies what there is.
#[test]
fn insuf() {
    let lines = [
        "INVITE sip:bob@b.example SIP/2.0",
        "CSeq: 193942 INVITE",
        "Via: SIP/2.0/UDP 198.51.100.4;branch=z9hG4bKins",
    ];
    let unreadable = read(&bytes(&lines, SDP)).expect_err("unreadable");
    assert_eq!(unreadable.kind, Problem::Missing("From"));
    let answer = unreadable.salvage.expect("salvaged").refuse(400, "t1");
    assert_eq!(
        answer.headers.top_via().expect("copied").branch(),
        Some("z9hG4bKins")
    );
    assert_eq!(answer.headers.cseq(), Some((193_942, Method::Invite)));
    for name in ["Via", "From", "To", "Call-ID", "CSeq"] {
        let lines: Vec<_> = options(&[])
            .into_iter()
            .filter(|line| !line.starts_with(name))
            .collect();
        assert_eq!(problem(&lines, "").0, Problem::Missing(name));
    }
}

/// Section 3.3.2: a scheme that nobody knows.
#[test]
fn unkscm() {
    let lines = asking("OPTIONS whoKnows:opaque%20text SIP/2.0", options(&[]));
    let uri = request(&lines, "").uri;
    assert_eq!(uri.scheme, Scheme::Other("whoknows".into()));
    assert_eq!(uri.to_string(), "whoknows:opaque%20text");
}

/// Section 3.3.3: a scheme that is known elsewhere.
#[test]
fn novelsc() {
    let lines = asking(
        "OPTIONS soap.beep://198.51.100.3:3002 SIP/2.0",
        options(&[]),
    );
    let uri = request(&lines, "").uri;
    assert_eq!(uri.scheme, Scheme::Other("soap.beep".into()));
    assert_eq!(uri.to_string(), "soap.beep://198.51.100.3:3002");
}

/// Section 3.3.4: the same in From, To and Contact.
#[test]
fn unksm2() {
    let lines = register(&[
        "To: isbn:2983792873",
        "From: <http://www.example.com>;tag=3234233",
        "Contact: <name:John_Smith>",
    ]);
    let headers = request(&lines, "").headers;
    assert_eq!(
        headers.to().expect("readable").uri.scheme,
        Scheme::Other("isbn".into())
    );
    let from = Fields::from(&headers).expect("readable");
    assert_eq!(
        (from.uri.to_string().as_str(), from.tag()),
        ("http://www.example.com", Some("3234233"))
    );
    assert_eq!(
        headers.contacts()[0].uri.scheme,
        Scheme::Other("name".into())
    );
}

/// Section 3.3.5: extensions that nobody has.
#[test]
fn bext01() {
    let lines = options(&["Require: nobodyHasThis, norThis", "Proxy-Require: norThat"]);
    let headers = request(&lines, "").headers;
    assert_eq!(headers.require(), ["nobodyHasThis", "norThis"]);
    assert_eq!(headers.tokens("Proxy-Require"), ["norThat"]);
}

/// Section 3.3.6: a body of an unknown kind.
#[test]
fn invut() {
    let request = request(
        &invite(&["Content-Type: application/unknownformat"]),
        "<audio/>",
    );
    assert_eq!(
        request.headers.content_type().as_deref(),
        Some("application/unknownformat")
    );
    assert_eq!(request.body, b"<audio/>");
}

/// Section 3.3.7: an Authorization that nobody understands is kept, and no challenge is met by it.
#[test]
fn regaut01() {
    let value = "NoOneKnowsThisScheme opaque-data=here";
    let line = format!("Authorization: {value}");
    let request = request(&register(&[&line]), "");
    assert_eq!(request.headers.first("Authorization"), Some(value));
}

/// Section 3.3.8: headers that may stand once stand twice and disagree.
#[test]
fn multi01() {
    let pairs = [
        ("CSeq", "CSeq: 59 OPTIONS"),
        ("Call-ID", "i: another@a.example"),
        ("From", "f: <sip:eve@a.example>;tag=f1"),
        ("To", "t: <sip:eve@b.example>"),
        ("Max-Forwards", "Max-Forwards: 5"),
    ];
    for (name, line) in pairs {
        let mut lines = options(&[]);
        lines.push(line);
        assert_eq!(
            problem(&lines, ""),
            (Problem::Contradiction(name), Some(400))
        );
    }
    let mut lines = options(&[]);
    lines.extend(["t: <sip:eve@b.example>", "CSeq: 59 OPTIONS"]);
    let salvage = read(&bytes(&lines, ""))
        .expect_err("unreadable")
        .salvage
        .expect("salvaged");
    assert_eq!(salvage.headers.first("To"), None);
    assert_eq!(salvage.headers.first("CSeq"), None);
    assert_eq!(salvage.headers.call_id(), Some("c1@a.example"));
}

/// Section 3.3.9: two lengths.
#[test]
fn mcl01() {
    let lines = options(&["Content-Length: 13", "l: 5"]);
    let refused = (Problem::Contradiction("Content-Length"), Some(400));
    assert_eq!(problem(&lines, "How long am I, then?"), refused);
}

/// Section 3.3.10: a response that wants to go on to everybody. Nothing in it makes the reader send.
#[test]
fn bcast() {
    let lines = response_lines(
        "SIP/2.0 200 OK",
        &["Via: SIP/2.0/UDP 198.51.100.8;branch=z9hG4bK1"],
    );
    let lines = [
        &lines[..],
        &["Via: SIP/2.0/UDP 255.255.255.255;branch=z9hG4bK2"],
    ]
    .concat();
    let vias = response(&lines, SDP).headers.vias();
    assert_eq!(vias.len(), 2);
    assert_eq!(vias[1].host, "255.255.255.255");
}

/// Section 3.3.11: no hops left.
#[test]
fn zeromf() {
    assert_eq!(
        request(&options(&["Max-Forwards: 0"]), "")
            .headers
            .max_forwards(),
        Some(0)
    );
}

/// Section 3.3.12: without brackets the parameter is the header's.
#[test]
fn cparam01() {
    let lines = register(&["Contact: sip:+19725552222@gw1.example;odd"]);
    let contact = &request(&lines, "").headers.contacts()[0];
    assert!(contact.params.has("odd") && contact.uri.params.is_empty());
    assert_eq!(contact.uri.user.as_deref(), Some("+19725552222"));
}

/// Section 3.3.13: within brackets it is the URI's.
#[test]
fn cparam02() {
    let lines = register(&["Contact: <sip:+19725552222@gw1.example;odd>"]);
    let contact = &request(&lines, "").headers.contacts()[0];
    assert!(contact.params.is_empty() && contact.uri.params.has("odd"));
}

/// Section 3.3.14: a header within a contact's URI is no header of the request.
#[test]
fn regescrt() {
    let lines = register(&["M: <sip:bob@b.example?Route=%3Csip:c.example%3E>", "L:0"]);
    let headers = request(&lines, "").headers;
    assert!(headers.routes().is_empty());
    let uri = &headers.contacts()[0].uri;
    assert_eq!(uri.headers.as_deref(), Some("Route=%3Csip:c.example%3E"));
}

/// Section 3.3.15: an Accept that nothing satisfies.
#[test]
fn sdp01() {
    let headers = request(&invite(&["Accept: text/nobodyKnowsThis"]), SDP).headers;
    assert_eq!(headers.tokens("Accept"), ["text/nobodyKnowsThis"]);
}

/// Section 3.4.1: as RFC 2543 wrote it: no branch, no tag, no Max-Forwards, no Content-Length.
#[test]
fn inv2543() {
    let lines = [
        "INVITE sip:bob@b.example SIP/2.0",
        "Via: SIP/2.0/UDP gw.a.example",
        "From: <sip:+13035551111@a.example;user=phone>",
        "Record-Route: <sip:bob@b.example;maddr=ss1.b.example>",
        "To: sip:+16505552222@ss1.b.example;user=phone",
        "Call-ID: 1717@a.example",
        "CSeq: 56 INVITE",
        "Content-Type: application/sdp",
    ];
    let request = request(&lines, SDP);
    assert_eq!(request.headers.top_via().expect("readable").branch(), None);
    assert_eq!(request.headers.tags(), (None, None));
    assert_eq!(request.headers.max_forwards(), None);
    assert!(
        Fields::from(&request.headers)
            .expect("readable")
            .uri
            .is_phone()
    );
    assert_eq!(request.body, SDP.as_bytes());
}
