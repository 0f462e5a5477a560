//! Session descriptions that are wrong, huge or strange.

use e2e::{Daemon, Place, Wire};

use crate::TONE;
use crate::watch::is_unharmed;

const HEAD: &str = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n";
const AUDIO: &str = "m=audio 4000 RTP/AVP 8\r\n";

/// What is offered, and the status of the answer.
fn offers() -> Vec<(&'static str, String, u16)> {
    let with = |rest: &str| format!("{HEAD}{rest}");
    let audio = |from: &str, to: &str| with(AUDIO).replace(from, to);
    let hold = |line: &str| with(&format!("{AUDIO}{line}\r\n"));
    // Those that nobody knows come first.
    let every = (8..128).rev().map(|it: u8| format!(" {it}"));
    let every = format!("AVP{}", every.collect::<String>());
    vec![
        ("plain", with(AUDIO), 200),
        ("no line of media", with(""), 488),
        ("port 0", audio("4000", "0"), 488),
        ("a port beyond all", audio("4000", "65536"), 488),
        (
            "a port without an end",
            audio("4000", &"9".repeat(400)),
            488,
        ),
        ("a port below zero", audio("4000", "-1"), 488),
        (
            "a version beyond all",
            audio("o=- 1 1", &format!("o=- {0} {0}", "9".repeat(60))),
            200,
        ),
        ("a frame of a day", hold("a=ptime:86400000"), 200),
        ("a frame of nothing", hold("a=ptime:0"), 200),
        (
            "a clock beyond all",
            hold("a=rtpmap:8 PCMA/99999999999"),
            488,
        ),
        (
            "a thousand lines",
            with(&("m=video 0 RTP/AVP 31\r\n".repeat(999) + AUDIO)),
            200,
        ),
        (
            "a thousand lines of nothing",
            with(&"m=video 9 RTP/AVP 31\r\n".repeat(1_000)),
            488,
        ),
        (
            "codecs that nobody knows",
            audio("AVP 8", "AVP 96 97 98"),
            488,
        ),
        ("every codec there may be", audio("AVP 8", &every), 200),
        (
            "a thousand times a codec that nobody knows",
            audio("AVP 8", &format!("AVP {}8", "77 ".repeat(1_000))),
            488,
        ),
        (
            "IPv6",
            with(AUDIO).replace("IP4 127.0.0.1", "IP6 2001:db8::1"),
            488,
        ),
        (
            "an address that is none",
            audio("c=IN IP4 127.0.0.1", "c=IN IP4 999.1.1.1"),
            488,
        ),
        ("no address", audio("c=IN IP4 127.0.0.1\r\n", ""), 488),
        ("on hold", hold("a=sendonly"), 200),
        ("on hold both ways", hold("a=inactive"), 200),
        (
            "on hold as it once was",
            audio("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0"),
            200,
        ),
        (
            "contradictions",
            hold("a=sendonly\r\na=recvonly\r\na=inactive"),
            200,
        ),
        (
            "a line of 50 kB",
            hold(&format!("a=x:{}", "y".repeat(50_000))),
            200,
        ),
        ("no text", "\u{0}\u{1}\u{2}\u{fffd}".repeat(50), 488),
        ("nothing but breaks", "\r\n".repeat(2_000), 488),
        ("another protocol", audio("RTP/AVP", "TCP/MSRP"), 488),
        (
            "a key that is none",
            hold("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:AAAA"),
            200,
        ),
    ]
}

#[test]
fn every_description_has_its_answer_and_harms_nobody() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(TONE));
    let mut wrong = Vec::new();
    for (number, (what, sdp, expected)) in offers().into_iter().enumerate() {
        let wire = Wire::new(place.net.carrier(), place.net.daemon());
        let name = format!("offer{number}");
        let invite = wire.request("INVITE", &name, &["Content-Type: application/sdp"], &sdp);
        let answer = wire.ask(&invite.replacen("sip:", "sip:4001@", 1));
        let answer = answer.unwrap_or_else(|| panic!("{what}: no answer"));
        let status: u16 = answer[8..11].parse().expect("a status");
        if status != expected {
            wrong.push(format!("{what}: {status} in place of {expected}"));
        }
        let to = answer
            .lines()
            .find(|line| line.starts_with("To:"))
            .expect("To");
        let ack = wire.request("ACK", &name, &[to, "CSeq: 1 ACK"], "");
        // Only that of a refusal belongs to the INVITE.
        let own = if status == 200 {
            "branch=z9hG4bKack"
        } else {
            "branch=z9hG4bK"
        };
        wire.send(ack.replace("branch=z9hG4bK", own).as_bytes());
        if status == 200 {
            let bye = wire.request("BYE", &name, &[to, "CSeq: 2 BYE"], "");
            let over = wire.ask(&bye).expect("an answer");
            assert!(over.starts_with("SIP/2.0 200"), "{what}: {over}");
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    is_unharmed(&mut daemon);
}
