//! URIs, parties, hops and reasons.

use super::*;
use crate::Reason;

fn uri(text: &str) -> Uri {
    Uri::read(text).unwrap_or_else(|| panic!("no URI: {text}"))
}

#[test]
fn a_uri_has_its_parts() {
    let uri = uri("sips:al%69ce:pa%3ass@[2001:DB8::1]:5061;transport=TLS;lr?subject=x&y=z");
    assert_eq!(uri.scheme, Scheme::Sips);
    assert_eq!(
        (uri.user.as_deref(), uri.password.as_deref()),
        (Some("alice"), Some("pa%3Ass"))
    );
    assert_eq!((uri.host.as_str(), uri.port), ("2001:db8::1", Some(5061)));
    assert_eq!(uri.address(), "2001:db8::1".parse().ok());
    assert_eq!(uri.params.get("TRANSPORT"), Some("TLS"));
    assert!(uri.params.has("lr"));
    assert_eq!(uri.headers.as_deref(), Some("subject=x&y=z"));
    assert_eq!(
        uri.to_string(),
        "sips:alice:pa%3Ass@[2001:db8::1]:5061;transport=TLS;lr?subject=x&y=z"
    );
}

#[test]
fn equal_users_are_equal_texts() {
    let users = [
        ("sip:%32001@h", "2001"),
        ("sip:%2B8610@h", "+8610"),
        ("sip:*21#@h", "*21%23"),
        ("sip:*21%23@h", "*21%23"),
        ("sip:张三@h", "%E5%BC%A0%E4%B8%89"),
        ("sip:a%2cb@h", "a%2Cb"),
        ("sip:a,b@h", "a,b"),
        ("sip:100%@h", "100%25"),
        ("sip:%0d%0aEvil@h", "%0D%0AEvil"),
    ];
    for (text, user) in users {
        assert_eq!(uri(text).user.as_deref(), Some(user), "{text}");
        assert_eq!(uri(&uri(text).to_string()), uri(text), "{text}");
    }
    let text = |text| uri(text).user_text().expect("a user");
    assert_eq!(text("sip:%E5%BC%A0@h"), "张");
    assert_eq!(text("sip:*21%23@h"), "*21#");
    assert_eq!(text("sip:%0d%0aEvil@h"), "%0D%0AEvil");
    assert_eq!(text("sip:%ff@h"), "%FF");
    let number = |text| uri(text).number_text().expect("a number");
    assert_eq!(
        number("sip:+862160001000;npdi;rn=%2b8621@h;user=phone"),
        "+862160001000"
    );
    assert_eq!(number("tel:4001;phone-context=+86"), "4001");
    assert_eq!(number("sip:%34001@h;user=phone"), "4001");
}

#[test]
fn no_uri_is_none() {
    let none = [
        "",
        "sip:",
        "sip",
        "2001",
        ":x",
        "1sip:x",
        "sip:a@",
        "sip:a@b c",
        "sip:a@b@c",
        "sip:a@b:99999",
        "sip:a@b:-1",
        "sip:a@b:5x",
        "sip:[::1",
        "sip:[x]",
        "sip:[::1]5",
        "<sip:a@b>",
        "sip:a@b/c",
        "tel:",
        "tel:;phone-context=h",
        "sip:a@b:1:2",
        "s ip:a",
        "sip:a@h;x=>;tag=1",
        "mailto:a>",
        "sip:@h;user@evil",
        "sip:a@h?b=c@d",
    ];
    for text in none {
        assert_eq!(Uri::read(text), None, "{text}");
    }
    assert_eq!(uri(" sip:h ").to_string(), "sip:h");
    assert_eq!(uri("sip:@h").to_string(), "sip:h");
    assert_eq!(uri("sip::secret@h").to_string(), "sip:h");
}

#[test]
fn places_are_the_same_or_not() {
    assert!(uri("sip:%61lice@H.example;x=1").is_same(&uri("sip:alice@h.EXAMPLE")));
    assert!(uri("sip:a@h;x=1").is_same(&uri("sip:a@h;y=2")));
    assert!(uri("sip:a@h;transport=UDP;x").is_same(&uri("SIP:a@H;transport=udp")));
    for other in [
        "sip:A@h",
        "sip:a@h:5060",
        "sips:a@h",
        "sip:a:p@h",
        "sip:a@h?x=y",
        "sip:a@h;user=phone",
        "sip:a@h;transport=tcp",
    ] {
        assert!(!uri("sip:a@h").is_same(&uri(other)), "{other}");
        assert!(!uri(other).is_same(&uri("sip:a@h")), "{other}");
    }
    assert!(!uri("sip:a@h;x=1").is_same(&uri("sip:a@h;x=2")));
}

#[test]
fn a_party_is_written_so_that_it_reads_the_same() {
    let party = NameAddr::of(Uri::sip("2001", "2001:db8::1", Some(5062)))
        .named("Wang \"小美\" <x>; \\")
        .tagged("t1");
    let text = party.to_string();
    assert_eq!(
        text,
        r#""Wang \"小美\" <x>; \\" <sip:2001@[2001:db8::1]:5062>;tag=t1"#
    );
    assert_eq!(NameAddr::read(&text), Some(party));
    let evil = NameAddr::of(uri("sip:a@h")).named("x\r\nEvil: 1");
    assert_eq!(evil.to_string(), "\"x  Evil: 1\" <sip:a@h>");
}

#[test]
fn no_party_is_none() {
    for text in [
        "",
        "*",
        "\"open <sip:a@h>",
        "<sip:a@h",
        "x <>",
        "<sip:a@h> x",
        "\"a\" sip:a@h",
        "a b",
    ] {
        assert_eq!(NameAddr::read(text), None, "{text}");
    }
}

#[test]
fn a_hop_of_ours_asks_for_rport() {
    let address = "[2001:db8::1]:5060".parse().expect("an address");
    let over_tls = Via::new(crate::Transport::Tls, address, "z9hG4bKx").to_string();
    assert_eq!(over_tls, "SIP/2.0/TLS [2001:db8::1]:5060;branch=z9hG4bKx");
    let via = Via::new(crate::Transport::Udp, address, "z9hG4bKx");
    assert_eq!(
        via.to_string(),
        "SIP/2.0/UDP [2001:db8::1]:5060;branch=z9hG4bKx;rport"
    );
    assert_eq!(Via::read(&via.to_string()), Some(via.clone()));
    assert_eq!(via.rport(), Some(None));
    assert_eq!(via.unique_branch(), Some("z9hG4bKx"));
}

#[test]
fn the_source_is_noted_and_the_senders_word_is_not_taken() {
    let source = "203.0.113.9:40000".parse().expect("an address");
    let noted = |text: &str| {
        let mut via = Via::read(text).expect("a hop");
        via.note_source(source);
        via.to_string()
    };
    assert_eq!(
        noted("SIP/2.0/UDP 10.0.0.1;rport;branch=b"),
        "SIP/2.0/UDP 10.0.0.1;rport=40000;branch=b;received=203.0.113.9"
    );
    assert_eq!(
        noted("SIP/2.0/UDP 10.0.0.1;received=192.0.2.66"),
        "SIP/2.0/UDP 10.0.0.1;received=203.0.113.9"
    );
    assert_eq!(
        noted("SIP/2.0/UDP 203.0.113.9;received=192.0.2.66"),
        "SIP/2.0/UDP 203.0.113.9"
    );
    assert_eq!(
        noted("SIP/2.0/UDP pc.example"),
        "SIP/2.0/UDP pc.example;received=203.0.113.9"
    );
}

#[test]
fn reasons_are_read_and_written() {
    let mut headers = rsip::Headers::default();
    headers.add(
        "Reason",
        r#"SIP ;cause=200 ;text="Call completed elsewhere", Q.850;cause=16"#,
    );
    let reasons = headers.reasons();
    assert_eq!(reasons.len(), 2);
    assert_eq!(
        (reasons[1].protocol.as_str(), reasons[1].cause),
        ("Q.850", 16)
    );
    let elsewhere = Reason {
        protocol: "SIP".into(),
        cause: 200,
        text: "Call completed elsewhere".into(),
    };
    assert_eq!(headers.reason(), Some(elsewhere.clone()));
    assert_eq!(
        elsewhere.to_string(),
        r#"SIP;cause=200;text="Call completed elsewhere""#
    );
    headers.set("Reason", "SIP;text=\"no cause\"");
    assert_eq!(headers.reason(), None);
}

#[test]
fn a_quote_in_a_number_hides_no_parameters() {
    let read = uri("tel:12\"34;phone-context=h");
    assert_eq!(read.user.as_deref(), Some("12%2234"));
    assert_eq!(read.params.get("phone-context"), Some("h"));
    assert_eq!(uri(&read.to_string()), read);
}

#[test]
fn who_calls_is_told_by_several_headers() {
    let mut headers = rsip::Headers::default();
    headers.add("P-Asserted-Identity", "\"A, B\" <sip:+8610@h>, <tel:+8610>");
    headers.add(
        "Remote-Party-ID",
        "\"C\" <sip:2001@h>;party=calling;privacy=off",
    );
    let asserted = headers.p_asserted_identity();
    assert_eq!(asserted.len(), 2);
    assert_eq!(
        (asserted[0].display.as_str(), asserted[1].uri.scheme.clone()),
        ("A, B", Scheme::Tel)
    );
    let party = headers.remote_party_id().expect("readable");
    assert_eq!(
        (party.display.as_str(), party.params.get("privacy")),
        ("C", Some("off"))
    );
}

#[test]
fn every_class_of_status_has_words() {
    assert_eq!(reason_phrase(404), "Not Found");
    assert_eq!(reason_phrase(487), "Request Terminated");
    for status in 100..700 {
        assert!(!reason_phrase(status).is_empty());
    }
}
