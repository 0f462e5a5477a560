//! Requests within a dialog.

use super::paper::{OFFER, Paper, header, request, status, to_tag};
use crate::Ending;

#[test]
fn each_method_gets_the_answer_that_is_true() {
    let expected = [
        ("OPTIONS", 200),
        ("INFO", 200),
        ("PRACK", 481),
        ("NOTIFY", 481),
        ("SUBSCRIBE", 489),
        ("REFER", 400),
        ("MESSAGE", 405),
        ("PUBLISH", 405),
        ("DANCE", 501),
        ("BYE", 200),
    ];
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    for (place, (method, wanted)) in (2..).zip(expected) {
        let branch = format!("z9hG4bKm{place}");
        assert!(
            paper
                .take(&request(method, &branch, &tag, place, ""))
                .is_none()
        );
        let text = paper.text();
        assert_eq!(status(&text), wanted, "{method}");
        let allows = header(&text, "Allow").contains("INVITE, ACK, CANCEL, BYE, OPTIONS");
        assert_eq!(
            allows,
            matches!(wanted, 405 | 501) || method == "OPTIONS",
            "{method}"
        );
    }
    assert_eq!(paper.told(), ["ended Bye(None)"]);
    paper.run(64_000);
    assert!(paper.stack.is_idle(), "{:?}", paper.stack.census());
}

#[test]
fn somebody_elses_dialog_cannot_be_ended() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    let bye = request("BYE", "z9hG4bKbye", &tag, 2, "");
    for wrong in [
        bye.replace("Call-ID: paper", "Call-ID: other"),
        bye.replace(";tag=bob", ";tag=eve"),
        bye.replace(&tag, "guess"),
    ] {
        assert!(paper.take(&wrong).is_none());
        assert_eq!(paper.status(), 481);
    }
    assert_eq!(paper.told(), [""; 0]);
    assert_eq!(paper.stack.counters().unknown_dialogs, 3);
    paper.take(&bye);
    assert_eq!(paper.told(), ["ended Bye(None)"]);
}

#[test]
fn an_ack_for_nothing_gets_no_answer() {
    let mut paper = Paper::new();
    assert!(
        paper
            .take(&request("ACK", "z9hG4bKa", "unknown", 1, ""))
            .is_none()
    );
    assert!(paper.take(&request("ACK", "z9hG4bKa", "", 1, "")).is_none());
    assert_eq!(paper.texts(), [""; 0]);
    assert_eq!(paper.stack.counters().stray_acks, 2);
}

#[test]
fn a_request_that_comes_too_late_is_refused() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    paper.take(&request("OPTIONS", "z9hG4bKa", &tag, 7, ""));
    assert_eq!(paper.status(), 200);
    paper.take(&request("OPTIONS", "z9hG4bKb", &tag, 6, ""));
    assert_eq!(paper.status(), 500);
    paper.take(&request("OPTIONS", "z9hG4bKc", &tag, 8, ""));
    assert_eq!(paper.status(), 200);
}

#[test]
fn a_copy_of_a_request_gets_the_same_answer_and_is_told_once() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    let bye = request("BYE", "z9hG4bKbye", &tag, 2, "Reason: Q.850;cause=16");
    paper.take(&bye);
    let first = paper.text();
    paper.take(&bye);
    assert_eq!(paper.text(), first);
    let reason = Some(super::bench::reason());
    assert_eq!(paper.told(), [format!("ended {:?}", Ending::Bye(reason))]);
}

#[test]
fn a_caller_may_hang_up_before_the_answer_by_bye() {
    let mut paper = Paper::new();
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, OFFER));
    let session = paper.session();
    paper.act(|stack, now| stack.ring(now, session));
    let tag = to_tag(&paper.texts()[1]);
    paper.take(&request("BYE", "z9hG4bKbye", &tag, 2, ""));
    let texts = paper.texts();
    assert_eq!(
        texts.iter().map(|text| status(text)).collect::<Vec<_>>(),
        [200, 487]
    );
    assert_eq!(paper.told(), ["invited", "ended Bye(None)"]);
    paper.take(&request("ACK", "z9hG4bKfirst", &tag, 1, ""));
    paper.run(64_000);
    assert!(paper.stack.is_idle());
}

#[test]
fn what_we_lack_is_named() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    paper.take(&request(
        "OPTIONS",
        "z9hG4bKa",
        &tag,
        2,
        "Require: 100rel, gruu, answermode",
    ));
    let text = paper.text();
    assert_eq!(
        (status(&text), header(&text, "Unsupported")),
        (420, "gruu, answermode")
    );
}
