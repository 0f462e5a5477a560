//! Strangers: what is let in, what is refused without keeping anything, and what is not read at all.

use super::bench::dial;
use super::paper::{OFFER, Paper, flow, header, request, status, to_tag};
use crate::stack::{Census, Settings};
use crate::{Dial, Event, Stranger};

fn invite() -> String {
    request("INVITE", "z9hG4bKfirst", "", 1, OFFER)
}

#[test]
fn a_stateless_refusal_keeps_nothing_and_says_the_same_to_each_copy() {
    let mut paper = Paper::new();
    let mut answers = Vec::new();
    for _ in 0..3 {
        let stranger = paper.take(&invite()).expect("a stranger");
        let why = [("Warning".to_string(), "399 ccd \"no\"".to_string())];
        paper.act(|stack, _| stack.reject(stranger, 403, &why));
        assert_eq!(paper.stack.census(), Census::default());
        answers.push(paper.text());
    }
    assert_eq!(status(&answers[0]), 403);
    assert_eq!(header(&answers[0], "Warning"), "399 ccd \"no\"");
    assert!(!to_tag(&answers[0]).is_empty());
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    let ack = request("ACK", "z9hG4bKfirst", &to_tag(&answers[0]), 1, "");
    assert!(paper.take(&ack).is_none());
    assert_eq!(paper.texts(), [""; 0]);
    assert!(paper.stack.is_idle());
}

#[test]
fn the_tag_of_a_stateless_refusal_differs_from_request_to_request() {
    let mut paper = Paper::new();
    let mut tags = Vec::new();
    for call in ["one", "two"] {
        let text = invite().replace("Call-ID: paper", &format!("Call-ID: {call}"));
        let stranger = paper.take(&text).expect("a stranger");
        paper.act(|stack, _| stack.reject(stranger, 404, &[]));
        tags.push(to_tag(&paper.text()));
    }
    assert_ne!(tags[0], tags[1]);
}

#[test]
fn copies_of_an_admitted_invite_are_answered_and_told_to_nobody() {
    let mut paper = Paper::new();
    let one = paper.take(&invite()).expect("a stranger");
    let two = paper.take(&invite()).expect("still a stranger");
    paper.act(|stack, now| stack.admit(now, one));
    paper.act(|stack, now| stack.admit(now, two));
    for _ in 0..50 {
        assert!(paper.take(&invite()).is_none());
    }
    let texts = paper.texts();
    assert_eq!(texts.len(), 52);
    assert!(
        texts
            .iter()
            .all(|text| status(text) == 100 && to_tag(text).is_empty())
    );
    assert_eq!(paper.told(), ["invited"]);
    assert_eq!(paper.stack.counters().copies, 51);
}

#[test]
fn an_invite_of_an_older_sender_is_matched_without_its_branch() {
    let mut paper = Paper::new();
    let old = |text: &str| text.replace(";branch=z9hG4bKfirst;rport", "");
    paper.admit(&old(&invite()));
    assert!(paper.take(&old(&invite())).is_none());
    paper.texts();
    let session = paper.session();
    let busy = crate::Refusal {
        status: 486,
        headers: Vec::new(),
    };
    paper.act(|stack, now| stack.refuse(now, session, &busy));
    let tag = to_tag(&paper.text());
    assert!(
        paper
            .take(&old(&request("ACK", "z9hG4bKfirst", &tag, 1, "")))
            .is_none()
    );
    assert_eq!(paper.stack.counters().stray_acks, 0);
    paper.run(10_000);
    assert_eq!(paper.texts(), [""; 0]);
    assert!(paper.stack.is_idle(), "{:?}", paper.stack.census());
}

#[test]
fn an_invite_that_comes_by_two_ways_rings_once() {
    let mut paper = Paper::new();
    paper.admit(&invite());
    paper.texts();
    paper.admit(&invite().replace("z9hG4bKfirst", "z9hG4bKother"));
    assert_eq!(paper.status(), 482);
    assert_eq!(paper.told(), ["invited"]);
}

#[test]
fn what_nobody_could_serve_is_refused_once_it_is_let_in() {
    let cases = [
        (
            invite().replace("Content-Type", "Require: gruu\r\nContent-Type"),
            420,
        ),
        (invite().replace("application/sdp", "text/plain"), 415),
        (
            invite().replace("Contact: <sip:bob@192.0.2.9:5070>\r\n", ""),
            400,
        ),
    ];
    for (text, wanted) in cases {
        let mut paper = Paper::new();
        let stranger = paper.take(&text);
        assert_eq!(
            paper.texts(),
            [""; 0],
            "nothing is said before it is let in"
        );
        paper.act(|stack, now| stack.admit(now, stranger.expect("a stranger")));
        assert_eq!(paper.status(), wanted);
        assert!(paper.stack.is_idle());
        assert_eq!(paper.told(), [""; 0]);
    }
}

#[test]
fn an_offer_with_something_optional_beside_it_is_an_offer() {
    let parts = |handling| {
        format!(
            "Content-Type: multipart/mixed;boundary=b\r\n\r\n\
             --b\r\nContent-Type: application/sdp\r\n\r\nv=0 theirs\r\n\
             --b\r\nContent-Type: application/isup\r\n\
             Content-Disposition: signal;handling={handling}\r\n\r\n\x01\r\n--b--\r\n"
        )
    };
    let invite = |handling| request("INVITE", "z9hG4bKfirst", "", 1, &parts(handling));
    let mut paper = Paper::new();
    paper.admit(&invite("required"));
    assert_eq!(paper.status(), 415);
    paper.admit(&invite("optional"));
    let Some(Event::Invited(_, invited)) = paper.events.pop() else {
        panic!("no invitation");
    };
    assert_eq!(invited.sdp.as_deref(), Some(&b"v=0 theirs\r\n"[..]));
}

#[test]
fn a_request_for_a_scheme_that_nobody_knows_is_refused() {
    let mut paper = Paper::new();
    paper.admit(&invite().replace("INVITE sip:", "INVITE nobodyKnows:"));
    assert_eq!(paper.status(), 416);
    paper.admit(&invite().replace("INVITE sip:desk@192.0.2.1", "INVITE tel:4001"));
    assert_eq!(paper.told(), ["invited"]);
}

#[test]
fn a_stranger_who_is_declined_is_declined_for_good() {
    let mut paper = Paper::new();
    let stranger = paper.take(&invite()).expect("a stranger");
    let later = [("Retry-After".to_string(), "10".to_string())];
    paper.act(|stack, now| stack.decline(now, stranger, 503, &later));
    let refused = paper.text();
    assert_eq!(
        (status(&refused), header(&refused, "Retry-After")),
        (503, "10")
    );
    // A copy that was on its way, one behind the ACK, and one much later.
    assert!(paper.take(&invite()).is_none());
    assert_eq!(paper.text(), refused);
    let ack = request("ACK", "z9hG4bKfirst", &to_tag(&refused), 1, "");
    assert!(paper.take(&ack).is_none());
    assert!(paper.take(&invite()).is_none());
    paper.run(4_999);
    assert!(paper.take(&invite()).is_none());
    assert_eq!(paper.texts(), [""; 0]);
    paper.run(1);
    assert!(paper.stack.is_idle());
}

#[test]
fn options_tell_what_we_can_be_asked_for_unless_they_ask_too_much() {
    let mut paper = Paper::new();
    let options = request("OPTIONS", "z9hG4bKo", "", 1, "");
    for (text, wanted) in [
        (options.clone(), 200),
        (
            options.replace("Contact", "Require: nobodyHasThis\r\nContact"),
            420,
        ),
        (options.replace("OPTIONS sip:", "OPTIONS nobodyKnows:"), 416),
    ] {
        let stranger = paper.take(&text).expect("a stranger");
        paper.act(|stack, _| stack.introduce(stranger));
        let answer = paper.text();
        assert_eq!(status(&answer), wanted);
        assert_eq!(header(&answer, "Allow").contains("INVITE"), wanted == 200);
        let lacking = if wanted == 420 { "nobodyHasThis" } else { "" };
        assert_eq!(header(&answer, "Unsupported"), lacking);
        assert!(paper.stack.is_idle());
    }
}

#[test]
fn an_extension_that_a_proxy_is_to_have_is_not_ours_to_refuse() {
    let mut paper = Paper::new();
    paper.admit(&invite().replace("Content-Type", "Proxy-Require: sec-agree\r\nContent-Type"));
    assert_eq!(paper.told(), ["invited"]);
}

#[test]
fn a_full_table_refuses_invites_with_503_and_drops_others() {
    let mut paper = Paper::with(Settings {
        transactions: 2,
        ..Settings::default()
    });
    let (_, tag) = paper.up();
    paper.admit(&request("OPTIONS", "z9hG4bKo", "", 1, "").replace("paper", "other"));
    paper.texts();
    paper.told();
    let before = paper.stack.census();

    paper.admit(
        &invite()
            .replace("z9hG4bKfirst", "z9hG4bKx")
            .replace("Call-ID: paper", "Call-ID: x"),
    );
    let refused = paper.text();
    assert_eq!(
        (status(&refused), header(&refused, "Retry-After")),
        (503, "10")
    );
    paper.admit(&request("OPTIONS", "z9hG4bKy", "", 1, "").replace("paper", "y"));
    paper.take(&request("OPTIONS", "z9hG4bKw", &tag, 2, ""));
    assert_eq!(paper.texts(), [""; 0]);
    paper.act(|stack, now| {
        stack.dial(
            now,
            Dial {
                flow: flow(),
                ..dial()
            },
        )
    });
    assert_eq!(paper.told(), ["failed 503"]);
    assert_eq!(paper.stack.census(), before);
    assert_eq!(
        (
            paper.stack.counters().overloaded,
            paper.stack.counters().dropped
        ),
        (1, 2)
    );

    // What is up can still be ended.
    paper.take(&request("BYE", "z9hG4bKbye", &tag, 3, ""));
    assert_eq!(paper.status(), 200);
    assert_eq!(paper.told(), ["ended Bye(None)"]);
}

#[test]
fn sessions_have_a_limit_of_their_own() {
    let mut paper = Paper::with(Settings {
        sessions: 1,
        ..Settings::default()
    });
    paper.admit(&invite());
    paper.texts();
    paper.admit(
        &invite()
            .replace("z9hG4bKfirst", "z9hG4bKx")
            .replace("Call-ID: paper", "Call-ID: x"),
    );
    assert_eq!(paper.status(), 503);
    assert_eq!(paper.stack.census().sessions, 1);
}

#[test]
fn what_cannot_be_read_is_answered_if_somebody_can_be() {
    let mut paper = Paper::new();
    assert!(
        paper
            .take(&invite().replace("Call-ID: paper\r\n", ""))
            .is_none()
    );
    assert_eq!(paper.status(), 400);
    assert!(
        paper
            .take(&invite().replace("desk@192.0.2.1 SIP/2.0", "desk@192.0.2.1 SIP/7.0"))
            .is_none()
    );
    assert_eq!(paper.status(), 505);
    for silent in [
        "\r\n\r\n",
        "",
        "noise",
        "SIP/2.0 200 OK\r\n\r\n",
        "INVITE sip:x SIP/2.0\r\n\r\n",
    ] {
        assert!(paper.take(silent).is_none());
        assert_eq!(paper.texts(), [""; 0], "{silent:?}");
    }
    let counters = paper.stack.counters();
    assert_eq!((counters.unreadable_answered, counters.keep_alives), (2, 2));
    assert_eq!(counters.unreadable_dropped, 3);
    assert!(paper.stack.is_idle());
}

#[test]
fn a_flood_of_strangers_leaves_nothing() {
    let mut paper = Paper::new();
    for call in 0..5000 {
        let text = invite().replace("Call-ID: paper", &format!("Call-ID: c{call}"));
        let stranger: Stranger = paper.take(&text).expect("a stranger");
        paper.act(|stack, _| stack.reject(stranger, 403, &[]));
    }
    assert_eq!(paper.texts().len(), 5000);
    assert!(paper.stack.is_idle());
    assert_eq!(paper.stack.counters().stateless, 5000);
}
