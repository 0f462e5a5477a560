//! Calls for which there is no port.

use super::desk::{Desk, OFFER, request, to_tag};
use crate::{Census, Input, MediaCommand, MediaEvent};

const NUMBER: &str = "sip:4001@192.0.2.1";

/// A request of the `n`th call.
fn of_call(n: usize, method: &str, tag: &str) -> String {
    let sdp = if method == "INVITE" { OFFER } else { "" };
    let text = request(method, NUMBER, tag, sdp);
    text.replace("Call-ID: desk", &format!("Call-ID: desk{n}"))
        .replace("branch=z9hG4bK", &format!("branch=z9hG4bK{n}"))
        .replace("CSeq: 1 BYE", "CSeq: 2 BYE")
}

/// The last leg that wants a port.
fn wanting(desk: &Desk) -> contact::LegId {
    let opens = desk.media.iter().rev().find_map(|command| match command {
        MediaCommand::Open(leg, _) => Some(*leg),
        _ => None,
    });
    opens.expect("a leg that wants a port")
}

#[test]
fn of_ten_thousand_calls_those_without_a_port_are_told_to_come_again_and_no_port_is_kept() {
    let mut desk = Desk::new();
    let (mut opened, mut closed) = (0, 0);
    for n in 0..10_000 {
        desk.take(&of_call(n, "INVITE", ""));
        let leg = wanting(&desk);
        if n % 2 == 0 {
            desk.handle(Input::Media(leg, MediaEvent::OpenFailed));
            let refusal = desk
                .sent
                .iter()
                .find(|text| text.starts_with("SIP/2.0 503 "));
            let refusal = refusal.expect("he is told at once");
            assert!(refusal.contains("\r\nRetry-After: "), "{refusal}");
            let tag = to_tag(refusal);
            let ack = of_call(n, "ACK", &tag);
            desk.take(&ack.replace(&format!("{tag}ACK"), "INVITE"));
        } else {
            desk.open();
            opened += 1;
            let answer = desk
                .sent
                .iter()
                .rev()
                .find(|it| it.starts_with("SIP/2.0 200 "));
            let tag = to_tag(answer.expect("an answer"));
            desk.take(&of_call(n, "ACK", &tag));
            desk.take(&of_call(n, "BYE", &tag));
        }
        let closes = |it: &&MediaCommand| matches!(it, MediaCommand::Close(_));
        closed += desk.media.iter().filter(closes).count();
        desk.media.clear();
        desk.sent.clear();
        desk.flown.clear();
        desk.entries.clear();
    }
    assert_eq!((opened, closed), (5_000, 5_000));
    desk.wait(40);
    assert_eq!(desk.switch.census(), Census::default());
}
