//! How bytes become a message, beyond what RFC 4475 asks.

use super::*;

#[test]
fn compact_folded_and_bare_lf_say_the_same() {
    let long = bytes(
        &invite(&[
            "Contact: <sip:ann@198.51.100.4>",
            "Content-Type: application/sdp",
            "Supported: timer, 100rel",
        ]),
        SDP,
    );
    let short = format!(
        "\r\n\n\r\nINVITE sip:bob@b.example SIP/2.0\nv:\tSIP/2.0/UDP\n 198.51.100.4:5062\n ;branch=z9hG4bKa1\n\
         max-forwards:70\nf:<sip:ann@a.example>\n\t;tag=f1\nt:<sip:bob@b.example>\ni:c1@a.example\n\
         cseq:8\n INVITE\nm:<sip:ann@198.51.100.4>\nc:application/sdp\nk:timer,\n 100rel\n\n{SDP}"
    );
    let (Ok(Message::Request(one)), Ok(Message::Request(two))) =
        (read(&long), read(short.as_bytes()))
    else {
        panic!("no requests")
    };
    assert_eq!(
        (one.method, one.uri, one.body),
        (two.method, two.uri, two.body)
    );
    assert_eq!(one.headers.vias(), two.headers.vias());
    assert_eq!(Fields::from(&one.headers), Fields::from(&two.headers));
    assert_eq!(one.headers.cseq(), two.headers.cseq());
    assert_eq!(one.headers.contacts(), two.headers.contacts());
    assert_eq!(one.headers.call_id(), two.headers.call_id());
    assert_eq!(one.headers.content_type(), two.headers.content_type());
    assert_eq!(one.headers.supported(), ["timer", "100rel"]);
    assert_eq!(two.headers.supported(), ["timer", "100rel"]);
}

#[test]
fn lists_are_split_at_commas_that_separate() {
    let headers = request(
        &options(&[
            "Via: SIP/2.0/UDP one.example;branch=z9hG4bK1, SIP/2.0/UDP two.example,",
            "Route: <sip:r1,x@h.example;lr>,<sip:r2.example;lr>",
            "Contact: \"A, B\" <sip:a@h.example>;q=1, <sip:b@h.example>",
        ]),
        "",
    )
    .headers;
    let values = |name| headers.all(name).collect::<Vec<_>>();
    assert_eq!(
        values("Via"),
        [
            "SIP/2.0/UDP one.example;branch=z9hG4bK1",
            "SIP/2.0/UDP two.example"
        ]
    );
    assert_eq!(
        values("Route"),
        ["<sip:r1,x@h.example;lr>", "<sip:r2.example;lr>"]
    );
    assert_eq!(
        values("Contact"),
        ["\"A, B\" <sip:a@h.example>;q=1", "<sip:b@h.example>"]
    );
}

#[test]
fn a_line_in_latin_1_becomes_utf_8_and_leaves_the_others_alone() {
    let mut bytes = bytes(
        &options(&["Subject: 大停電", "From: Ren~ <sip:r@a.example>;tag=1"]),
        "",
    );
    let place = bytes.iter().position(|byte| *byte == b'~').expect("there");
    bytes[place] = 0xe9;
    let Ok(Message::Request(request)) = read(&bytes) else {
        panic!("no request")
    };
    assert_eq!(
        Fields::from(&request.headers).expect("readable").display,
        "René"
    );
    assert_eq!(request.headers.first("Subject"), Some("大停電"));
}

#[test]
fn a_stray_cr_begins_no_header() {
    let request = request(&options(&["Subject: a\rContact: <sip:eve@e.example>"]), "");
    assert_eq!(request.headers.first("Contact"), None);
    assert_eq!(
        request.headers.first("Subject"),
        Some("a Contact: <sip:eve@e.example>")
    );
}

#[test]
fn a_body_is_as_long_as_it_says_or_goes_to_the_end() {
    let short = request(&invite(&["Content-Length: 3"]), "v=0\r\nmore");
    assert_eq!(short.body, b"v=0");
    let without = request(&invite(&[]), "v=0\r\nmore");
    assert_eq!(without.body, b"v=0\r\nmore");
    assert!(
        request(&invite(&["Content-Length: 0"]), SDP)
            .body
            .is_empty()
    );
}

#[test]
fn a_header_repeated_word_for_word_counts_once() {
    let mut lines = options(&["Content-Length: 0"]);
    lines.extend(["l: 0", "i: c1@a.example", "cseq: 8 OPTIONS"]);
    let headers = request(&lines, "").headers;
    for name in ["Content-Length", "Call-ID", "CSeq"] {
        assert_eq!(headers.all(name).count(), 1, "{name}");
    }
}

#[test]
fn what_can_be_taken_in_two_ways_is_refused() {
    let twice = [
        (
            "From: <sip:ann@a.example>;tag=a;tag=b",
            Problem::Malformed("From"),
        ),
        ("From: <sip:ann@a.example>;tag=", Problem::Malformed("From")),
        (
            "To: <sip:bob@b.example>;tag=a;TAG=b",
            Problem::Malformed("To"),
        ),
        (
            "Via: SIP/2.0/UDP a.example;branch=z9hG4bK1;branch=z9hG4bK2",
            Problem::Malformed("Via"),
        ),
        (
            "To: <sip:bob@c.example@b.example>",
            Problem::Malformed("To"),
        ),
        ("Call-ID: a b", Problem::Malformed("Call-ID")),
        ("CSeq: 8 OPTIONS INVITE", Problem::Malformed("CSeq")),
        ("no colon here", Problem::HeaderLine),
        ("two words: x", Problem::HeaderLine),
        (": x", Problem::HeaderLine),
    ];
    for (line, expected) in twice {
        assert_eq!(
            problem(&options(&[line]), ""),
            (expected, Some(400)),
            "{line}"
        );
    }
}

#[test]
fn an_unknown_method_is_kept() {
    let request = request(
        &plain("DANCE sip:bob@b.example SIP/2.0", "CSeq: 3 DANCE"),
        "",
    );
    assert_eq!(request.method, Method::Other("DANCE".into()));
    assert_eq!(
        request.headers.cseq(),
        Some((3, Method::Other("DANCE".into())))
    );
}

#[test]
fn a_number_to_call_is_a_uri() {
    let lines = asking(
        "INVITE tel:+86-10-6552;phone-context=b.example SIP/2.0",
        invite(&[]),
    );
    let uri = request(&lines, "").uri;
    assert_eq!(
        (uri.scheme.clone(), uri.user.as_deref()),
        (Scheme::Tel, Some("+86-10-6552"))
    );
    assert_eq!(uri.params.get("phone-context"), Some("b.example"));
    assert!(uri.is_phone());
    assert_eq!(uri.to_string(), "tel:+86-10-6552;phone-context=b.example");
}

#[test]
fn keep_alives_and_strangers_are_not_answered() {
    for bytes in [&b""[..], b"\r\n\r\n", b"\0", b"\n"] {
        let unreadable = read(bytes).expect_err("no message");
        assert_eq!(
            (unreadable.kind, unreadable.salvage),
            (Problem::KeepAlive, None)
        );
    }
    for bytes in [
        &b"GET / HTTP/1.1\r\n\r\n"[..],
        b"\x00\x01\x00\x08\x21\x12\xa4\x42",
        b" \r\n\r\n",
    ] {
        assert_eq!(read(bytes).expect_err("no message").salvage, None);
    }
}

#[test]
fn an_ack_and_a_response_are_never_answered() {
    let ack = plain("ACK sip:bob@b.example SIP/2.0", "CSeq: 8 OPTIONS");
    assert_eq!(problem(&ack, ""), (Problem::MethodMismatch, None));
    let odd = response_lines("SIP/2.0 200 OK", &["To: \"open"]);
    assert_eq!(problem(&odd, ""), (Problem::Malformed("To"), None));
}

#[test]
fn limits_of_lines_headers_and_bodies() {
    let room = MAX_LINE - "Note: ".len();
    let fits = format!("Note: {}", "x".repeat(room));
    let length = |lines: &[&str]| request(lines, "").headers.first("Note").map(str::len);
    assert_eq!(length(&options(&[&fits])), Some(room));
    let long = format!("{fits}x");
    assert_eq!(
        problem(&options(&[&long]), ""),
        (Problem::HeadersTooLarge, Some(513))
    );
    let folded = format!("Note: a{}", "\r\n bcdefgh".repeat(MAX_LINE / 8 + 1));
    assert_eq!(
        problem(&options(&[&folded]), ""),
        (Problem::HeadersTooLarge, Some(513))
    );

    let with_notes = |count| [options(&[]), vec!["Note: x"; count]].concat();
    let many = with_notes(MAX_HEADERS - 6);
    assert_eq!(
        request(&many, "").headers.all("Note").count(),
        MAX_HEADERS - 6
    );
    let too_many = with_notes(MAX_HEADERS - 5);
    assert_eq!(
        problem(&too_many, ""),
        (Problem::HeadersTooLarge, Some(513))
    );
    let vias = format!("Route: {}", vec!["<sip:r>"; MAX_HEADERS].join(","));
    assert_eq!(
        problem(&options(&[&vias]), ""),
        (Problem::HeadersTooLarge, Some(513))
    );

    let line = format!("Note: {}", "x".repeat(8000));
    let heavy = [options(&[]), vec![line.as_str(); 9]].concat();
    assert_eq!(problem(&heavy, ""), (Problem::HeadersTooLarge, Some(513)));

    let body = "b".repeat(MAX_BODY);
    assert_eq!(request(&invite(&[]), &body).body.len(), MAX_BODY);
    assert_eq!(
        problem(&invite(&[]), &(body + "b")),
        (Problem::BodyTooLarge, Some(513))
    );
    let claim = "Content-Length: 99999999999999999999999999";
    assert_eq!(
        problem(&invite(&[claim]), SDP),
        (Problem::BodyTooLarge, Some(513))
    );
}

#[test]
fn a_message_cut_within_its_headers_is_unfinished() {
    let whole = bytes(&options(&[]), "");
    let cut = &whole[..whole.len() - 8];
    assert_eq!(read(cut).expect_err("cut").kind, Problem::Unfinished);
}

#[test]
fn a_fold_needs_a_header_to_go_on_with() {
    let bytes = b"OPTIONS sip:b SIP/2.0\r\n folded: x\r\nVia: SIP/2.0/UDP a\r\n\r\n";
    assert_eq!(
        read(bytes).expect_err("no header").kind,
        Problem::HeaderLine
    );
}
