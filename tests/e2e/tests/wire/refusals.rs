//! What the center does not take.

use e2e::{Daemon, PROMPT, Place, Wire, caller, caller_refused};

use crate::DESK;

fn desk(place: &Place, settings: &[&str], center: &str) -> Daemon {
    let daemon = Daemon::with(place, settings);
    let yaml = DESK.replace("center: { name: Desk }", center);
    daemon.apply(&place.center(&yaml));
    daemon
}

const PLAIN: &str = "center: { name: Desk }";

const OFFER: &str = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n\
                     m=audio 4000 RTP/AVP 8\r\n";

fn invite(wire: &Wire, name: &str, more: &[&str]) -> String {
    let lines = [&["Content-Type: application/sdp"], more].concat();
    wire.request("INVITE", name, &lines, OFFER)
}

#[test]
fn calls_that_cannot_be_taken_are_refused_with_the_reason() {
    let place = Place::new();
    let daemon = desk(&place, &[], PLAIN);
    caller_refused("4001", 403).at(9).start(&place).done(10);
    caller_refused("4999", 404).start(&place).done(10);
    let strange = caller_refused("4001", 488).codecs("4 3");
    strange.start(&place).done(10);
    assert_eq!(daemon.records(0).len(), 0);
}

#[test]
fn strangers_hear_nothing_where_the_center_is_silent_to_them() {
    let place = Place::new();
    let _daemon = desk(&place, &[], "center: { silent_to_strangers: true }");
    let stranger = Wire::new(place.net.host(9), place.net.daemon());
    stranger.send(invite(&stranger, "silence", &[]).as_bytes());
    assert_eq!(stranger.next(1_500), None);
    caller("4001").wait(300).hang_up().start(&place).done(10);
}

#[test]
fn a_call_for_which_no_port_is_left_is_told_when_to_try_again() {
    let place = Place::new();
    let range = format!("{}:20000-20001", place.net.daemon());
    let daemon = desk(&place, &["--rtp", &range], PLAIN);
    one_of_two_is_refused(&place, &daemon);
}

#[test]
fn a_call_above_the_limit_of_the_center_is_told_when_to_try_again() {
    let place = Place::new();
    let daemon = desk(&place, &[], "center: { max_calls: 1 }");
    one_of_two_is_refused(&place, &daemon);
}

fn one_of_two_is_refused(place: &Place, daemon: &Daemon) {
    let mut first = caller("4001").wait(4_000).hang_up().start(place);
    first.ear.hears(PROMPT, 10);
    let mut second = caller_refused("4001", 503).at(5).start(place);
    second.done(10);
    let messages = second.messages();
    assert!(messages.contains("\r\nRetry-After: "), "{messages}");
    drop(second);
    first.ear.hears(PROMPT, 2);
    first.done(15);
    // There is room again.
    let mut third = caller("4001").wait(500).hang_up().at(5).start(place);
    third.done(15);
    let [refused, first, third] = daemon.records(3).try_into().expect("three");
    assert_eq!(refused["hung_up_by"], "system", "{refused:#}");
    assert_eq!(refused["cause"], "overload", "{refused:#}");
    for record in [first, third] {
        assert_eq!(record["hung_up_by"], "user", "{record:#}");
    }
}

#[test]
fn requests_outside_of_calls_get_the_answer_of_the_standard() {
    let place = Place::new();
    let _daemon = desk(&place, &[], PLAIN);
    let wire = Wire::new(place.net.carrier(), place.net.daemon());
    assert!(wire.is_answered("options"));
    for (method, status) in [
        ("FETCH", 501),
        ("SUBSCRIBE", 489),
        ("MESSAGE", 405),
        ("INFO", 481),
        ("BYE", 481),
        ("CANCEL", 481),
    ] {
        let answer = wire.ask(&wire.request(method, &method.to_lowercase(), &[], ""));
        let answer = answer.expect("an answer");
        assert!(
            answer.starts_with(&format!("SIP/2.0 {status} ")),
            "{method}: {answer}"
        );
        assert!(
            matches!(status, 481 | 489) || answer.contains("\r\nAllow: INVITE"),
            "{answer}"
        );
    }
    for (name, line) in [
        ("cseq", "CSeq: 1 OPTIONS"),
        ("number", "CSeq: one INVITE"),
        ("from", "From: <sip:broken"),
        ("length", "Content-Length: 5000"),
    ] {
        let mut text = invite(&wire, name, &[line]);
        if name == "length" {
            let (head, body) = text.rsplit_once("Content-Length: ").expect("a length");
            let (_, body) = body.split_once("\r\n\r\n").expect("a body");
            text = format!("{}\r\n{body}", head);
        }
        let answer = wire.ask(&text).expect("an answer");
        assert!(answer.starts_with("SIP/2.0 400 "), "{name}: {answer}");
    }
}

#[test]
fn no_datagram_stops_the_daemon() {
    let place = Place::new();
    let daemon = desk(&place, &[], PLAIN);
    let wire = Wire::new(place.net.carrier(), place.net.daemon());
    let good = invite(&wire, "garbled", &[]);
    let mut list: Vec<Vec<u8>> = vec![
        Vec::new(),
        vec![0; 1],
        vec![0xFF; 1_400],
        vec![b'\n'; 9_000],
        b"SIP/2.0\r\n\r\n".to_vec(),
        b"SIP/2.0 200 OK\r\n\r\n".to_vec(),
        b"INVITE\r\n\r\n".to_vec(),
        b"INVITE sip: SIP/2.0\r\nVia: SIP/2.0/UDP\r\n\r\n".to_vec(),
        b" INVITE sip:a@b SIP/3.0\r\n\r\n".to_vec(),
        "INVITE sip:\u{1F600}@x SIP/2.0\r\nVia: \u{0}\r\n\r\n"
            .as_bytes()
            .to_vec(),
        good.replace("Content-Length: ", "Content-Length: -")
            .into_bytes(),
        good.replace("Max-Forwards: 70", "Max-Forwards: 99999999999")
            .into_bytes(),
        good.replace("CSeq: 1", "CSeq: 99999999999999").into_bytes(),
        good.replace("v=0", &"v=0\r\na=x".repeat(2_000))
            .into_bytes(),
        good.replace("4000 RTP", "99999 RTP").into_bytes(),
        good.replace("tag=", &"tag=\"".repeat(50)).into_bytes(),
        good.replace("\r\n", "\n").into_bytes(),
        good.replace("\r\n", "\r").into_bytes(),
    ];
    // The same message cut at every place, and with every byte in turn made another.
    let good = good.as_bytes();
    list.extend((0..good.len()).map(|end| good[..end].to_vec()));
    list.extend((0..good.len()).map(|at| {
        let mut other = good.to_vec();
        other[at] ^= 0x80;
        other
    }));
    for (n, datagram) in list.iter().enumerate() {
        wire.send(datagram);
        // The socket's buffer is no part of this test.
        if n % 50 == 49 {
            let probe = Wire::new(place.net.host(5), place.net.daemon());
            assert!(probe.is_answered(&format!("alive{n}")));
        }
    }
    let probe = Wire::new(place.net.host(5), place.net.daemon());
    assert!(probe.is_answered("alive"));
    caller("4001")
        .wait(300)
        .hang_up()
        .at(5)
        .start(&place)
        .done(15);
    assert!(!daemon.process.said().contains("panicked"));
}
