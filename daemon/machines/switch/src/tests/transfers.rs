//! Phones hand calls over, and nobody else does.

use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request, to_tag};

pub(super) const NUMBER: &str = "sip:4001@192.0.2.1";
pub(super) const PHONE: &str = "198.51.100.7:5060";
const CARRIER: &str = "192.0.2.20:5070";

/// Whoever dials 4001 gets phone 2001, with a number outside to be had besides.
pub(super) fn config() -> Value {
    json!({
        "trunks": { "t": { "mode": "peer", "address": CARRIER, "allow": ["192.0.2.0/24"] } },
        "numbers": { "4001": {
            "trunk": "t", "ivr": "i", "outbound_skill_groups": ["g"]
        } },
        "skill_groups": { "g": { "phones": { "2001": 1 } } },
        "phones": {
            "2001": { "contact": "sip:2001@198.51.100.7:5060" },
            "2002": { "contact": "sip:2002@198.51.100.8:5060" }
        },
        "ivrs": { "i": { "start": "q", "nodes": { "q": { "transfer": { "group": "g" } } } } },
    })
}

/// The value of a header.
pub(super) fn header<'a>(text: &'a str, name: &str) -> &'a str {
    let mut lines = text.lines().filter_map(|line| line.split_once(": "));
    let found = lines.find(|(known, _)| *known == name);
    found.map(|(_, value)| value).unwrap_or_default()
}

/// What a phone answers to our INVITE.
pub(super) fn answer(invite: &str, status: &str, sdp: &str) -> String {
    let kept: Vec<String> = ["Via", "From", "To", "Call-ID", "CSeq"]
        .iter()
        .map(|name| format!("{name}: {}", header(invite, name)))
        .collect();
    let kept = kept
        .join("\r\n")
        .replace("\r\nCall-ID", ";tag=phone\r\nCall-ID");
    format!(
        "SIP/2.0 {status}\r\n{kept}\r\nContact: <sip:phone@198.51.100.7:5060>\r\n\
         Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{sdp}",
        sdp.len()
    )
}

/// A REFER of the phone that our INVITE called.
pub(super) fn refer(invite: &str, number: u32, to: &str) -> String {
    format!(
        "REFER sip:desk@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/UDP {PHONE};branch=z9hG4bKr{number}\r\n\
         From: {};tag=phone\r\nTo: {}\r\nCall-ID: {}\r\nCSeq: {number} REFER\r\n\
         Contact: <sip:phone@{PHONE}>\r\nRefer-To: {to}\r\nContent-Length: 0\r\n\r\n",
        header(invite, "To"),
        header(invite, "From"),
        header(invite, "Call-ID"),
    )
}

/// A caller who talks with phone 2001; the INVITE that called it, and the caller's tag.
fn talk() -> (Desk, String, String) {
    talk_of(&config())
}

pub(super) fn talk_of(config: &Value) -> (Desk, String, String) {
    let mut desk = Desk::of(config);
    desk.take(&request("INVITE", NUMBER, "", OFFER));
    desk.open();
    let tag = to_tag(desk.sent.last().expect("a 200"));
    desk.take(&request("ACK", NUMBER, &tag, ""));
    desk.open();
    let invite = desk.sent.last().cloned().expect("an INVITE");
    assert!(invite.starts_with("INVITE sip:2001@"), "{invite}");
    desk.take_from(PHONE, &answer(&invite, "200 OK", OFFER));
    desk.sent.clear();
    (desk, invite, tag)
}

#[test]
fn a_phone_hands_its_call_over_and_hears_what_becomes_of_it() {
    let (mut desk, invite, _) = talk();
    desk.take_from(PHONE, &refer(&invite, 1, "<sip:2002@center.example>"));
    let starts = desk.starts();
    assert_eq!(
        starts.first().map(String::as_str),
        Some("SIP/2.0 202 Accepted")
    );
    assert!(starts[1].starts_with("NOTIFY sip:phone@198.51.100.7:5060"));
    desk.open();
    let called = desk.sent.last().cloned().expect("an INVITE");
    assert!(called.starts_with("INVITE sip:2002@198.51.100.8:5060"));
    desk.sent.clear();
    desk.take_from("198.51.100.8:5060", &answer(&called, "486 Busy Here", ""));
    let notify = desk.sent.iter().find(|text| text.starts_with("NOTIFY "));
    let notify = notify.expect("it is told");
    assert!(
        notify.ends_with("\r\n\r\nSIP/2.0 486 Busy Here\r\n"),
        "{notify}"
    );
    desk.sent.clear();
    desk.take_from(PHONE, &refer(&invite, 2, "<sip:2002@192.0.2.1>"));
    desk.open();
    let called = desk.sent.last().cloned().expect("an INVITE");
    desk.sent.clear();
    desk.take_from("198.51.100.8:5060", &answer(&called, "200 OK", OFFER));
    let notify = desk
        .sent
        .iter()
        .position(|text| text.ends_with("SIP/2.0 200 OK\r\n"));
    let bye = desk
        .sent
        .iter()
        .position(|text| text.starts_with("BYE sip:phone@198.51.100.7"));
    assert!(notify.expect("it is told") < bye.expect("it is released"));
}

#[test]
fn a_trunk_hands_nothing_over() {
    let (mut desk, invite, tag) = talk();
    let refer = request("REFER", NUMBER, &tag, "").replace("CSeq: 1", "CSeq: 2");
    let refer = refer.replace(
        "Content-Type: application/sdp",
        "Refer-To: <sip:2002@192.0.2.1>",
    );
    desk.take(&refer);
    assert_eq!(desk.starts(), ["SIP/2.0 403 Forbidden"]);
    assert_eq!(desk.switch.counters().refused_transfers, 1);
    let outside = "<sip:13900000001@192.0.2.1>";
    desk.take_from(PHONE, &self::refer(&invite, 1, outside));
    desk.open();
    let called = desk.sent.last().cloned().expect("an INVITE");
    assert!(called.starts_with("INVITE sip:13900000001@192.0.2.20:5070"));
    assert!(called.contains("From: <sip:4001@"), "{called}");
    desk.take_from(CARRIER, &answer(&called, "200 OK", OFFER));
    desk.sent.clear();
    desk.take_from(CARRIER, &self::refer(&called, 7, outside));
    assert_eq!(
        desk.starts(),
        ["SIP/2.0 403 Forbidden"],
        "nor does whom we call there"
    );
}

#[test]
fn a_refer_outside_a_dialog_is_refused() {
    let mut desk = Desk::of(&config());
    desk.take(&request("REFER", NUMBER, "", ""));
    assert_eq!(desk.starts(), ["SIP/2.0 403 Forbidden"]);
    desk.take(&request("REFER", NUMBER, "unknown", ""));
    assert_eq!(
        desk.starts(),
        ["SIP/2.0 481 Call/Transaction Does Not Exist"]
    );
    assert_eq!(desk.switch.census().stack.sessions, 0);
}

#[test]
fn who_names_nobody_or_what_he_may_not_have_is_refused() {
    for (to, expected) in [
        ("<sip:192.0.2.1>", "404 Not Found"),
        ("<sip:somebody@192.0.2.1>", "404 Not Found"),
        ("<sip:0015550000@192.0.2.1>", "403 Forbidden"),
        (
            "<sip:2002@192.0.2.1?Replaces=a%3Bto-tag%3Db%3Bfrom-tag%3Dc>",
            "481 Call/Transaction Does Not Exist",
        ),
    ] {
        let (mut desk, invite, _) = talk();
        desk.take_from(PHONE, &refer(&invite, 1, to));
        assert_eq!(desk.starts(), [format!("SIP/2.0 {expected}")], "{to}");
    }
}
