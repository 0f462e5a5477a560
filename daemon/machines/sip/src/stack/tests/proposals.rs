//! re-INVITEs of ours.

use super::paper::{OFFER, Paper, answer, header, method, request};
use crate::Event;

const CONTACT: &str =
    "Contact: <sip:bob@192.0.2.33:5099>\r\nContent-Type: application/sdp\r\n\r\nv=0 theirs";

/// A session that is up, and the re-INVITE that went out in it.
fn proposed(sdp: &str) -> (Paper, crate::SessionId, String) {
    let mut paper = Paper::new();
    let (session, _) = paper.up();
    assert!(paper.act(|stack, now| stack.propose(now, session, sdp.as_bytes().to_vec())));
    let invite = paper.text();
    assert_eq!(
        (method(&invite), header(&invite, "CSeq")),
        ("INVITE", "1 INVITE")
    );
    (paper, session, invite)
}

#[test]
fn an_offer_that_is_taken_is_acknowledged_each_time() {
    let (mut paper, session, invite) = proposed("v=0 hold");
    assert!(invite.ends_with("v=0 hold"));
    let ok = answer(&invite, "200 OK", "", CONTACT);
    paper.take(&ok);
    let ack = paper.text();
    assert!(ack.starts_with("ACK sip:bob@192.0.2.33:5099 "), "{ack}");
    assert_eq!(header(&ack, "CSeq"), "1 ACK");
    assert!(
        matches!(paper.events.as_slice(), [Event::Reanswered(same, Some(_))] if *same == session)
    );
    // The ACK was lost.
    paper.take(&ok);
    assert_eq!(paper.text(), ack);
    assert_eq!(paper.told(), ["reanswered"]);
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let bye = paper.text();
    assert_eq!((method(&bye), header(&bye, "CSeq")), ("BYE", "2 BYE"));
    paper.take(&answer(&bye, "200 OK", "", ""));
    paper.run(60_000);
    assert!(paper.stack.is_idle());
}

#[test]
fn an_offer_that_is_asked_for_is_answered_in_the_ack() {
    let (mut paper, session, invite) = proposed("");
    assert_eq!(header(&invite, "Content-Type"), "");
    paper.take(&answer(&invite, "200 OK", "", CONTACT));
    assert_eq!(paper.texts(), [""; 0], "there is no answer yet");
    assert_eq!(paper.told(), ["reanswered"]);
    paper.act(|stack, _| stack.acknowledge(session, b"v=0 ours".to_vec()));
    let ack = paper.text();
    assert!(ack.ends_with("v=0 ours"), "{ack}");
    paper.take(&answer(&invite, "200 OK", "", CONTACT));
    assert_eq!(paper.text(), ack);
}

#[test]
fn a_refused_offer_leaves_the_session_as_it_was() {
    let (mut paper, session, invite) = proposed("v=0 hold");
    paper.take(&answer(&invite, "491 Request Pending", "", ""));
    assert_eq!(method(&paper.text()), "ACK");
    assert_eq!(paper.told(), ["unmoved 491"]);
    assert!(paper.act(|stack, now| stack.propose(now, session, b"v=0 again".to_vec())));
    assert_eq!(header(&paper.text(), "CSeq"), "2 INVITE");
}

#[test]
fn a_session_that_the_other_side_does_not_know_is_over() {
    for refusal in ["481 Call/Transaction Does Not Exist", "408 Request Timeout"] {
        let (mut paper, _, invite) = proposed("v=0 hold");
        paper.take(&answer(&invite, refusal, "", ""));
        let sent = paper.texts();
        let methods: Vec<&str> = sent.iter().map(|text| method(text)).collect();
        assert_eq!(methods, ["ACK", "BYE"]);
        assert_eq!(paper.told(), ["ended Lost"]);
    }
}

#[test]
fn an_offer_that_nobody_answers_ends_the_session() {
    let (mut paper, ..) = proposed("v=0 hold");
    paper.run(120_000);
    assert_eq!(paper.told(), ["ended Lost"]);
    assert!(paper.stack.is_idle());
}

#[test]
fn offers_that_cross_are_put_off_on_both_sides() {
    let (mut paper, session, invite) = proposed("v=0 hold");
    let tag = header(&invite, "From")
        .split_once(";tag=")
        .map_or("", |(_, tag)| tag);
    paper.take(&request("INVITE", "z9hG4bKglare", tag, 2, OFFER));
    assert_eq!(paper.status(), 491);
    paper.take(&answer(&invite, "491 Request Pending", "", ""));
    paper.texts();
    paper.take(&request("INVITE", "z9hG4bKlater", tag, 3, OFFER));
    assert_eq!(paper.status(), 100);
    assert!(
        !paper.act(|stack, now| stack.propose(now, session, b"v=0".to_vec())),
        "theirs is first"
    );
}

#[test]
fn a_2xx_that_crosses_our_bye_is_acknowledged_and_makes_nothing() {
    let (mut paper, session, invite) = proposed("v=0 hold");
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let bye = paper.text();
    paper.take(&answer(&invite, "200 OK", "", CONTACT));
    assert_eq!(method(&paper.text()), "ACK");
    paper.take(&answer(&bye, "200 OK", "", ""));
    paper.run(60_000);
    assert_eq!(paper.told(), [""; 0]);
    assert!(paper.stack.is_idle());
}

#[test]
fn an_offer_that_is_never_answered_is_forgotten_with_its_session() {
    for ours in [true, false] {
        let (mut paper, session, invite) = proposed("v=0 hold");
        paper.take(&answer(&invite, "100 Trying", "", ""));
        if ours {
            paper.act(|stack, now| stack.hang_up(now, session, None));
            let bye = paper.text();
            paper.take(&answer(&bye, "481 Gone", "", ""));
        } else {
            let from = header(&invite, "From");
            let tag = from.split_once(";tag=").map_or("", |(_, tag)| tag);
            paper.take(&request("BYE", "z9hG4bKbye", tag, 2, ""));
        }
        paper.run(60_000);
        assert!(paper.stack.is_idle());
    }
}
