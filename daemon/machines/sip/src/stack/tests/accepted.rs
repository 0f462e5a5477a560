//! After a 2xx: the Accepted states of RFC 6026.

use super::bench::dial;
use super::paper::{OFFER, Paper, answer, flow, method, request, status};
use crate::Dial;

#[test]
fn copies_of_an_answered_invite_are_absorbed_until_timer_l() {
    let mut paper = Paper::new();
    let (session, _) = paper.up();
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let bye = paper.text();
    paper.take(&answer(&bye, "200 OK", "", ""));
    let copy = request("INVITE", "z9hG4bKfirst", "", 1, OFFER);
    paper.run(31_999);
    assert!(paper.take(&copy).is_none());
    assert_eq!(paper.texts(), [""; 0]);
    paper.run(1);
    assert!(paper.stack.is_idle());
    assert!(paper.take(&copy).is_some());
}

#[test]
fn the_2xx_is_repeated_by_its_own_clock_and_not_for_copies_of_the_invite() {
    let mut paper = Paper::new();
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, OFFER));
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0".to_vec()));
    paper.texts();
    paper.take(&request("INVITE", "z9hG4bKfirst", "", 1, OFFER));
    assert_eq!(paper.texts(), [""; 0]);
    paper.run(500);
    assert_eq!(paper.status(), 200);
}

#[test]
fn a_2xx_after_timer_m_is_nobodys() {
    let mut paper = Paper::new();
    let session = paper.act(|stack, now| {
        stack.dial(
            now,
            Dial {
                flow: flow(),
                ..dial()
            },
        )
    });
    let invite = paper.text();
    let ok = answer(&invite, "200 OK", "bob", "Contact: <sip:bob@192.0.2.9>");
    paper.take(&ok);
    paper.texts();
    paper.run(31_999);
    paper.take(&ok);
    assert_eq!(method(&paper.text()), "ACK");
    paper.run(1);
    paper.take(&ok);
    assert_eq!(paper.texts(), [""; 0]);
    assert_eq!(paper.stack.counters().stray_responses, 1);
    // The session does not end with its INVITE.
    assert_eq!(paper.stack.census().sessions, 1);
    paper.act(|stack, now| stack.hang_up(now, session, None));
    assert_eq!(method(&paper.text()), "BYE");
}

#[test]
fn a_second_answer_to_an_invite_is_not_sent() {
    let mut paper = Paper::new();
    let (session, _) = paper.up();
    paper.act(|stack, now| stack.answer(now, session, b"v=0".to_vec()));
    paper.act(|stack, now| stack.ring(now, session));
    let busy = crate::Refusal {
        status: 486,
        headers: Vec::new(),
    };
    paper.act(|stack, now| stack.refuse(now, session, &busy));
    assert_eq!(paper.texts(), [""; 0]);
}

#[test]
fn a_refusal_after_a_2xx_and_a_2xx_after_a_refusal_change_nothing() {
    for (first, second, told) in [
        ("200 OK", "486 Busy", "answered"),
        ("486 Busy", "200 OK", "failed 486"),
    ] {
        let mut paper = Paper::new();
        paper.act(|stack, now| {
            stack.dial(
                now,
                Dial {
                    flow: flow(),
                    ..dial()
                },
            )
        });
        let invite = paper.text();
        paper.take(&answer(
            &invite,
            first,
            "bob",
            "Contact: <sip:bob@192.0.2.9>",
        ));
        assert_eq!(method(&paper.text()), "ACK");
        paper.take(&answer(
            &invite,
            second,
            "bob",
            "Contact: <sip:bob@192.0.2.9>",
        ));
        assert_eq!(paper.texts(), [""; 0]);
        assert_eq!(paper.told(), [told]);
    }
}

#[test]
fn a_call_is_answered_with_100_at_once_and_180_bears_tag_and_contact() {
    let mut paper = Paper::new();
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, OFFER));
    assert_eq!(paper.status(), 100);
    let session = paper.session();
    paper.act(|stack, now| stack.ring(now, session));
    let ringing = paper.text();
    assert_eq!(status(&ringing), 180);
    assert!(!super::paper::to_tag(&ringing).is_empty());
    assert_eq!(
        super::paper::header(&ringing, "Contact"),
        "<sip:192.0.2.1:5060>"
    );
    assert_eq!(super::paper::header(&ringing, "Server"), "ccd");
    paper.act(|stack, now| stack.answer(now, session, b"v=0".to_vec()));
    let ok = paper.text();
    assert_eq!(super::paper::to_tag(&ok), super::paper::to_tag(&ringing));
    assert_eq!(super::paper::header(&ok, "Content-Type"), "application/sdp");
}
