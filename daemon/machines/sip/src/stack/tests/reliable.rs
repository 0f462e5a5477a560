//! Provisional answers of ours that are acknowledged (RFC 3262), and what is agreed on by them.

use super::paper::{OFFER, Paper, header, request, status, to_tag};
use crate::{Event, Refusal, SessionId};

/// An INVITE that knows or insists on reliable provisional answers.
fn invited(word: &str, rest: &str) -> (Paper, SessionId) {
    let mut paper = Paper::new();
    let rest = match rest {
        "" => format!("{word}: 100rel"),
        rest => format!("{word}: 100rel\r\n{rest}"),
    };
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, &rest));
    assert_eq!(paper.status(), 100);
    let session = paper.session();
    (paper, session)
}

fn prack(of: &str, cseq: u32, rest: &str) -> String {
    let rack = format!("RAck: {} 1 INVITE", header(of, "RSeq"));
    let rest = match rest {
        "" => rack,
        rest => format!("{rack}\r\n{rest}"),
    };
    request(
        "PRACK",
        &format!("z9hG4bKp{cseq}"),
        &to_tag(of),
        cseq,
        &rest,
    )
}

fn statuses(texts: &[String]) -> Vec<u16> {
    texts.iter().map(|text| status(text)).collect()
}

fn rseq(text: &str) -> u32 {
    header(text, "RSeq").parse().expect("a number")
}

#[test]
fn a_180_is_repeated_after_twice_the_pause_each_time_until_its_prack() {
    for word in ["Supported", "Require"] {
        let (mut paper, session) = invited(word, OFFER);
        paper.act(|stack, now| stack.ring(now, session));
        let ringing = paper.text();
        assert_eq!(
            (status(&ringing), header(&ringing, "Require")),
            (180, "100rel")
        );
        paper.run(3_500);
        let again = paper.texts();
        assert_eq!(again.len(), 3, "at 500, 1500 and 3500 ms");
        assert!(again.iter().all(|text| *text == ringing));
        paper.take(&prack(&ringing, 2, ""));
        assert_eq!(paper.status(), 200);
        paper.run(20_000);
        assert_eq!(paper.texts(), [""; 0]);
    }
}

#[test]
fn without_a_prack_the_invite_is_refused_with_504_after_32_seconds() {
    let (mut paper, session) = invited("Require", OFFER);
    paper.act(|stack, now| stack.ring(now, session));
    paper.run(31_999);
    assert!(statuses(&paper.texts()).iter().all(|status| *status == 180));
    paper.run(1);
    assert_eq!(paper.status(), 504);
    assert_eq!(paper.told(), ["invited", "ended NeverAcknowledged"]);
    paper.run(64_000);
    assert!(paper.stack.is_idle(), "{:?}", paper.stack.census());
}

#[test]
fn several_go_out_one_after_the_other_each_with_the_next_rseq() {
    let (mut paper, session) = invited("Supported", OFFER);
    paper.act(|stack, now| stack.ring(now, session));
    let ringing = paper.text();
    paper.act(|stack, now| stack.progress(now, session, b"v=0 early".to_vec()));
    assert_eq!(paper.texts(), [""; 0], "the first has no PRACK");
    paper.take(&prack(&ringing, 2, ""));
    let texts = paper.texts();
    assert_eq!(statuses(&texts), [200, 183]);
    assert_eq!(rseq(&texts[1]), rseq(&ringing) + 1);
    assert!(texts[1].ends_with("v=0 early"));
    paper.take(&prack(&texts[1], 3, ""));
    assert_eq!(paper.status(), 200);
}

#[test]
fn the_200_waits_for_the_prack_of_a_183_with_sdp_and_for_no_other() {
    let (mut paper, session) = invited("Supported", OFFER);
    paper.act(|stack, now| stack.progress(now, session, b"v=0 early".to_vec()));
    let early = paper.text();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 early".to_vec()));
    assert_eq!(paper.texts(), [""; 0]);
    paper.take(&prack(&early, 2, ""));
    let texts = paper.texts();
    assert_eq!(statuses(&texts), [200, 200]);
    assert_eq!(header(&texts[1], "CSeq"), "1 INVITE");

    let (mut paper, session) = invited("Supported", OFFER);
    paper.act(|stack, now| stack.ring(now, session));
    let ringing = paper.text();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    assert_eq!(paper.status(), 200);
    paper.take(&prack(&ringing, 2, ""));
    assert_eq!(paper.status(), 200, "a PRACK that our 200 overtook");
    paper.take(&prack(&ringing, 3, ""));
    assert_eq!(paper.status(), 481, "and only one");
    paper.run(400);
    assert_eq!(paper.texts(), [""; 0], "the 180 is not repeated behind it");
}

#[test]
fn a_prack_of_nothing_is_481() {
    let (mut paper, session) = invited("Supported", OFFER);
    paper.act(|stack, now| stack.ring(now, session));
    let ringing = paper.text();
    let good = prack(&ringing, 2, "");
    let wrong = rseq(&ringing) + 1;
    for (place, rack) in [
        "",
        "x",
        &format!("{wrong} 1 INVITE"),
        &format!("{} 2 INVITE", wrong - 1),
    ]
    .iter()
    .enumerate()
    {
        let rack = format!("RAck: {rack}");
        let bad = request(
            "PRACK",
            &format!("z9hG4bKb{place}"),
            &to_tag(&ringing),
            2 + place as u32,
            &rack,
        );
        paper.take(&bad);
        assert_eq!(paper.status(), 481, "{rack}");
    }
    assert_eq!(paper.stack.counters().stray_pracks, 4);
    paper.take(&good.replace("CSeq: 2", "CSeq: 9"));
    assert_eq!(paper.status(), 200);
}

#[test]
fn a_prack_may_bring_an_offer_once_the_first_has_its_answer() {
    let (mut paper, session) = invited("Supported", OFFER);
    paper.act(|stack, now| stack.progress(now, session, b"v=0 early".to_vec()));
    let early = paper.text();
    paper.take(&prack(&early, 2, OFFER));
    assert_eq!(paper.told(), ["invited", "reoffered"]);
    paper.act(|stack, now| stack.answer(now, session, b"v=0 again".to_vec()));
    let ok = paper.text();
    assert_eq!((status(&ok), header(&ok, "CSeq")), (200, "2 PRACK"));
    assert!(ok.ends_with("v=0 again"));
    paper.act(|stack, now| stack.answer(now, session, b"v=0 again".to_vec()));
    assert_eq!(header(&paper.text(), "CSeq"), "1 INVITE");
}

#[test]
fn the_answer_to_our_offer_in_a_183_comes_in_its_prack() {
    let (mut paper, session) = invited("Require", "");
    paper.act(|stack, now| stack.ring(now, session));
    assert_eq!(
        paper.texts(),
        [""; 0],
        "the first reliable one holds the offer"
    );
    paper.act(|stack, now| stack.progress(now, session, b"v=0 ours".to_vec()));
    let early = paper.text();
    paper.take(&prack(&early, 2, OFFER));
    assert_eq!(paper.status(), 200);
    assert!(
        matches!(paper.events.pop(), Some(Event::Confirmed(_, Some(sdp))) if sdp == b"v=0 theirs")
    );
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    paper.take(&request("ACK", "z9hG4bKa", &to_tag(&early), 1, ""));
    assert!(matches!(
        paper.events.pop(),
        Some(Event::Confirmed(_, None))
    ));
}

#[test]
fn a_caller_who_knows_nothing_of_it_is_told_once() {
    let mut paper = Paper::new();
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, OFFER));
    let session = paper.session();
    paper.act(|stack, now| stack.ring(now, session));
    paper.act(|stack, now| stack.progress(now, session, b"v=0 early".to_vec()));
    let texts = paper.texts();
    assert_eq!(statuses(&texts), [100, 180, 183]);
    assert!(texts.iter().all(|text| !text.contains("RSeq")));
    assert!(texts[2].ends_with("v=0 early"));
    paper.run(20_000);
    assert_eq!(paper.texts(), [""; 0]);
}

#[test]
fn an_update_before_the_answer_waits_until_the_first_offer_has_its_own() {
    let (mut paper, session) = invited("Supported", OFFER);
    paper.act(|stack, now| stack.progress(now, session, b"v=0 early".to_vec()));
    let early = paper.text();
    let tag = to_tag(&early);
    paper.take(&request("UPDATE", "z9hG4bKu2", &tag, 2, OFFER));
    let refused = paper.text();
    assert_eq!(status(&refused), 500);
    assert!(
        header(&refused, "Retry-After")
            .parse::<u8>()
            .is_ok_and(|it| it <= 10)
    );
    paper.take(&prack(&early, 3, ""));
    paper.texts();
    paper.take(&request("UPDATE", "z9hG4bKu4", &tag, 4, OFFER));
    assert_eq!(paper.told(), ["invited", "reoffered"]);
    paper.take(&request("UPDATE", "z9hG4bKu5", &tag, 5, OFFER));
    assert_eq!(paper.status(), 500, "one at a time");
    let refusal = Refusal {
        status: 488,
        headers: Vec::new(),
    };
    paper.act(|stack, now| stack.refuse(now, session, &refusal));
    let answer = paper.text();
    assert_eq!(
        (status(&answer), header(&answer, "CSeq")),
        (488, "4 UPDATE")
    );
    paper.act(|stack, now| stack.answer(now, session, b"v=0 early".to_vec()));
    assert_eq!(header(&paper.text(), "CSeq"), "1 INVITE");
}

#[test]
fn a_caller_who_leaves_before_his_prack_leaves_nothing_behind() {
    let (mut paper, session) = invited("Require", OFFER);
    paper.act(|stack, now| stack.ring(now, session));
    let ringing = paper.text();
    paper.take(&request("CANCEL", "z9hG4bKfirst", "", 1, ""));
    assert_eq!(statuses(&paper.texts()), [200, 487]);
    paper.take(&request("ACK", "z9hG4bKfirst", &to_tag(&ringing), 1, ""));
    paper.run(64_000);
    assert!(paper.stack.is_idle(), "{:?}", paper.stack.census());
}
