//! 401 and 407 to what we send.

use super::bench::dial;
use super::paper::{Paper, answer, flow, header, method};
use crate::{Credentials, Dial, SessionId};

const CHALLENGE: &str =
    "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"n1\", qop=\"auth\", algorithm=MD5";
const STALE: &str = "Proxy-Authenticate: Digest realm=\"carrier\", nonce=\"n2\", qop=\"auth\", \
                     algorithm=MD5, stale=TRUE";

fn called(credentials: Option<Credentials>) -> (Paper, String, SessionId) {
    let mut paper = Paper::new();
    let dial = Dial {
        flow: flow(),
        credentials,
        ..dial()
    };
    let session = paper.act(|stack, now| stack.dial(now, dial));
    let invite = paper.text();
    (paper, invite, session)
}

fn account() -> Option<Credentials> {
    Some(Credentials {
        username: "trunk".into(),
        password: "secret".into(),
        realm: None,
    })
}

#[test]
fn a_challenge_is_acknowledged_and_the_invite_comes_again_with_credentials() {
    let (mut paper, invite, session) = called(account());
    paper.take(&answer(
        &invite,
        "407 Proxy Authentication Required",
        "x",
        CHALLENGE,
    ));
    let texts = paper.texts();
    assert_eq!(
        texts.iter().map(|text| method(text)).collect::<Vec<_>>(),
        ["ACK", "INVITE"]
    );
    let again = &texts[1];
    assert_eq!(header(again, "CSeq"), "2 INVITE");
    for name in ["Call-ID", "From", "To"] {
        assert_eq!(header(again, name), header(&invite, name), "{name}");
    }
    assert_ne!(header(again, "Via"), header(&invite, "Via"));
    assert!(
        header(again, "Proxy-Authorization").contains("username=\"trunk\""),
        "{again}"
    );
    assert!(again.ends_with("v=0 offer"));
    paper.take(&answer(again, "200 OK", "y", "Contact: <sip:a@192.0.2.9>"));
    assert_eq!(paper.told(), ["answered"]);
    assert_eq!(header(&paper.text(), "CSeq"), "2 ACK");
    paper.act(|stack, now| stack.hang_up(now, session, None));
    assert_eq!(header(&paper.text(), "CSeq"), "3 BYE");
}

#[test]
fn wrong_credentials_are_not_tried_twice_but_stale_ones_are() {
    let (mut paper, invite, _) = called(account());
    paper.take(&answer(&invite, "407 No", "x", CHALLENGE));
    let second = paper.texts().remove(1);
    paper.take(&answer(&second, "407 No", "x", STALE));
    let third = paper.texts().remove(1);
    assert!(header(&third, "Proxy-Authorization").contains("nonce=\"n2\""));
    assert_eq!(third.matches("Proxy-Authorization").count(), 1);
    paper.take(&answer(&third, "407 No", "x", STALE));
    assert_eq!(paper.told(), ["failed 407"]);

    let (mut paper, invite, _) = called(account());
    paper.take(&answer(&invite, "407 No", "x", CHALLENGE));
    let second = paper.texts().remove(1);
    paper.take(&answer(&second, "407 No", "x", CHALLENGE));
    assert_eq!(paper.told(), ["failed 407"]);
    paper.run(64_000);
    assert!(paper.stack.is_idle());
}

#[test]
fn without_an_account_a_challenge_is_a_failure() {
    let (mut paper, invite, _) = called(None);
    paper.take(&answer(&invite, "401 Unauthorized", "x", ""));
    assert_eq!(paper.told(), ["failed 401"]);
    paper.run(64_000);
    assert!(paper.stack.is_idle());
}

#[test]
fn a_call_that_was_hung_up_answers_no_challenge() {
    let (mut paper, invite, session) = called(account());
    paper.act(|stack, now| stack.hang_up(now, session, None));
    paper.take(&answer(&invite, "407 No", "x", CHALLENGE));
    assert_eq!(method(&paper.text()), "ACK");
    assert_eq!(paper.told(), [""; 0]);
    paper.run(64_000);
    assert!(paper.stack.is_idle());
}

#[test]
fn a_bye_is_proved_once_as_well() {
    let (mut paper, invite, session) = called(account());
    paper.take(&answer(
        &invite,
        "200 OK",
        "y",
        "Contact: <sip:a@192.0.2.9>",
    ));
    paper.texts();
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let bye = paper.text();
    paper.take(&answer(&bye, "407 No", "", CHALLENGE));
    let again = paper.text();
    assert_eq!((method(&again), header(&again, "CSeq")), ("BYE", "3 BYE"));
    assert!(
        header(&again, "Proxy-Authorization").contains("uri=\"sip:a@192.0.2.9\""),
        "{again}"
    );
    paper.take(&answer(&again, "407 No", "", STALE));
    assert_eq!(paper.texts(), [""; 0]);
    paper.run(64_000);
    assert!(paper.stack.is_idle());
}

#[test]
fn a_redirection_is_a_failure_with_its_status() {
    let (mut paper, invite, _) = called(None);
    paper.take(&answer(
        &invite,
        "302 Moved",
        "x",
        "Contact: <sip:else@192.0.2.9>",
    ));
    assert_eq!(paper.told(), ["failed 302"]);
}
