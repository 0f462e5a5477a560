//! Session timers (RFC 4028) and the question whether anybody is there.

use super::bench::{Pair, Side, Weather, dial};
use super::paper::{OFFER, Paper, answer, flow, header, method, request, status, to_tag};
use crate::{Dial, SessionId};

const UPDATES: &str = "Allow: INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE";

/// A call of theirs with these headers that is up: our 200 and its session.
fn up(headers: &str) -> (Paper, SessionId, String) {
    let mut paper = Paper::new();
    paper.admit(&request(
        "INVITE",
        "z9hG4bKfirst",
        "",
        1,
        &format!("{headers}\r\n{OFFER}"),
    ));
    let session = paper.session();
    paper.act(|stack, now| stack.answer(now, session, b"v=0 ours".to_vec()));
    let ok = paper.texts().pop().expect("a 200");
    paper.take(&request("ACK", "z9hG4bKack", &to_tag(&ok), 1, ""));
    paper.told();
    (paper, session, ok)
}

/// A call of ours that is up after a 200 with these headers.
fn ours(headers: &str) -> (Paper, SessionId) {
    let mut paper = Paper::new();
    let dial = Dial {
        flow: flow(),
        ..dial()
    };
    let session = paper.act(|stack, now| stack.dial(now, dial));
    let invite = paper.text();
    let rest = format!("Contact: <sip:a@192.0.2.9:5081>\r\n{headers}");
    paper.take(&answer(&invite, "200 OK", "one", &rest));
    assert_eq!(method(&paper.text()), "ACK");
    paper.told();
    (paper, session)
}

fn agreed(text: &str) -> (&str, &str) {
    (header(text, "Session-Expires"), header(text, "Require"))
}

#[test]
fn what_we_answer_says_who_refreshes_and_when() {
    for (asked, expected) in [
        (
            "Supported: timer\r\nSession-Expires: 600",
            ("600;refresher=uas", ""),
        ),
        (
            "Supported: timer\r\nx: 600;refresher=uac",
            ("600;refresher=uac", "timer"),
        ),
        (
            "Supported: timer\r\nSession-Expires: 600;refresher=uas",
            ("600;refresher=uas", ""),
        ),
        ("Supported: timer", ("1800;refresher=uas", "")),
        (
            "Session-Expires: 600;refresher=uac",
            ("600;refresher=uas", ""),
        ),
        ("Supported: path", ("", "")),
    ] {
        let (_, _, ok) = up(asked);
        assert_eq!(agreed(&ok), expected, "{asked}");
    }
}

#[test]
fn less_than_we_bear_is_refused_with_what_we_do() {
    let mut paper = Paper::new();
    let brief = format!("Supported: timer\r\nSession-Expires: 89\r\n{OFFER}");
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, &brief));
    let refused = paper.text();
    assert_eq!((status(&refused), header(&refused, "Min-SE")), (422, "90"));
    assert!(paper.stack.is_idle());
    // Whoever does not know the extension does not know 422 either.
    let (mut paper, _, ok) = up("Session-Expires: 60");
    assert_eq!(agreed(&ok).0, "90;refresher=uas");
    let tag = to_tag(&ok);
    let brief = "Supported: timer\r\nSession-Expires: 60";
    paper.take(&request("UPDATE", "z9hG4bKu", &tag, 2, brief));
    assert_eq!(paper.status(), 422);
}

#[test]
fn a_422_to_our_invite_is_answered_with_as_much_as_it_wants_and_once() {
    let mut paper = Paper::new();
    let dial = Dial {
        flow: flow(),
        ..dial()
    };
    paper.act(|stack, now| stack.dial(now, dial));
    let invite = paper.text();
    assert_eq!(
        (
            header(&invite, "Session-Expires"),
            header(&invite, "Min-SE")
        ),
        ("1800", "90")
    );
    paper.take(&answer(&invite, "422 Too Small", "one", "Min-SE: 3600"));
    let texts = paper.texts();
    let again = texts.last().expect("another INVITE");
    assert_eq!(
        (method(again), header(again, "CSeq")),
        ("INVITE", "2 INVITE")
    );
    assert_eq!(
        (header(again, "Session-Expires"), header(again, "Min-SE")),
        ("3600", "3600")
    );
    assert_eq!(header(again, "Call-ID"), header(&invite, "Call-ID"));
    paper.take(&answer(again, "422 Too Small", "one", "Min-SE: 7200"));
    assert_eq!(paper.told(), ["failed 422"]);
}

#[test]
fn we_refresh_at_half_time_by_update_where_that_is_taken_else_by_a_re_invite() {
    let (mut paper, _) = ours(&format!("{UPDATES}\r\nSession-Expires: 200;refresher=uac"));
    paper.run(99_999);
    assert_eq!(paper.texts(), [""; 0]);
    paper.run(1);
    let update = paper.text();
    assert_eq!(method(&update), "UPDATE");
    assert_eq!(header(&update, "Session-Expires"), "200;refresher=uac");
    assert!(update.ends_with("\r\n\r\n"), "it offers nothing");
    paper.take(&answer(
        &update,
        "200 OK",
        "",
        "Session-Expires: 300;refresher=uac",
    ));
    paper.run(149_999);
    assert_eq!(paper.texts(), [""; 0]);
    paper.run(1);
    assert_eq!(method(&paper.text()), "UPDATE");

    let (mut paper, _) = ours("Session-Expires: 200;refresher=uac");
    paper.run(100_000);
    let invite = paper.text();
    assert_eq!(method(&invite), "INVITE");
    assert!(invite.ends_with("v=0 offer"), "{invite}");
    paper.take(&answer(
        &invite,
        "200 OK",
        "",
        "Session-Expires: 200;refresher=uac",
    ));
    assert_eq!(method(&paper.text()), "ACK");
    paper.run(100_000);
    assert_eq!(method(&paper.text()), "INVITE");
    assert_eq!(paper.told(), ["reanswered"]);
}

#[test]
fn a_refresh_that_is_too_brief_is_sent_again_with_what_is_wanted() {
    let (mut paper, _) = ours(&format!("{UPDATES}\r\nSession-Expires: 100;refresher=uac"));
    paper.run(50_000);
    let update = paper.text();
    paper.take(&answer(&update, "422 Too Small", "", "Min-SE: 900"));
    paper.run(1);
    assert_eq!(
        header(&paper.text(), "Session-Expires"),
        "900;refresher=uac"
    );
}

#[test]
fn a_refresh_that_did_not_come_is_asked_for_before_the_time_is_over_and_nobody_is_hung_up() {
    let (mut paper, ..) = up(&format!(
        "{UPDATES}\r\nSupported: timer\r\nx: 180;refresher=uac"
    ));
    paper.run(147_999);
    assert_eq!(paper.texts(), [""; 0]);
    paper.run(1);
    let update = paper.text();
    assert_eq!(method(&update), "UPDATE");
    // Whoever answers at all is there.
    paper.take(&answer(&update, "405 Method Not Allowed", "", ""));
    assert_eq!(paper.told(), [""; 0]);
    paper.run(600_000);
    assert_eq!(paper.stack.census().sessions, 1);
    assert!(
        paper
            .told()
            .iter()
            .all(|told| told.starts_with("unanswered"))
    );
}

#[test]
fn their_refresh_begins_the_time_anew() {
    let (mut paper, _, ok) = up("Supported: timer\r\nx: 180;refresher=uac");
    let tag = to_tag(&ok);
    for cseq in 2..10 {
        paper.run(90_000);
        let update = request(
            "UPDATE",
            &format!("z9hG4bKu{cseq}"),
            &tag,
            cseq,
            "Supported: timer\r\nSession-Expires: 180;refresher=uac",
        );
        paper.take(&update);
        let answered = paper.text();
        assert_eq!(agreed(&answered), ("180;refresher=uac", "timer"));
    }
}

#[test]
fn a_peer_without_timers_is_never_asked() {
    let (mut paper, ..) = up("Supported: path");
    paper.run(7_200_000);
    assert_eq!(paper.texts(), [""; 0]);
    let (mut paper, _) = ours("Server: old");
    paper.run(7_200_000);
    assert_eq!(paper.texts(), [""; 0]);
}

#[test]
fn whoever_is_doubted_is_asked_until_he_is_trusted_and_never_hung_up() {
    let (mut paper, session, _) = up("Supported: path");
    paper.act(|stack, now| stack.doubt(now, session));
    let options = paper.text();
    assert_eq!(method(&options), "OPTIONS");
    paper.take(&answer(&options, "501 Not Implemented", "", ""));
    paper.run(15_000);
    assert_eq!(method(&paper.text()), "OPTIONS");
    assert_eq!(paper.told(), [""; 0]);
    paper.run(32_000);
    assert_eq!(paper.told(), ["unanswered 1"]);
    paper.run(47_000);
    assert_eq!(paper.told(), ["unanswered 2"]);
    paper.act(|stack, _| stack.trust(session));
    paper.texts();
    paper.run(600_000);
    assert_eq!(paper.told(), [""; 0]);
    assert_eq!(paper.stack.census().sessions, 1);
    assert_eq!(paper.stack.census().timers, 0);
}

#[test]
fn two_stacks_keep_a_call_over_hours_whatever_is_lost() {
    for seed in 0..6 {
        let weather = Weather {
            loss: 20,
            copies: 10,
            ..Weather::FINE
        };
        let mut pair = Pair::new(seed, weather);
        let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
        while pair.callee.events.is_empty() {
            pair.run(100);
        }
        let callee = pair.invited(Side::Callee);
        pair.act(Side::Callee, |stack, now| {
            stack.answer(now, callee, b"v=0".to_vec())
        });
        pair.run(4 * 3_600_000);
        assert_eq!(pair.caller.stack.census().sessions, 1);
        assert_eq!(pair.callee.stack.census().sessions, 1);
        let updates = pair.wire.iter().filter(|it| it.2 == "200 UPDATE").count();
        assert!((16..200).contains(&updates), "{updates}");
        pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
        pair.assert_clean();
    }
}

const CHALLENGE: &str = "Proxy-Authenticate: Digest realm=\"r\", nonce=\"n\", qop=\"auth\"";

/// The same as [`ours`] for an account of ours.
fn ours_with_account(headers: &str) -> Paper {
    let mut paper = Paper::new();
    let dial = Dial {
        flow: flow(),
        credentials: Some(crate::Credentials {
            realm: None,
            username: "ccd".into(),
            password: "secret".into(),
        }),
        ..dial()
    };
    paper.act(|stack, now| stack.dial(now, dial));
    let invite = paper.text();
    let rest = format!("Contact: <sip:a@192.0.2.9:5081>\r\n{headers}");
    paper.take(&answer(&invite, "200 OK", "one", &rest));
    paper.texts();
    paper.told();
    paper
}

#[test]
fn a_challenged_refresh_is_sent_again_with_its_proof_and_once() {
    let timer = "Session-Expires: 200;refresher=uac";
    for (headers, wanted) in [(UPDATES, "UPDATE"), ("Server: x", "INVITE")] {
        let mut paper = ours_with_account(&format!("{headers}\r\n{timer}"));
        for _ in 0..2 {
            paper.run(100_000);
            let refresh = paper.text();
            assert_eq!(method(&refresh), wanted);
            assert_eq!(header(&refresh, "Proxy-Authorization"), "");
            paper.take(&answer(&refresh, "407 Who", "", CHALLENGE));
            let again = paper.texts().pop().expect("another one");
            assert_eq!(method(&again), wanted);
            assert!(
                header(&again, "Proxy-Authorization").starts_with("Digest "),
                "{again}"
            );
            let (first, next) = (header(&refresh, "CSeq"), header(&again, "CSeq"));
            assert_ne!(first, next);
            paper.take(&answer(&again, "200 OK", "", timer));
            paper.texts();
        }
        paper.run(100_000);
        let refresh = paper.text();
        paper.take(&answer(&refresh, "407 Who", "", CHALLENGE));
        let again = paper.texts().pop().expect("another one");
        paper.take(&answer(&again, "407 Who", "", CHALLENGE));
        paper.run(5_000);
        let sent = paper.texts();
        assert!(sent.iter().all(|text| method(text) == "ACK"), "{sent:?}");
        assert!(paper.told().iter().all(|told| told == "reanswered"));
    }
}
