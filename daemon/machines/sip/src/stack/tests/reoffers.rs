//! re-INVITE and UPDATE.

use super::paper::{OFFER, Paper, header, request, status};
use crate::{Event, Refusal};

#[test]
fn a_re_invite_is_answered_and_acknowledged() {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    paper.take(&request("INVITE", "z9hG4bKre", &tag, 2, OFFER));
    assert_eq!(paper.status(), 100);
    let told = paper.events.pop();
    let Some(Event::Reoffered(same, Some(sdp))) = told else {
        panic!("{told:?}")
    };
    assert_eq!((same, sdp.as_slice()), (session, &b"v=0 theirs"[..]));
    paper.act(|stack, now| stack.answer(now, session, b"v=0 again".to_vec()));
    let ok = paper.text();
    assert_eq!((status(&ok), header(&ok, "CSeq")), (200, "2 INVITE"));
    assert!(ok.ends_with("v=0 again"));
    // Repeated until its ACK, whose CSeq counts.
    paper.take(&request("ACK", "z9hG4bKwrong", &tag, 1, ""));
    paper.run(600);
    assert_eq!(paper.text(), ok);
    paper.take(&request("ACK", "z9hG4bKack2", &tag, 2, ""));
    paper.run(60_000);
    assert_eq!(paper.texts(), [""; 0]);
    assert_eq!(paper.told(), ["confirmed"]);
    assert_eq!(paper.stack.census().sessions, 1);
}

#[test]
fn a_refused_re_invite_leaves_the_session_up() {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    paper.take(&request("INVITE", "z9hG4bKre", &tag, 2, OFFER));
    let refusal = Refusal {
        status: 488,
        headers: Vec::new(),
    };
    paper.act(|stack, now| stack.refuse(now, session, &refusal));
    let texts = paper.texts();
    assert_eq!(
        texts.iter().map(|text| status(text)).collect::<Vec<_>>(),
        [100, 488]
    );
    paper.take(&request("ACK", "z9hG4bKre", &tag, 2, ""));
    paper.run(60_000);
    assert_eq!(paper.texts(), [""; 0]);
    paper.take(&request("OPTIONS", "z9hG4bKo", &tag, 3, ""));
    assert_eq!(paper.status(), 200);
}

#[test]
fn a_re_invite_without_an_offer_gets_one_and_the_ack_brings_the_answer() {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    paper.take(&request("INVITE", "z9hG4bKre", &tag, 2, ""));
    assert!(matches!(
        paper.events.pop(),
        Some(Event::Reoffered(_, None))
    ));
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    paper.take(&request("ACK", "z9hG4bKa", &tag, 2, OFFER));
    let told = paper.events.pop();
    let Some(Event::Confirmed(_, Some(sdp))) = told else {
        panic!("{told:?}")
    };
    assert_eq!(sdp, b"v=0 theirs");
}

#[test]
fn an_invite_without_an_offer_works_as_well() {
    let mut paper = Paper::new();
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, ""));
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    let tag = super::paper::to_tag(&paper.texts()[1]);
    paper.take(&request("ACK", "z9hG4bKa", &tag, 1, OFFER));
    assert!(matches!(
        paper.events.pop(),
        Some(Event::Confirmed(_, Some(_)))
    ));
}

#[test]
fn the_sdp_in_an_ack_counts_only_where_we_offered() {
    let mut paper = Paper::new();
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, OFFER));
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    let tag = super::paper::to_tag(&paper.texts()[1]);
    paper.take(&request("ACK", "z9hG4bKa", &tag, 1, OFFER));
    assert!(matches!(
        paper.events.pop(),
        Some(Event::Confirmed(_, None))
    ));
}

#[test]
fn a_second_offer_before_the_answer_to_the_first_is_put_off() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    paper.take(&request("INVITE", "z9hG4bKre", &tag, 2, OFFER));
    paper.texts();
    paper.take(&request("INVITE", "z9hG4bKrere", &tag, 3, OFFER));
    let late = paper.text();
    assert_eq!(status(&late), 500);
    assert!(
        header(&late, "Retry-After")
            .parse::<u8>()
            .is_ok_and(|it| it <= 10)
    );
    assert_eq!(paper.told(), ["reoffered"]);
}

#[test]
fn an_offer_before_the_ack_of_our_2xx_is_glare() {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    paper.take(&request("INVITE", "z9hG4bKre", &tag, 2, OFFER));
    paper.act(|stack, now| stack.answer(now, session, b"v=0".to_vec()));
    paper.texts();
    paper.take(&request("INVITE", "z9hG4bKrere", &tag, 3, OFFER));
    assert_eq!(paper.status(), 491);
}

#[test]
fn an_offer_from_whom_we_still_call_is_glare() {
    let mut paper = Paper::new();
    let dial = crate::Dial {
        flow: super::paper::flow(),
        ..super::bench::dial()
    };
    paper.act(|stack, now| stack.dial(now, dial));
    let invite = paper.text();
    let ringing = super::paper::answer(&invite, "180 Ringing", "bob", "Contact: <sip:b@192.0.2.9>");
    paper.take(&ringing);
    let (call_id, from) = (header(&invite, "Call-ID"), header(&invite, "From"));
    let tag = from.split_once(";tag=").map_or("", |(_, tag)| tag);
    let crossing = request("INVITE", "z9hG4bKx", tag, 1, OFFER);
    paper.take(&crossing.replace("Call-ID: paper", &format!("Call-ID: {call_id}")));
    assert_eq!(paper.status(), 491);
}

#[test]
fn a_withdrawn_re_invite_leaves_the_session_up() {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    paper.take(&request("INVITE", "z9hG4bKre", &tag, 2, OFFER));
    paper.texts();
    paper.take(&request("CANCEL", "z9hG4bKre", &tag, 2, ""));
    let texts = paper.texts();
    assert_eq!(
        texts.iter().map(|text| status(text)).collect::<Vec<_>>(),
        [200, 487]
    );
    // The answer comes too late for anybody.
    paper.act(|stack, now| stack.answer(now, session, b"v=0".to_vec()));
    assert_eq!(paper.texts(), [""; 0]);
    assert_eq!(paper.told(), ["reoffered"]);
    assert_eq!(paper.stack.census().sessions, 1);
}

#[test]
fn an_update_with_an_offer_is_answered_without_an_ack() {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    paper.take(&request("UPDATE", "z9hG4bKup", &tag, 2, OFFER));
    assert_eq!(paper.texts(), [""; 0]);
    assert_eq!(paper.told(), ["reoffered"]);
    paper.act(|stack, now| stack.answer(now, session, b"v=0 again".to_vec()));
    let ok = paper.text();
    assert_eq!((status(&ok), header(&ok, "CSeq")), (200, "2 UPDATE"));
    paper.run(60_000);
    assert_eq!(paper.texts(), [""; 0]);
}

#[test]
fn an_update_without_an_offer_refreshes_the_target() {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    let update = request("UPDATE", "z9hG4bKup", &tag, 2, "");
    paper.take(&update.replace("sip:bob@192.0.2.9:5070", "sip:bob@192.0.2.33:5099"));
    assert_eq!(paper.status(), 200);
    assert_eq!(paper.told(), [""; 0]);
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let (flow, bye) = paper.sent.remove(0);
    assert!(bye.starts_with("BYE sip:bob@192.0.2.33:5099 "), "{bye}");
    assert_eq!(flow.remote.to_string(), "192.0.2.33:5099");
}

#[test]
fn a_body_that_is_no_sdp_is_no_offer() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    let foreign = "Content-Type: application/isup\r\n\r\nx";
    paper.take(&request("INVITE", "z9hG4bKre", &tag, 2, foreign));
    let refused = paper.text();
    assert_eq!(
        (status(&refused), header(&refused, "Accept")),
        (415, "application/sdp")
    );
}
