//! Trunks over TLS: what their servers are to prove, and what is told of those that do not.

use std::time::Duration;

use serde_json::{Value, json};
use sip::{Distrust, Flow, Transport};

use super::desk::{Desk, local};
use super::trunks::center;
use crate::{Found, Input};

const SERVER: &str = "192.0.2.20:5061";

fn peer(address: &str) -> Value {
    json!({ "mode": "peer", "transport": "tls", "address": address, "allow": ["192.0.2.0/24"] })
}

fn flow() -> Flow {
    Flow::new(Transport::Tls, local(), SERVER.parse().expect("an address"))
}

/// DNS names these addresses for the last name that it was asked for.
fn found(desk: &mut Desk, addresses: &[&str]) {
    let lookup = desk.lookups.pop().expect("a question");
    let addresses = addresses.iter().map(|it| it.parse().expect("an address"));
    let found = Found {
        addresses: addresses.collect(),
        lifetime: Duration::from_secs(600),
    };
    desk.handle(Input::Resolved(lookup, Ok(found)));
}

/// Who is expected where, in words.
fn expected(desk: &Desk) -> Vec<String> {
    let all = desk.expected.iter();
    all.map(|(at, names)| {
        let names: Vec<_> = names.iter().map(String::as_str).collect();
        format!("{at}: {}", names.join(" and "))
    })
    .collect()
}

/// Whoever was called last by TLS proves nothing.
fn distrust(desk: &mut Desk, why: Distrust) {
    desk.handle(Input::Distrusted(flow(), why));
}

/// An answer to the last request comes from the server.
fn answer(desk: &mut Desk, status: &str) {
    let request = desk.last();
    let kept = |line: &&str| {
        let names = ["Via:", "From:", "To:", "Call-ID:", "CSeq:"];
        names.iter().any(|name| line.starts_with(name))
    };
    let lines: Vec<&str> = request.lines().filter(kept).collect();
    let lines = lines.join("\r\n");
    let text = format!("SIP/2.0 {status}\r\n{lines}\r\nContent-Length: 0\r\n\r\n");
    desk.handle(Input::Datagram(flow(), text.as_bytes()));
}

#[test]
fn a_server_proves_the_name_that_it_is_looked_up_by_and_one_without_its_address() {
    let mut config = center(peer("SIP.example.com"));
    config["trunks"]["u"] = peer(SERVER);
    config["trunks"]["v"] = json!({ "mode": "peer", "address": "192.0.2.30:5060" });
    let mut desk = Desk::of(&config);
    assert_eq!(expected(&desk), ["192.0.2.20:5061: 192.0.2.20"]);
    found(&mut desk, &[SERVER, "192.0.2.21:5061"]);
    assert_eq!(
        expected(&desk),
        [
            "192.0.2.20:5061: 192.0.2.20 and sip.example.com",
            "192.0.2.21:5061: sip.example.com"
        ],
        "whoever answers DNS for one trunk gets none of the calls of the other"
    );
}

#[test]
fn where_everything_goes_through_another_machine_that_proves_its_own_name() {
    let trunk = json!({
        "mode": "register", "transport": "tls", "address": "ims.carrier.example", "register": {
            "username": "1", "password": { "env": "X" }, "expires": "1h",
            "outbound_proxy": "sbc.carrier.example:5071",
        }
    });
    let mut desk = Desk::with(json!({
        "config": center(trunk), "realm": "r", "trunk_passwords": { "t": "secret" },
    }));
    found(&mut desk, &["192.0.2.20:5071"]);
    assert_eq!(expected(&desk), ["192.0.2.20:5071: sbc.carrier.example"]);
}

#[test]
fn a_peer_that_is_not_believed_is_abnormal_and_says_why_until_it_is() {
    let mut desk = Desk::of(&center(peer("sip.example.com")));
    found(&mut desk, &[SERVER]);
    desk.probe();
    desk.wait(10);
    assert!(desk.last().starts_with("OPTIONS "), "{}", desk.last());
    distrust(&mut desk, Distrust::Expired);
    let told = "192.0.2.20:5061 is not believed: its certificate has expired, and whoever runs it has \
                to renew it";
    assert_eq!(desk.trunks.last(), Some(&format!("t normal: {told}")));
    desk.wait(30);
    distrust(&mut desk, Distrust::Expired);
    assert_eq!(desk.trunks.last(), Some(&format!("t abnormal: {told}")));
    desk.wait(30);
    answer(&mut desk, "200 OK");
    assert_eq!(desk.trunks.last().map(String::as_str), Some("t normal: "));
}

#[test]
fn a_registrar_that_is_not_believed_gets_no_password_and_is_told_apart_from_one_that_is_gone() {
    let trunk = json!({
        "mode": "register", "transport": "tls", "address": SERVER, "register": {
            "username": "02160001000", "password": { "env": "CARRIER" }, "expires": "1h",
        }
    });
    let mut desk = Desk::with(json!({
        "config": center(trunk), "realm": "r", "trunk_passwords": { "t": "secret" },
    }));
    assert!(desk.last().starts_with("REGISTER "));
    let wrong = Distrust::OtherName {
        expected: "192.0.2.20".to_owned(),
        proven: "sip.example.com".to_owned(),
    };
    distrust(&mut desk, wrong);
    assert_eq!(
        desk.trunks.last().map(String::as_str),
        Some(
            "t abnormal: 192.0.2.20:5061 is not believed: its certificate is for sip.example.com and \
             not for 192.0.2.20: where that is right, give the trunk an `address` that the certificate \
             is for"
        )
    );
    desk.wait(30);
    desk.handle(Input::Severed(flow()));
    assert_eq!(
        desk.trunks.last().map(String::as_str),
        Some("t abnormal: 503 from 192.0.2.20")
    );
}

#[test]
fn nothing_is_kept_of_strangers_who_prove_nothing() {
    let mut desk = Desk::of(&center(peer("sip.example.com")));
    found(&mut desk, &["192.0.2.21:5061"]);
    let told = desk.trunks.len();
    distrust(&mut desk, Distrust::Unknown);
    assert_eq!(desk.trunks.len(), told);
}
