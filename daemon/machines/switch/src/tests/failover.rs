//! Servers of trunks that are silent: who is asked first after that, and until when.

use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request};
use super::trunks::{answer, center};
use crate::{Found, Input};

const FIRST: &str = "192.0.2.20:5070";
const SECOND: &str = "192.0.2.21:5070";

fn peer() -> Value {
    json!({ "mode": "peer", "address": "sip.example.com" })
}

/// A desk whose trunk has these servers.
fn desk(trunk: Value, servers: &[&str]) -> Desk {
    let mut desk = Desk::with(json!({
        "config": center(trunk), "realm": "r", "trunk_passwords": { "t": "secret" },
    }));
    if let Some(lookup) = desk.lookups.pop() {
        let addresses = servers.iter().map(|it| it.parse().expect("an address"));
        let found = Found {
            addresses: addresses.collect(),
            lifetime: std::time::Duration::from_secs(3_600),
        };
        desk.handle(Input::Resolved(lookup, Ok(found)));
    }
    desk
}

/// A call that goes out, and where its INVITE went.
fn calls_out(desk: &mut Desk, number: u8) -> String {
    let invite = request("INVITE", "sip:4001@192.0.2.1", "", OFFER);
    let invite = invite.replace("Call-ID: desk", &format!("Call-ID: desk{number}"));
    let invite = invite.replace("branch=z9hG4bK", &format!("branch=z9hG4bK{number}"));
    desk.take_from("192.0.2.21:9999", &invite);
    desk.open();
    desk.open();
    asked(desk, "INVITE")
}

/// Where the last request of a method went.
fn asked(desk: &Desk, method: &str) -> String {
    let mut sent = desk.flown.iter().rev();
    let last = sent.find(|(_, text)| text.starts_with(method));
    last.expect("a request").0.to_string()
}

/// The last request of a method to a server is answered.
fn answers(desk: &mut Desk, method: &str, server: &str, status: &str) {
    let sent = desk.flown.iter().rev();
    let mut sent = sent.filter(|(to, text)| to.to_string() == server && text.starts_with(method));
    let (to, text) = sent.next().cloned().expect("a request");
    desk.to = Some(to);
    desk.sent.push(text);
    answer(desk, status, "");
}

fn told(desk: &Desk) -> &str {
    desk.trunks.last().map_or("", String::as_str)
}

/// The same with a first call that nobody has answered at the first server.
fn with_a_silent_first(trunk: Value) -> Desk {
    let mut desk = desk(trunk, &[FIRST, SECOND]);
    desk.probe();
    assert_eq!(calls_out(&mut desk, 1), FIRST);
    desk.wait(4);
    assert_eq!(asked(&desk, "INVITE"), SECOND);
    answers(&mut desk, "INVITE", SECOND, "486 Busy Here");
    desk
}

#[test]
fn the_first_call_waits_for_a_silent_server_and_the_next_asks_another_first() {
    let mut desk = with_a_silent_first(peer());
    assert_eq!(
        told(&desk),
        "t normal: 192.0.2.20:5070 has not answered a call since 1970-01-01T00:00:04Z and is asked last"
    );
    assert_eq!(calls_out(&mut desk, 2), SECOND);
    assert_eq!(desk.switch.counters().servers_silent, 1);
}

#[test]
fn a_silent_server_is_still_asked_where_the_others_are_of_no_use() {
    let mut desk = with_a_silent_first(peer());
    assert_eq!(calls_out(&mut desk, 2), SECOND);
    answers(&mut desk, "INVITE", SECOND, "503 Service Unavailable");
    assert_eq!(asked(&desk, "INVITE"), FIRST);
}

#[test]
fn a_silence_is_forgotten_after_a_minute_where_nobody_may_be_asked() {
    let mut trunk = peer();
    trunk["probe"] = json!("0s");
    let mut desk = with_a_silent_first(trunk);
    desk.wait(59);
    assert_eq!(calls_out(&mut desk, 2), SECOND);
    answers(&mut desk, "INVITE", SECOND, "486 Busy Here");
    desk.wait(1);
    assert_eq!(told(&desk), "t normal: ");
    assert_eq!(calls_out(&mut desk, 3), FIRST);
}

#[test]
fn a_server_that_is_asked_and_stays_silent_costs_no_further_call_anything() {
    let mut desk = with_a_silent_first(peer());
    for number in 2..22 {
        desk.wait(15);
        answers(&mut desk, "OPTIONS", SECOND, "200 OK");
        assert_eq!(calls_out(&mut desk, number), SECOND, "call {number}");
        answers(&mut desk, "INVITE", SECOND, "486 Busy Here");
    }
}

#[test]
fn a_server_that_answers_again_is_asked_first() {
    let mut desk = with_a_silent_first(peer());
    desk.wait(16);
    answers(&mut desk, "OPTIONS", FIRST, "200 OK");
    assert_eq!(told(&desk), "t normal: ");
    assert_eq!(calls_out(&mut desk, 2), FIRST);
}

#[test]
fn a_probe_that_nobody_answers_lets_calls_go_to_another_first() {
    let mut desk = desk(peer(), &[FIRST, SECOND]);
    desk.probe();
    desk.wait(10);
    assert_eq!(asked(&desk, "OPTIONS"), FIRST);
    desk.wait(32);
    let expected = "t normal: 192.0.2.20:5070 has not answered OPTIONS since ";
    assert!(told(&desk).starts_with(expected), "{}", told(&desk));
    assert_eq!(calls_out(&mut desk, 1), SECOND);
}

#[test]
fn a_server_that_is_alone_is_asked_whatever_it_left_unanswered() {
    let mut desk = desk(peer(), &[SECOND]);
    for number in 1..4 {
        assert_eq!(calls_out(&mut desk, number), SECOND);
        desk.wait(33);
        assert_eq!(
            told(&desk),
            "t normal: 192.0.2.21:5070 has not answered a call since 1970-01-01T00:00:32Z"
        );
    }
}

#[test]
fn an_account_is_registered_elsewhere_when_its_registrar_answers_no_call() {
    let mut desk = desk(
        json!({ "mode": "register", "address": "sip.example.com", "register": {
            "username": "02160001000", "password": { "env": "CARRIER" }, "expires": "1h",
        } }),
        &[FIRST, SECOND],
    );
    answers(&mut desk, "REGISTER", FIRST, "200 OK");
    assert_eq!(calls_out(&mut desk, 1), FIRST);
    desk.wait(4);
    answers(&mut desk, "INVITE", SECOND, "486 Busy Here");
    desk.wait(15);
    answers(&mut desk, "REGISTER", SECOND, "200 OK");
    assert_eq!(
        told(&desk),
        "t registered: at 192.0.2.21:5070; 192.0.2.20:5070 has not answered a call since \
         1970-01-01T00:00:04Z and is asked last"
    );
    assert_eq!(calls_out(&mut desk, 2), SECOND);
}
