//! Provisional answers of theirs that we acknowledge (RFC 3262).

use super::bench::{Pair, Side, Weather, dial};
use super::paper::{OFFER, Paper, answer, flow, header, method, request, status};
use crate::{Dial, SessionId};

const CONTACT: &str = "Contact: <sip:a@192.0.2.9:5081>";

fn called(sdp: &[u8]) -> (Paper, String, SessionId) {
    let mut paper = Paper::new();
    let dial = Dial {
        flow: flow(),
        sdp: sdp.to_vec(),
        ..dial()
    };
    let session = paper.act(|stack, now| stack.dial(now, dial));
    let invite = paper.text();
    (paper, invite, session)
}

fn reliably(invite: &str, status: &str, tag: &str, rseq: u32, body: &str) -> String {
    let rest = format!("{CONTACT}\r\nRequire: 100rel\r\nRSeq: {rseq}");
    let rest = match body {
        "" => rest,
        body => format!("{rest}\r\n{body}"),
    };
    answer(invite, status, tag, &rest)
}

#[test]
fn reliable_answers_are_acknowledged_in_their_order_and_copies_are_not_told() {
    let (mut paper, invite, _) = called(b"v=0 offer");
    assert_eq!(header(&invite, "Supported"), "100rel, timer");
    paper.take(&reliably(&invite, "180 Ringing", "one", 7, ""));
    let prack = paper.text();
    assert_eq!(
        (method(&prack), header(&prack, "RAck")),
        ("PRACK", "7 1 INVITE")
    );
    assert_eq!(header(&prack, "CSeq"), "2 PRACK");
    assert!(prack.starts_with("PRACK sip:a@192.0.2.9:5081 "), "{prack}");
    paper.take(&reliably(&invite, "180 Ringing", "one", 7, ""));
    paper.take(&reliably(&invite, "183 Session Progress", "one", 9, ""));
    assert_eq!(paper.texts(), [""; 0], "a copy, and one before its turn");
    paper.take(&reliably(&invite, "183 Session Progress", "one", 8, OFFER));
    assert_eq!(header(&paper.text(), "RAck"), "8 1 INVITE");
    assert_eq!(paper.told(), ["progressed 180", "progressed 183"]);
    assert_eq!(paper.stack.counters().provisionals_ignored, 2);
}

#[test]
fn each_fork_has_its_own_order() {
    let (mut paper, invite, _) = called(b"v=0 offer");
    for (tag, rseq) in [("one", 100), ("two", 5), ("one", 101), ("two", 6)] {
        paper.take(&reliably(&invite, "180 Ringing", tag, rseq, ""));
        let prack = paper.text();
        assert_eq!(header(&prack, "RAck"), format!("{rseq} 1 INVITE"));
        assert!(header(&prack, "To").ends_with(tag));
    }
}

#[test]
fn an_offer_in_a_reliable_answer_is_answered_in_its_prack() {
    let (mut paper, invite, session) = called(b"");
    paper.take(&reliably(&invite, "183 Session Progress", "one", 1, OFFER));
    assert_eq!(paper.texts(), [""; 0], "there is no answer yet");
    assert_eq!(paper.told(), ["progressed 183"]);
    paper.act(|stack, now| stack.acknowledge_offer(now, session, b"v=0 answer".to_vec()));
    let prack = paper.text();
    assert!(
        prack.starts_with("PRACK ") && prack.ends_with("v=0 answer"),
        "{prack}"
    );
    paper.act(|stack, now| stack.acknowledge_offer(now, session, b"v=0 answer".to_vec()));
    assert_eq!(paper.texts(), [""; 0]);
}

#[test]
fn an_update_of_a_fork_is_taken_once_our_offer_has_its_answer() {
    let (mut paper, invite, session) = called(b"v=0 offer");
    let from = header(&invite, "From")
        .split_once(";tag=")
        .map_or("", |it| it.1);
    let call_id = format!("Call-ID: {}", header(&invite, "Call-ID"));
    let update = |cseq: u32| {
        let update = request("UPDATE", &format!("z9hG4bKu{cseq}"), from, cseq, OFFER);
        update.replace("Call-ID: paper", &call_id)
    };
    paper.take(&reliably(&invite, "180 Ringing", "bob", 1, ""));
    paper.texts();
    paper.take(&update(1));
    assert_eq!(paper.status(), 491);
    paper.take(&reliably(&invite, "183 Session Progress", "bob", 2, OFFER));
    paper.texts();
    paper.take(&update(2));
    paper.act(|stack, now| stack.answer(now, session, b"v=0 again".to_vec()));
    let ok = paper.text();
    assert_eq!((status(&ok), header(&ok, "CSeq")), (200, "2 UPDATE"));
    assert!(ok.ends_with("v=0 again"));
}

#[test]
fn a_caller_who_has_left_acknowledges_nothing_more() {
    let (mut paper, invite, session) = called(b"v=0 offer");
    paper.act(|stack, now| stack.hang_up(now, session, None));
    paper.take(&reliably(&invite, "180 Ringing", "one", 1, ""));
    assert_eq!(method(&paper.text()), "CANCEL");
    paper.take(&reliably(&invite, "183 Session Progress", "one", 2, ""));
    assert_eq!(paper.texts(), [""; 0]);
}

#[test]
fn early_media_and_the_answer_arrive_over_a_network_that_loses_a_third() {
    let mut up = 0;
    for seed in 0..40 {
        let weather = Weather {
            loss: 30,
            copies: 20,
            ..Weather::FINE
        };
        let mut pair = Pair::new(seed, weather);
        let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
        while pair.callee.events.is_empty() {
            pair.run(100);
        }
        let callee = pair.invited(Side::Callee);
        pair.act(Side::Callee, |stack, now| stack.ring(now, callee));
        pair.act(Side::Callee, |stack, now| {
            stack.progress(now, callee, b"v=0 early".to_vec())
        });
        pair.run(15_000);
        pair.act(Side::Callee, |stack, now| {
            stack.answer(now, callee, b"v=0 early".to_vec())
        });
        pair.run(60_000);
        let told = pair.told(Side::Caller);
        let ended = told
            .iter()
            .any(|it| it.starts_with("failed") || it.starts_with("ended"));
        if !ended {
            assert_eq!(
                told,
                ["progressed 180", "progressed 183", "answered"],
                "{seed}"
            );
            up += 1;
        }
        pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
        pair.act(Side::Callee, |stack, now| stack.hang_up(now, callee, None));
        pair.assert_clean();
    }
    assert!(up > 35, "{up}");
}
