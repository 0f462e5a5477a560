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
    paper.take(&answer(&invite, "488 Not Acceptable Here", "", ""));
    assert_eq!(method(&paper.text()), "ACK");
    assert_eq!(paper.told(), ["unmoved 488"]);
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

#[test]
fn an_offer_that_met_another_is_told_of_when_its_time_to_try_again_has_come() {
    let mut waits = Vec::new();
    for _ in 0..20 {
        let (mut paper, _, invite) = proposed("v=0 hold");
        let _ = waits.iter().map(|_| paper.stack.chance.number()).count();
        paper.take(&answer(&invite, "491 Request Pending", "", ""));
        let at = paper.stack.chores.next_deadline().expect("a time");
        waits.push(at.since(paper.now).as_millis());
        assert_eq!(paper.told(), [""; 0]);
        paper.run(2_000);
        assert_eq!(paper.told(), ["unmoved 491"]);
    }
    // They named the call, so we wait for up to two seconds; whoever named it for 2.1 to 4.
    assert!(waits.iter().all(|wait| *wait <= 2_000), "{waits:?}");
    assert!(waits.iter().min() != waits.iter().max(), "{waits:?}");
}

#[test]
fn whoever_named_the_call_waits_longer_than_the_other() {
    let mut pair = super::bench::Pair::fine();
    let (caller, callee) = pair.connect();
    use super::bench::Side::{Callee, Caller};
    pair.told(Caller);
    pair.told(Callee);
    assert!(pair.act(Caller, |stack, now| stack.propose(
        now,
        caller,
        b"v=0 a".to_vec()
    )));
    assert!(pair.act(Callee, |stack, now| stack.propose(
        now,
        callee,
        b"v=0 b".to_vec()
    )));
    pair.run(2_050);
    assert_eq!(pair.told(Callee), ["unmoved 491"]);
    assert_eq!(pair.told(Caller), [""; 0]);
    pair.run(2_000);
    assert_eq!(pair.told(Caller), ["unmoved 491"]);
}

#[test]
fn an_offer_before_the_answer_goes_by_update_once_the_first_has_its_own() {
    let mut paper = Paper::new();
    let known = "Supported: 100rel\r\nAllow: INVITE, UPDATE";
    paper.admit(&request(
        "INVITE",
        "z9hG4bKfirst",
        "",
        1,
        &format!("{known}\r\n{OFFER}"),
    ));
    let session = paper.session();
    let offer = |paper: &mut Paper| {
        paper.act(|stack, now| stack.propose(now, session, b"v=0 more".to_vec()))
    };
    assert!(!offer(&mut paper));
    paper.act(|stack, now| stack.progress(now, session, b"v=0 early".to_vec()));
    let early = paper.texts().pop().expect("a 183");
    assert!(!offer(&mut paper));
    let rack = format!("RAck: {} 1 INVITE", header(&early, "RSeq"));
    let tag = super::paper::to_tag(&early);
    paper.take(&request("PRACK", "z9hG4bKp", &tag, 2, &rack));
    paper.texts();
    paper.told();
    assert!(offer(&mut paper));
    let update = paper.text();
    assert_eq!(
        (method(&update), header(&update, "CSeq")),
        ("UPDATE", "1 UPDATE")
    );
    assert!(update.ends_with("v=0 more"));
    assert!(!offer(&mut paper), "one at a time");
    paper.take(&request("UPDATE", "z9hG4bKglare", &tag, 3, OFFER));
    assert_eq!(paper.status(), 491);
    paper.take(&answer(&update, "200 OK", "", CONTACT));
    assert_eq!(paper.told(), ["reanswered"]);
    assert!(offer(&mut paper));
    let update = paper.text();
    paper.take(&answer(&update, "500 Busy", "", "Retry-After: 3"));
    assert_eq!(paper.told(), [""; 0]);
    paper.run(3_000);
    assert_eq!(paper.told(), ["unmoved 491"]);
}
