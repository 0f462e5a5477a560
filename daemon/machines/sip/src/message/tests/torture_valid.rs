//! RFC 4475 section 3.1.1: unusual and valid. Each test has the name of the RFC's message and is our
//! own message of that kind.

use super::*;

/// Section 3.1.1.1: names in any case, folds and blanks everywhere, escaped quotes.
#[test]
fn wsinv() {
    let lines = [
        "INVITE sip:bob@b.example;odd SIP/2.0",
        "TO :",
        " sip:bob@b.example ;   tag    = t9",
        "from   : \"Ann \\\\\\\"\"       <sip:ann@a.example>",
        "  ;",
        "  tag = f9",
        "MaX-fOrWaRdS: 0068",
        "Call-ID: wsinv.1@a.example",
        "Content-Length   : 4",
        "cseq: 0009",
        "  INVITE",
        "Via  : SIP  /   2.0",
        " /UDP",
        "    198.51.100.4;branch=old1",
        "s :",
        "Fancy:   first part",
        " second part",
        "Odd: ;;,,;;,;",
        "Route:",
        " <sip:edge.b.example;lr;known=yes;flag>",
        "v:  SIP  / 2.0  / TCP     far.example   ;",
        "  branch  =   z9hG4bK2  ,",
        " SIP  /    2.0   / UDP  192.168.255.1   ; branch=",
        " z9hG4bK3",
        "m:\"In \\\"quotes\\\"\" <sip:ann@a.example> ; new =",
        "      value ;",
        "  flag ; q = 0.33",
    ];
    let request = request(&lines, "v=0\nrest");
    let headers = &request.headers;
    assert!(request.uri.params.has("odd"));
    assert_eq!(headers.cseq(), Some((9, Method::Invite)));
    assert_eq!(headers.max_forwards(), Some(68));
    assert_eq!(headers.tags(), (Some("f9".into()), Some("t9".into())));
    assert_eq!(
        Fields::from(headers).expect("readable").display,
        r#"Ann \""#
    );
    let vias = headers.vias();
    let hops: Vec<_> = vias
        .iter()
        .map(|v| (v.transport.as_str(), v.host.as_str()))
        .collect();
    assert_eq!(
        hops,
        [
            ("UDP", "198.51.100.4"),
            ("TCP", "far.example"),
            ("UDP", "192.168.255.1")
        ]
    );
    let branches: Vec<_> = vias.iter().filter_map(Via::branch).collect();
    assert_eq!(branches, ["old1", "z9hG4bK2", "z9hG4bK3"]);
    assert_eq!(vias[0].unique_branch(), None);
    assert_eq!(headers.first("Subject"), Some(""));
    assert_eq!(headers.first("fancy"), Some("first part second part"));
    assert!(headers.routes()[0].uri.params.has("lr"));
    let contacts = headers.contacts();
    assert_eq!(contacts[0].display, r#"In "quotes""#);
    assert_eq!(contacts[0].params.get("q"), Some("0.33"));
    assert_eq!(contacts[0].params.get("new"), Some("value"));
    assert_eq!(request.body, b"v=0\n");
}

/// Section 3.1.1.2: every character that may stand somewhere stands there.
#[test]
fn intmeth() {
    let lines = [
        "!odd-Method0123456789_*+`.%indeed'~ \
         sip:1_odd~(yes!no)&isn't+it$/so?,/;;*:&it+has=1,pas$word.(isn't-it)@b.example SIP/2.0",
        "Via: SIP/2.0/TCP a.example;branch=z9hG4bK-.!%66*_+`'~",
        "To: \"BEL:\\\u{7} NUL:\\\0 DEL:\\\u{7f}\" <sip:1_odd~(yes!no)&;;*@b.example>",
        "From: token1~` two'+_ three*%!.- <sip:ann@a.example>;odd''~+*_!.-%=\"работа\";tag=_t~1'+`*%!-.",
        "Call-ID: intmeth.w%ZK-!.*_+'@w`~)(><:\\/\"][?}{",
        "CSeq: 139122385 !odd-Method0123456789_*+`.%indeed'~",
        "Max-Forwards: 255",
        "extension-!.%*+_`'~:\u{feff}大停電",
        "Content-Length: 0",
    ];
    let request = request(&lines, "");
    let headers = &request.headers;
    let method = Method::Other("!odd-Method0123456789_*+`.%indeed'~".into());
    assert_eq!(request.method, method);
    assert_eq!(headers.cseq(), Some((139_122_385, method)));
    assert_eq!(request.uri.host, "b.example");
    assert_eq!(
        request.uri.user.as_deref(),
        Some("1_odd~(yes!no)&isn't+it$/so?,/;;*")
    );
    let from = Fields::from(headers).expect("readable");
    assert_eq!(from.display, "token1~` two'+_ three*%!.-");
    assert_eq!(from.tag(), Some("_t~1'+`*%!-."));
    assert_eq!(from.params.text("odd''~+*_!.-%").as_deref(), Some("работа"));
    // The NUL is a blank, since others would end the text there.
    assert_eq!(
        headers.to().expect("readable").display,
        "BEL:\u{7} NUL:  DEL:\u{7f}"
    );
    assert_eq!(headers.first("extension-!.%*+_`'~"), Some("\u{feff}大停電"));
    assert_eq!(
        headers.call_id(),
        Some("intmeth.w%ZK-!.*_+'@w`~)(><:\\/\"][?}{")
    );
}

/// Section 3.1.1.3: escapes that must not be resolved before the URI is taken apart.
#[test]
fn esc01() {
    let lines = invite(&[
        "To: sip:%62o%62@b.example",
        "From: <sip:Ann%20of%20A@a.example>;tag=938",
        "Contact:\r\n  <sip:an%6E@a.example;%6C%72;n%61me=v%61lue%25%34%31>",
    ]);
    let lines = asking("INVITE sip:sips%3Abob%40b.example@c.example SIP/2.0", lines);
    let request = request(&lines, "");
    assert_eq!(request.uri.scheme, Scheme::Sip);
    assert_eq!(request.uri.host, "c.example");
    assert_eq!(
        request.uri.user_text().as_deref(),
        Some("sips:bob@b.example")
    );
    let user = |party: Option<NameAddr>| party.and_then(|party| party.uri.user);
    assert_eq!(user(request.headers.to()).as_deref(), Some("bob"));
    let from = Fields::from(&request.headers).expect("readable").uri;
    assert_eq!(from.user.as_deref(), Some("Ann%20of%20A"));
    assert_eq!(from.user_text().as_deref(), Some("Ann of A"));
    let contact = &request.headers.contacts()[0];
    assert_eq!(contact.uri.user.as_deref(), Some("ann"));
    // An escaped lr is no lr.
    assert!(!contact.uri.params.has("lr"));
}

/// Section 3.1.1.4: an escaped NUL ends nothing.
#[test]
fn escnull() {
    let lines = register(&[
        "To: sip:nul-%00-nul@b.example",
        "From: sip:nul-%00-nul@b.example;tag=8",
        "Contact: <sip:%00@a.example>",
        "Contact:<sip:%00%00@a.example>",
        "L:0",
    ]);
    let request = request(&lines, "");
    let to = request.headers.to().expect("readable").uri;
    assert_eq!(to.user.as_deref(), Some("nul-%00-nul"));
    assert_eq!(to.user_text().as_deref(), Some("nul-%00-nul"));
    let contacts = request.headers.contacts();
    assert_eq!(contacts.len(), 2);
    assert!(!contacts[0].uri.is_same(&contacts[1].uri));
}

/// Section 3.1.1.5: a % in a method or a header name is just a %.
#[test]
fn esc02() {
    let lines = plain(
        "RE%47IST%45R sip:b.example SIP/2.0",
        "CSeq: 29 RE%47IST%45R",
    );
    let lines = changed(
        lines,
        &[
            "To: \"%Z%45\" <sip:bob@b.example>",
            "Contact: <sip:bob1@a.example>",
            "C%6Fntact: <sip:bob2@a.example>",
        ],
    );
    let request = request(&lines, "");
    assert_eq!(request.method, Method::Other("RE%47IST%45R".into()));
    assert_eq!(request.headers.to().expect("readable").display, "%Z%45");
    assert_eq!(request.headers.contacts().len(), 1);
    assert_eq!(
        request.headers.first("C%6Fntact"),
        Some("<sip:bob2@a.example>")
    );
}

/// Section 3.1.1.6: no blank between name and bracket.
#[test]
fn lwsdisp() {
    let request = request(&options(&["From: ann<sip:ann@a.example>;tag=323"]), "");
    let from = Fields::from(&request.headers).expect("readable");
    assert_eq!((from.display.as_str(), from.tag()), ("ann", Some("323")));
    assert_eq!(from.uri.to_string(), "sip:ann@a.example");
}

/// Section 3.1.1.7: everything long, and Via in many spellings.
#[test]
fn longreq() {
    let long = "long".repeat(60);
    let to = format!("To: \"{long}\"<sip:bob@b.example:6000;p1={long};{long}>;h={long};{long}");
    let from = format!("F: sip:{long}@a.example;tag={long}");
    let call_id = format!("Call-ID: {long}");
    let unknown = format!("{long}-Name: {long}; {long}");
    let via = format!("Via: SIP/2.0/TCP last.example;received=192.0.2.5;branch={long}");
    let vias: Vec<String> = ["Via", "v", "V", "ViA", "VIA", "viA", "V ", "v  ", "Via  "]
        .iter()
        .cycle()
        .take(33)
        .enumerate()
        .map(|(n, name)| format!("{name}: SIP/2.0/TCP h{n}.example"))
        .collect();
    let mut lines = vec![
        "INVITE sip:bob@b.example SIP/2.0",
        &to,
        &from,
        &call_id,
        &unknown,
    ];
    lines.push("CSeq: 3882340 INVITE");
    lines.extend(vias.iter().map(String::as_str));
    lines.push(&via);
    let request = request(&lines, SDP);
    let found = request.headers.vias();
    assert_eq!(found.len(), 34);
    assert_eq!(found[0].host, "h0.example");
    assert_eq!(found[33].branch(), Some(long.as_str()));
    assert_eq!(found[33].received(), "192.0.2.5".parse().ok());
    let to = request.headers.to().expect("readable");
    assert_eq!((to.uri.port, to.display.len()), (Some(6000), 240));
    assert_eq!(request.headers.tags().0, Some(long));
    assert_eq!(request.body, SDP.as_bytes());
}

/// Section 3.1.1.8: what follows the message in the datagram is ignored.
#[test]
fn dblreq() {
    let second = String::from_utf8(bytes(&invite(&[]), SDP)).expect("text");
    let lines = register(&["Content-Length: 0", "Contact: sip:bob@a.example"]);
    let request = request(&lines, &format!("\r\n{second}"));
    assert_eq!(request.method, Method::Register);
    assert!(request.body.is_empty());
    assert_eq!(request.headers.call_id(), Some("c1@a.example"));
}

/// Section 3.1.1.9: a user with parameters of its own.
#[test]
fn semiuri() {
    let lines = asking(
        "OPTIONS sip:bob;par=u%40c.example@b.example SIP/2.0",
        options(&[]),
    );
    let uri = request(&lines, "").uri;
    assert_eq!(uri.user.as_deref(), Some("bob;par=u%40c.example"));
    assert_eq!(uri.host, "b.example");
    assert!(uri.params.is_empty());
}

/// Section 3.1.1.10: transports that nobody here speaks are fine further down.
#[test]
fn transports() {
    let lines = options(&[
        "Via: SIP/2.0/UDP t1.example;branch=z9hG4bKa",
        "Via: SIP/2.0/SCTP t2.example;branch=z9hG4bKb",
        "Via: SIP/2.0/TLS t3.example;branch=z9hG4bKc",
        "Via: SIP/2.0/UNKNOWN t4.example;branch=z9hG4bKd",
        "Via: SIP/2.0/TCP t5.example;branch=z9hG4bKe",
    ]);
    let vias = request(&lines, "").headers.vias();
    let transports: Vec<_> = vias.iter().map(|via| via.transport.as_str()).collect();
    assert_eq!(transports, ["UDP", "SCTP", "TLS", "UNKNOWN", "TCP"]);
}

/// Section 3.1.1.11: a body of bytes, with empty lines and zeros in it.
#[test]
fn mpart01() {
    let body =
        b"--b7\r\nContent-Type: text/plain\r\n\r\nHello\r\n--b7\r\n\r\n\0\xff\x80\r\n\r\n--b7--";
    let length = format!("Content-Length: {}", body.len());
    let lines = plain("MESSAGE sip:bob@b.example SIP/2.0", "CSeq: 1 MESSAGE");
    let kind = "Content-Type: multipart/mixed;boundary=b7";
    let mut bytes = bytes(&changed(lines, &[kind, &length]), "");
    bytes.extend_from_slice(body);
    let Ok(Message::Request(request)) = read(&bytes) else {
        panic!("no request")
    };
    assert_eq!(request.method, Method::Message);
    assert_eq!(
        request.headers.content_type().as_deref(),
        Some("multipart/mixed")
    );
    assert_eq!(request.body, body);
}

/// Section 3.1.1.12: a reason phrase in another script.
#[test]
fn unreason() {
    let response = response(
        &response_lines("SIP/2.0 200 = 2**3 * 5**2 дважды", &[]),
        SDP,
    );
    assert_eq!(
        (response.status, response.reason.as_str()),
        (200, "= 2**3 * 5**2 дважды")
    );
}

/// Section 3.1.1.13: no reason phrase, with and without the blank before it.
#[test]
fn noreason() {
    for start in ["SIP/2.0 100 ", "SIP/2.0 100"] {
        let response = response(&response_lines(start, &[]), "");
        assert_eq!((response.status, response.reason.as_str()), (100, ""));
        assert!(response.is_provisional());
    }
}
