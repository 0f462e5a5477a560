//! Keys by INFO, and what else comes by it.

use super::bench::{Pair, Side};
use super::paper::{Paper, header, request, status};

/// The status of an INFO with that type and body, and what is told of it.
fn told(kind: &str, body: &str) -> (u16, Vec<String>) {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    let rest = format!("Content-Type: {kind}\r\n\r\n{body}");
    assert!(
        paper
            .take(&request("INFO", "z9hG4bKi", &tag, 2, &rest))
            .is_none()
    );
    (paper.status(), paper.told())
}

#[test]
fn a_key_by_info_is_told_however_it_is_written() {
    for (kind, body, expected) in [
        (
            "application/dtmf-relay",
            "Signal=5\r\nDuration=250\r\n",
            "pressed 5 250",
        ),
        (
            "application/dtmf-relay",
            "signal = *\nduration = 90",
            "pressed * 90",
        ),
        (
            "Application/DTMF-Relay;x=1",
            "Duration=x\rSignal=#",
            "pressed # 160",
        ),
        ("application/dtmf-relay", "Signal=10\r\n", "pressed * 160"),
        ("application/dtmf-relay", "Signal=11\r\n", "pressed # 160"),
        ("application/dtmf-relay", "Signal: d\r\n", "pressed D 160"),
        ("application/dtmf", "7", "pressed 7 160"),
        ("application/dtmf", " 0\r\n", "pressed 0 160"),
        (
            "application/dtmf",
            "Signal=9\r\nDuration=100",
            "pressed 9 100",
        ),
    ] {
        assert_eq!(
            told(kind, body),
            (200, vec![expected.to_string()]),
            "{kind} {body:?}"
        );
    }
}

#[test]
fn what_says_to_be_a_key_and_is_none_is_400_and_anything_else_415() {
    let long = "1".repeat(10_000);
    for body in [
        "Signal=16",
        "Signal=",
        "Duration=160",
        "Signal=55",
        "\u{fffd}",
        "flash",
        &long,
    ] {
        assert_eq!(
            told("application/dtmf-relay", body),
            (400, Vec::new()),
            "{body:.20}"
        );
    }
    assert_eq!(told("application/dtmf", "12").0, 400);
    for kind in [
        "application/media_control+xml",
        "text/plain",
        "application/sdp",
        ";",
    ] {
        assert_eq!(told(kind, "5"), (415, Vec::new()), "{kind}");
    }
}

#[test]
fn an_info_without_a_body_is_a_sign_of_life_and_a_package_is_none_of_ours() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    paper.take(&request("INFO", "z9hG4bKa", &tag, 2, ""));
    assert_eq!(paper.status(), 200);
    let package = "Info-Package: foo\r\nContent-Type: application/dtmf\r\n\r\n5";
    paper.take(&request("INFO", "z9hG4bKb", &tag, 3, package));
    let answer = paper.text();
    assert_eq!(status(&answer), 469);
    assert!(answer.contains("\r\nRecv-Info: \r\n"), "{answer}");
    assert_eq!(paper.told(), [""; 0]);
}

#[test]
fn a_copy_of_a_key_is_told_once() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    let info = request(
        "INFO",
        "z9hG4bKi",
        &tag,
        2,
        "Content-Type: application/dtmf\r\n\r\n5",
    );
    paper.take(&info);
    paper.take(&info);
    assert_eq!(paper.texts().len(), 2);
    assert_eq!(paper.told(), ["pressed 5 160"]);
}

#[test]
fn the_answer_says_what_an_info_may_hold() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    paper.take(&request(
        "INFO",
        "z9hG4bKi",
        &tag,
        2,
        "Content-Type: text/plain\r\n\r\n5",
    ));
    let answer = paper.text();
    assert_eq!(
        header(&answer, "Accept"),
        "application/dtmf-relay, application/dtmf"
    );
}

#[test]
fn a_key_of_ours_arrives_as_one_of_theirs() {
    let mut pair = Pair::fine();
    let (caller, callee) = pair.connect();
    pair.told(Side::Caller);
    pair.told(Side::Callee);
    assert!(pair.act(Side::Caller, |stack, now| stack.press(now, caller, '#')));
    assert!(pair.act(Side::Callee, |stack, now| stack.press(now, callee, '5')));
    pair.run(50);
    assert_eq!(pair.told(Side::Callee), ["pressed # 160"]);
    assert_eq!(pair.told(Side::Caller), ["pressed 5 160"]);
}

#[test]
fn no_key_goes_to_whom_it_would_not_reach() {
    let mut paper = Paper::new();
    let invite = "Allow: INVITE, ACK, BYE\r\nContent-Type: application/sdp\r\n\r\nv=0";
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, invite));
    let session = paper.session();
    assert!(
        !paper.act(|stack, now| stack.press(now, session, '1')),
        "it is not up"
    );
    paper.act(|stack, now| stack.answer(now, session, b"v=0".to_vec()));
    assert!(
        !paper.act(|stack, now| stack.press(now, session, '1')),
        "INFO is not allowed"
    );
}
