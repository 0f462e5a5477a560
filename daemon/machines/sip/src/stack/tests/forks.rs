//! One INVITE, several who answer.

use super::bench::dial;
use super::paper::{Paper, answer, flow, header, method};
use crate::Dial;

const CONTACT: &str = "Contact: <sip:a@192.0.2.9:5081>";
const OTHER: &str = "Contact: <sip:b@192.0.2.9:5082>";

fn called() -> (Paper, String, crate::SessionId) {
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
    (paper, invite, session)
}

#[test]
fn the_first_2xx_makes_the_session_and_another_forks_is_hung_up() {
    let (mut paper, invite, _) = called();
    paper.take(&answer(&invite, "180 Ringing", "one", CONTACT));
    paper.take(&answer(&invite, "180 Ringing", "two", OTHER));
    assert_eq!(paper.stack.census().dialogs, 2);
    paper.take(&answer(&invite, "200 OK", "two", OTHER));
    let ack = paper.text();
    assert_eq!((method(&ack), header(&ack, "CSeq")), ("ACK", "1 ACK"));
    assert!(ack.starts_with("ACK sip:b@192.0.2.9:5082 "), "{ack}");
    assert!(header(&ack, "To").ends_with(";tag=two"));
    assert_eq!(
        paper.told(),
        ["progressed 180", "progressed 180", "answered"]
    );
    assert_eq!(paper.stack.census().dialogs, 1);

    paper.take(&answer(&invite, "200 OK", "one", CONTACT));
    let texts = paper.texts();
    assert_eq!(
        texts.iter().map(|text| method(text)).collect::<Vec<_>>(),
        ["ACK", "BYE"]
    );
    assert!(
        texts
            .iter()
            .all(|text| header(text, "To").ends_with(";tag=one"))
    );
    assert_eq!(paper.told(), [""; 0]);
    assert_eq!(paper.stack.counters().forks_hung_up, 1);
}

#[test]
fn copies_of_each_2xx_get_the_same_ack_and_no_second_bye() {
    let (mut paper, invite, _) = called();
    paper.take(&answer(&invite, "200 OK", "one", CONTACT));
    let ack = paper.text();
    paper.take(&answer(&invite, "200 OK", "two", OTHER));
    let other = paper.texts();
    paper.take(&answer(&invite, "200 OK", "one", CONTACT));
    assert_eq!(paper.text(), ack);
    paper.take(&answer(&invite, "200 OK", "two", OTHER));
    assert_eq!(paper.text(), other[0]);
}

#[test]
fn a_2xx_after_the_session_is_over_is_still_acknowledged() {
    let (mut paper, invite, session) = called();
    paper.take(&answer(&invite, "200 OK", "one", CONTACT));
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let texts = paper.texts();
    paper.take(&answer(&texts[1], "200 OK", "", ""));
    assert_eq!(paper.stack.census().sessions, 0);
    paper.take(&answer(&invite, "200 OK", "one", CONTACT));
    assert_eq!(paper.text(), texts[0]);
    paper.run(64_000);
    assert!(paper.stack.is_idle(), "{:?}", paper.stack.census());
}

#[test]
fn a_storm_of_forks_is_bounded() {
    let (mut paper, invite, _) = called();
    for fork in 0..100 {
        paper.take(&answer(
            &invite,
            "180 Ringing",
            &format!("f{fork}"),
            CONTACT,
        ));
    }
    assert_eq!(paper.stack.census().dialogs, 16);
    for fork in 0..100 {
        paper.take(&answer(&invite, "200 OK", &format!("f{fork}"), CONTACT));
    }
    assert_eq!(paper.stack.counters().forks_ignored, 84);
    assert_eq!(paper.stack.counters().forks_hung_up, 15);
}

#[test]
fn answers_that_are_for_others_are_dropped() {
    let (mut paper, invite, _) = called();
    let ok = answer(&invite, "200 OK", "one", CONTACT);
    let twice = ok.replacen(
        "Via:",
        "Via: SIP/2.0/UDP 192.0.2.3;branch=z9hG4bKx\r\nVia:",
        1,
    );
    paper.take(&twice);
    paper.take(&ok.replace("z9hG4bK", "z9hG4bKno"));
    paper.take(&ok.replace("1 INVITE", "1 OPTIONS"));
    assert_eq!(paper.stack.counters().stray_responses, 3);
    assert_eq!((paper.told().len(), paper.texts().len()), (0, 0));
}
