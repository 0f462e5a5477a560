//! For each finding one leg that has the fault and one that has not.

use jiff::{SignedDuration, Timestamp};
use sip::Flow;

use super::*;
use crate::ladder::ladder;
use crate::message::{Heading, Seen};

/// A leg from lines such as `0.5 < INVITE 1` or `1 > 200 INVITE 1`: seconds, in or out, what, CSeq; then
/// headers and a body after `|`.
fn leg(lines: &[&str]) -> Leg {
    leg_from("198.51.100.9:5060", lines)
}

fn leg_from(remote: &str, lines: &[&str]) -> Leg {
    let messages: Vec<_> = lines.iter().map(|line| seen(remote, line)).collect();
    Leg {
        who: "the carrier".to_owned(),
        steps: ladder(&messages),
        audio: None,
    }
}

fn seen(remote: &str, line: &str) -> Seen {
    let (words, rest) = line.split_once('|').unwrap_or((line, ""));
    let words: Vec<_> = words.split_whitespace().collect();
    let (start, cseq) = match words[2..] {
        [method, number] => (
            format!("{method} sip:1@192.0.2.1 SIP/2.0"),
            format!("{number} {method}"),
        ),
        [status, method, number] => (
            format!("SIP/2.0 {status} Words"),
            format!("{number} {method}"),
        ),
        _ => panic!("{line}"),
    };
    let branch = cseq.replace(' ', "");
    let (headers, body) = rest.split_once("||").unwrap_or((rest, ""));
    let headers: String = headers
        .split('\\')
        .filter(|it| !it.is_empty())
        .map(|it| format!("{it}\r\n"))
        .collect();
    let body = body.replace('\\', "\r\n");
    let text = format!(
        "{start}\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK{branch}\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:c@d>\r\n\
         Call-ID: x\r\nCSeq: {cseq}\r\nMax-Forwards: 70\r\n{headers}Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let seconds: f64 = words[0].parse().expect("seconds");
    let address = |text: &str| text.parse().expect("an address");
    Seen {
        at: Timestamp::UNIX_EPOCH + SignedDuration::from_millis((seconds * 1_000.0) as i64),
        heading: if words[1] == "<" {
            Heading::In
        } else {
            Heading::Out
        },
        flow: Flow::udp(address("192.0.2.1:5060"), address(remote)),
        bytes: text.into_bytes().into(),
    }
}

fn heard(audio: Audio) -> Leg {
    Leg {
        audio: Some(audio),
        who: "the carrier".to_owned(),
        steps: Vec::new(),
    }
}

fn codes(legs: &[Leg]) -> Vec<&'static str> {
    let codes: Vec<_> = findings(legs).into_iter().map(|it| it.code).collect();
    assert!(codes.iter().all(|code| CODES.contains(code)), "{codes:?}");
    codes
}

fn text(legs: &[Leg]) -> String {
    let texts: Vec<_> = findings(legs).into_iter().map(|it| it.text).collect();
    texts.join("\n")
}

const GOOD: Audio = Audio {
    sent: 1_000,
    received: 1_000,
    lost: 2,
    jitter_us: 900,
    remote_lost: Some(1),
    foreign: 0,
    source: None,
};

#[test]
fn of_a_call_that_went_well_nothing_is_said() {
    let sdp = "||v=0\\o=- 1 1 IN IP4 198.51.100.9\\s=-\\c=IN IP4 198.51.100.9\\t=0 0\\m=audio 4000 RTP/AVP 8 101\\\
               a=rtpmap:101 telephone-event/8000\\";
    let mut leg = leg(&[
        &format!("0 < INVITE 1|{sdp}"),
        "0.1 > 100 INVITE 1",
        "0.2 > 200 INVITE 1",
        "0.3 < ACK 1",
        "9 < BYE 2",
        "9.1 > 200 BYE 2",
    ]);
    leg.audio = Some(GOOD);
    assert_eq!(codes(&[leg]), Vec::<&str>::new());
}

#[test]
fn an_answer_that_is_never_acknowledged() {
    let answers = [
        "0 > 200 INVITE 1",
        "0.5 > 200 INVITE 1",
        "1.5 > 200 INVITE 1",
        "3.5 > 200 INVITE 1",
    ];
    let mut lines = vec!["0 < INVITE 1"];
    lines.extend(answers);
    lines.push("32 > BYE 1");
    assert_eq!(
        text(&[leg(&lines)]),
        "the carrier never acknowledged our 200, and the call ended after 32 s: look for SIP ALG in a router \
         on the way, or an address in our Contact that it cannot reach"
    );
    let more = ["4 > 200 INVITE 1", "8 > 200 INVITE 1", "12 > 200 INVITE 1"];
    assert_eq!(
        codes(&[leg(&[&lines[..], &more].concat())]),
        ["never_acknowledged"]
    );
    lines.push("33 < ACK 1");
    assert_eq!(codes(&[leg(&lines)]), ["sent_again"; 0]);
}

#[test]
fn an_address_from_which_nothing_comes() {
    let sent = [
        "0 > INVITE 1",
        "0.5 > INVITE 1",
        "1.5 > INVITE 1",
        "3.5 > INVITE 1",
    ];
    assert_eq!(codes(&[leg(&sent)]), ["no_answer_from_address"]);
    let mut answered = sent.to_vec();
    answered.push("4 < 100 INVITE 1");
    assert_eq!(codes(&[leg(&answered)]), Vec::<&str>::new());
    assert_eq!(codes(&[leg(&sent[..2])]), Vec::<&str>::new());
}

#[test]
fn passwords_that_do_not_fit() {
    let proof = "Authorization: Digest response=1";
    let ours = ["0 > INVITE 1", "0 < 401 INVITE 1", "0 > ACK 1"];
    assert_eq!(codes(&[leg(&ours)]), ["password_asked_for"]);
    let second = format!("1 > INVITE 2|{proof}");
    let mut wrong = ours.to_vec();
    wrong.extend([&second, "1 < 401 INVITE 2"]);
    assert_eq!(codes(&[leg(&wrong)]), ["password_not_taken"]);
    let mut right = ours.to_vec();
    right.extend([&second, "1 < 200 INVITE 2"]);
    assert_eq!(codes(&[leg(&right)]), Vec::<&str>::new());
    let (first, second) = ("0 < INVITE 1", format!("1 < INVITE 2|{proof}"));
    let theirs = [first, "0 > 401 INVITE 1", &second, "1 > 401 INVITE 2"];
    assert_eq!(codes(&[leg(&theirs)]), ["password_wrong"]);
    assert_eq!(codes(&[leg(&theirs[..3])]), Vec::<&str>::new());
    // A nonce that was too old is no wrong password.
    let mut taken = theirs.to_vec();
    let third = second.replace("1 <", "2 <").replace("INVITE 2", "INVITE 3");
    taken.extend([third.as_str(), "2 > 200 INVITE 3"]);
    assert_eq!(codes(&[leg(&taken)]), Vec::<&str>::new());
}

#[test]
fn refusals_and_what_they_mean() {
    let refused = leg(&["0 > INVITE 1", "0 < 403 INVITE 1", "0 > ACK 1"]);
    assert_eq!(
        text(&[refused]),
        "the carrier refused the call with 403 Words: does it allow our address, and the caller's number that \
         we show?"
    );
    let ours = leg(&["0 < INVITE 1", "0 > 488 INVITE 1", "0 < ACK 1"]);
    assert_eq!(codes(&[ours]), ["refused_by_us"]);
    for none in [487, 491, 200] {
        let answer = format!("0 < {none} INVITE 1");
        assert_eq!(
            codes(&[leg(&["0 > INVITE 1", &answer])]),
            Vec::<&str>::new()
        );
    }
}

#[test]
fn a_private_address_behind_a_public_one() {
    let line = |address: &str| {
        format!(
            "0 < INVITE 1|||v=0\\o=- 1 1 IN IP4 x\\s=-\\c=IN IP4 {address}\\t=0 0\\m=audio 4000 RTP/AVP 8 101\\\
             a=rtpmap:101 telephone-event/8000\\"
        )
    };
    assert_eq!(codes(&[leg(&[&line("192.168.1.7")])]), ["private_address"]);
    assert_eq!(codes(&[leg(&[&line("100.64.3.3")])]), ["private_address"]);
    assert_eq!(codes(&[leg(&[&line("198.51.100.20")])]), Vec::<&str>::new());
    let within = leg_from("192.168.1.7:5060", &[&line("192.168.1.7")]);
    assert_eq!(codes(&[within]), Vec::<&str>::new());
}

#[test]
fn keys_that_were_not_agreed_on() {
    let line = "0 < INVITE 1|||v=0\\o=- 1 1 IN IP4 x\\s=-\\c=IN IP4 198.51.100.9\\t=0 0\\m=audio 4000 RTP/AVP 8\\";
    assert_eq!(codes(&[leg(&[line])]), ["keys_not_agreed"]);
}

#[test]
fn signalling_that_is_lost() {
    let mut lines = vec!["0 < INVITE 1", "0 > 100 INVITE 1"];
    lines.extend(["1 < INVITE 1"; 4]);
    assert_eq!(codes(&[leg(&lines)]), ["sent_again"]);
    assert_eq!(codes(&[leg(&lines[..5])]), Vec::<&str>::new());
}

#[test]
fn audio_that_goes_one_way() {
    let mute = Audio {
        received: 0,
        lost: 0,
        ..GOOD
    };
    let agent = Leg {
        who: "the phone 2001".to_owned(),
        ..heard(GOOD)
    };
    assert!(text(&[heard(mute), agent.clone()]).starts_with("audio only toward the carrier:"));
    let deaf = Leg {
        audio: Some(mute),
        ..agent
    };
    assert!(
        text(&[heard(mute), deaf])
            .starts_with("audio came neither from the carrier nor the phone 2001")
    );
    let short = Audio { sent: 20, ..mute };
    assert_eq!(codes(&[heard(short)]), Vec::<&str>::new());
}

#[test]
fn audio_that_comes_badly() {
    for (bad, part) in [
        (
            Audio { lost: 100, ..GOOD },
            "9 % of the audio of the carrier was lost",
        ),
        (
            Audio {
                remote_lost: Some(60),
                ..GOOD
            },
            "the carrier says that it lost 6 % of ours",
        ),
        (
            Audio {
                jitter_us: 80_000,
                ..GOOD
            },
            "80 ms of jitter",
        ),
    ] {
        let leg = [heard(bad)];
        assert!(text(&leg).contains(part), "{}", text(&leg));
        assert_eq!(codes(&leg), ["audio_lost"]);
    }
    let stranger = Audio {
        foreign: 500,
        ..GOOD
    };
    assert_eq!(codes(&[heard(stranger)]), ["audio_of_strangers"]);
    assert_eq!(codes(&[heard(GOOD)]), Vec::<&str>::new());
}
