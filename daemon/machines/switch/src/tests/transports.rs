//! Phones and trunks over connections.

use serde_json::{Value, json};
use sip::message::{Message, Response, read};
use sip::{Credentials, Flow, Transport, digest};

use super::desk::{Desk, OFFER, local, request};
use crate::{Command, Entry, Input, Password, Principal, Ticket};

const NUMBER: &str = "sip:4001@192.0.2.1";

fn config() -> Value {
    json!({
        "trunks": {
            "t": { "mode": "peer", "address": "192.0.2.9:5060", "allow": ["192.0.2.9/32"] },
            "far": {
                "mode": "peer",
                "address": "192.0.2.20:5061",
                "transport": "tls",
                "allow": ["192.0.2.20/32"]
            },
        },
        "numbers": {
            "4001": { "trunk": "t", "ivr": "i" },
            "4009": { "trunk": "far", "ivr": "i" },
        },
        "ivrs": { "i": { "start": "out", "nodes": { "out": { "dial": {
            "number": "13900000000", "caller": "4009"
        } } } } },
        "phones": { "2001": {}, "2002": { "transports": ["tls"] } },
    })
}

/// How a phone behind a NAT is seen.
fn phone(transport: Transport) -> Flow {
    let remote = "198.51.100.7:31000".parse().expect("an address");
    Flow::new(transport, local(), remote)
}

/// A REGISTER of that phone at this contact.
fn register(extension: &str, cseq: u32, contact: &str, more: &str) -> String {
    let to = format!("<sip:{extension}@192.0.2.1>");
    format!(
        "REGISTER sip:192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/TLS 10.0.0.7;branch=z9hG4bK{cseq}\r\n\
         From: {to};tag=a\r\nTo: {to}\r\nCall-ID: c\r\nCSeq: {cseq} REGISTER\r\n\
         Contact: {contact}\r\n{more}\
         Content-Length: 0\r\n\r\n"
    )
}

/// The last answer that was sent.
fn answered(desk: &mut Desk) -> Response {
    let text = desk.sent.pop().expect("an answer");
    match read(text.as_bytes()) {
        Ok(Message::Response(response)) => response,
        other => panic!("{other:?}"),
    }
}

/// Lets a phone register over that flow; the final status.
fn enrol(desk: &mut Desk, extension: &str, cseq: u32, flow: Flow) -> u16 {
    let contact = format!("<sip:{extension}@10.0.0.7:5061;transport=tls>");
    enrol_at(desk, extension, cseq, flow, (&contact, "")).status
}

/// The same at this contact with these headers; the final answer.
pub(super) fn enrol_at(
    desk: &mut Desk,
    extension: &str,
    cseq: u32,
    flow: Flow,
    (contact, more): (&str, &str),
) -> Response {
    use sip::message::Fields;
    let password = Password("secret".to_owned());
    let set = Command::SetPassword(extension.parse().expect("an extension"), password);
    desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, set));
    let first = register(extension, cseq, contact, more);
    desk.handle(Input::Datagram(flow, first.as_bytes()));
    let challenge = answered(desk);
    let account = Credentials {
        username: extension.to_owned(),
        password: "secret".to_owned(),
        realm: None,
    };
    let asked = (&sip::message::Method::Register, "sip:192.0.2.1", &b""[..]);
    let challenges = challenge.headers.all("WWW-Authenticate");
    let proof = digest::answer(challenges, &account, asked, 1, "x").expect("an answer");
    let proof = format!("{more}Authorization: {proof}\r\n");
    let again = register(extension, cseq + 1, contact, &proof);
    desk.handle(Input::Datagram(flow, again.as_bytes()));
    answered(desk)
}

#[test]
fn a_phone_is_away_when_its_connection_is_gone_and_back_with_the_next() {
    let mut desk = Desk::of(&config());
    let flow = phone(Transport::Tls);
    assert_eq!(enrol(&mut desk, "2001", 1, flow), 200);
    assert!(desk.switch.reachable.contains("2001"));
    let elsewhere = phone(Transport::Tcp);
    desk.handle(Input::Severed(elsewhere));
    assert!(desk.switch.reachable.contains("2001"));
    desk.handle(Input::Severed(flow));
    assert!(!desk.switch.reachable.contains("2001"));
    let empty = desk.entries.iter().rev().find_map(|entry| match entry {
        Entry::Registered { bindings, .. } => Some(bindings.is_empty()),
        _ => None,
    });
    assert_eq!(empty, Some(true));
    assert_eq!(enrol(&mut desk, "2001", 3, flow), 200);
    assert!(desk.switch.reachable.contains("2001"));
}

#[test]
fn a_phone_that_may_come_by_tls_alone_is_told_so_once_it_has_proved_who_it_is() {
    let mut desk = Desk::of(&config());
    assert_eq!(enrol(&mut desk, "2002", 1, phone(Transport::Udp)), 403);
    assert!(!desk.switch.reachable.contains("2002"));
    assert_eq!(enrol(&mut desk, "2002", 3, phone(Transport::Tls)), 200);
}

#[test]
fn registrations_over_connections_end_with_us_and_others_go_on() {
    let binding = |transport: &str| {
        json!({
            "uri": "sip:2001@10.0.0.7",
            "local": "192.0.2.1:5060",
            "remote": "198.51.100.7:31000",
            "transport": transport,
            "call_id": "c",
            "cseq": 1,
            "expires_at": "2030-01-01T00:00:00Z",
        })
    };
    for (transport, there) in [("udp", true), ("tcp", false), ("tls", false)] {
        let registrations = json!({ "2001": [binding(transport)] });
        let desk = Desk::with(json!({
            "config": config(), "realm": "r", "registrations": registrations
        }));
        assert_eq!(desk.switch.reachable.contains("2001"), there, "{transport}");
    }
}

#[test]
fn a_call_goes_out_as_its_trunk_wants_it_and_fails_at_once_without_a_connection() {
    let mut desk = Desk::of(&config());
    desk.take(&request("INVITE", NUMBER, "", OFFER));
    desk.open();
    desk.open();
    let invite = desk.sent.last().cloned().expect("an INVITE");
    let start = "INVITE sip:13900000000@192.0.2.20:5061;transport=tls SIP/2.0\r\nVia: SIP/2.0/TLS ";
    assert!(invite.starts_with(start), "{invite}");
    assert!(invite.contains("\r\nTo: <sip:13900000000@192.0.2.20:5061>\r\n"));
    let remote = "192.0.2.20:5061".parse().expect("an address");
    let flow = Flow::new(Transport::Tls, local(), remote);
    desk.handle(Input::Severed(flow));
    let ended = |entry: &Entry| matches!(entry, Entry::Record(_));
    assert!(
        desk.entries.iter().any(ended),
        "the call outside has failed"
    );
}

#[test]
fn connections_are_kept_alive_as_often_as_the_trunk_says_that_wants_it_most() {
    let mut config = config();
    for (name, every) in [("a", "30s"), ("b", "10s")] {
        config["trunks"][name] = json!({
            "mode": "peer", "address": "192.0.2.30:5060", "transport": "tcp", "keep_alive": every,
        });
    }
    let mut desk = Desk::of(&config);
    let address: std::net::SocketAddr = "192.0.2.30:5060".parse().expect("an address");
    let every = std::time::Duration::from_secs(10);
    assert_eq!(desk.kept, sip::Kept::from([(address, every)]));
    let apply = desk.apply_of(self::config());
    desk.handle(Input::Command(
        Ticket(1),
        Principal::LocalAdmin,
        Command::Apply(Box::new(apply)),
    ));
    assert!(desk.kept.is_empty());
}
