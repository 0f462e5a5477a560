//! CANCEL against everything that it can cross.

use super::bench::{Pair, Side, dial, reason};
use super::paper::{Paper, method, request, status};
use crate::Ending;

#[test]
fn a_call_that_rings_is_cancelled_with_its_reason() {
    let mut pair = Pair::fine();
    let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.run(50);
    pair.told(Side::Callee);
    pair.act(Side::Caller, |stack, now| {
        stack.hang_up(now, caller, Some(reason()))
    });
    pair.run(100);
    let cancelled = format!("ended {:?}", Ending::Cancelled(Some(reason())));
    assert_eq!(pair.told(Side::Callee), [cancelled]);
    assert_eq!(pair.told(Side::Caller), [""; 0]);
    assert_eq!(pair.sent_by(Side::Caller), ["INVITE", "CANCEL", "ACK"]);
    assert_eq!(
        pair.sent_by(Side::Callee),
        ["100 INVITE", "200 CANCEL", "487 INVITE"]
    );
    pair.assert_clean();
}

#[test]
fn a_cancel_waits_for_the_first_provisional_answer() {
    let mut pair = Pair::fine();
    let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
    assert_eq!(pair.sent_by(Side::Caller), ["INVITE"]);
    pair.run(100);
    assert_eq!(pair.sent_by(Side::Caller), ["INVITE", "CANCEL", "ACK"]);
    pair.assert_clean();
}

#[test]
fn a_call_that_nobody_hears_and_is_hung_up_ends_with_timer_b_in_silence() {
    let mut pair = Pair::fine();
    pair.censor = Box::new(|_, _| true);
    let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
    pair.run(32_000);
    assert_eq!(pair.told(Side::Caller), [""; 0]);
    assert!(pair.caller.stack.is_idle());
}

#[test]
fn an_answer_that_crosses_the_cancel_is_acknowledged_and_hung_up() {
    let mut pair = Pair::fine();
    let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.run(50);
    let callee = pair.invited(Side::Callee);
    pair.act(Side::Callee, |stack, now| {
        stack.answer(now, callee, b"v=0".to_vec())
    });
    pair.act(Side::Caller, |stack, now| {
        stack.hang_up(now, caller, Some(reason()))
    });
    pair.run(100);
    assert_eq!(
        pair.sent_by(Side::Caller),
        ["INVITE", "CANCEL", "ACK", "BYE"]
    );
    assert_eq!(pair.told(Side::Caller), [""; 0]);
    let ended = format!("ended {:?}", Ending::Bye(Some(reason())));
    assert_eq!(
        pair.told(Side::Callee),
        ["invited", "confirmed", ended.as_str()]
    );
    pair.assert_clean();
}

#[test]
fn an_invite_whose_cancel_is_never_honoured_is_dead_after_64_t1() {
    let mut pair = Pair::fine();
    pair.censor = Box::new(|side, text| side == Side::Callee && !text.starts_with("SIP/2.0 100"));
    let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.run(50);
    pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
    pair.run(31_999);
    assert_eq!(pair.caller.stack.census().sessions, 1);
    pair.run(1);
    assert_eq!(pair.caller.stack.census().sessions, 0);
    pair.assert_clean();
}

/// What the callee does when it is time.
#[derive(Clone, Copy, Debug)]
enum Then {
    Answer,
    Refuse,
    HangUp,
}

/// One call: the caller hangs up and the callee acts at those times, and the datagram of that number
/// is lost.
fn race(hang_up: u64, act: u64, then: Then, lost: Option<usize>) -> Pair {
    let mut pair = Pair::fine();
    let mut count = 0;
    pair.censor = Box::new(move |_, _| {
        count += 1;
        Some(count) == lost
    });
    let caller = pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    for milli in [hang_up.min(act), hang_up.max(act)] {
        pair.run_until(milli);
        if milli == hang_up {
            pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
        }
        if milli == act && !pair.callee.events.is_empty() {
            let session = pair.invited(Side::Callee);
            let busy = crate::Refusal {
                status: 486,
                headers: Vec::new(),
            };
            pair.act(Side::Callee, |stack, now| match then {
                Then::Answer => stack.answer(now, session, b"v=0".to_vec()),
                Then::HangUp => stack.hang_up(now, session, None),
                Then::Refuse => stack.refuse(now, session, &busy),
            });
        }
    }
    pair.run_until(1600);
    pair
}

#[test]
fn whatever_a_cancel_crosses_and_whichever_datagram_is_lost_nothing_is_left() {
    let mut cancelled = 0;
    let mut hung_up = 0;
    for then in [Then::Answer, Then::Refuse, Then::HangUp] {
        for hang_up in [0, 5, 15, 22, 25, 32, 35, 45, 600] {
            for act in [12, 22, 25, 32, 35, 45, 520] {
                for lost in [None].into_iter().chain((1..9).map(Some)) {
                    let mut pair = race(hang_up, act, then, lost);
                    let case = format!("{then:?} at {act}, hung up at {hang_up}, lost {lost:?}");
                    pair.run_out();
                    for side in [Side::Caller, Side::Callee] {
                        let census = pair.peer(side).stack.census();
                        assert!(
                            pair.peer(side).stack.is_idle(),
                            "{case}: {side:?} {census:?}"
                        );
                    }
                    let told = pair.told(Side::Callee);
                    let ends = told.iter().filter(|told| told.starts_with("ended")).count();
                    assert!(ends <= 1, "{case}: {told:?}");
                    cancelled += usize::from(told.iter().any(|t| t.starts_with("ended Cancel")));
                    hung_up += usize::from(told.iter().any(|t| t.starts_with("ended Bye")));
                }
            }
        }
    }
    assert!(
        cancelled > 50 && hung_up > 50,
        "cancelled {cancelled}, hung up {hung_up}"
    );
}

#[test]
fn a_cancel_of_nothing_is_told_so() {
    let mut paper = Paper::new();
    assert!(
        paper
            .take(&request("CANCEL", "z9hG4bKx", "", 1, ""))
            .is_none()
    );
    assert_eq!(paper.status(), 481);
    assert!(paper.stack.is_idle());
}

#[test]
fn a_cancel_that_is_too_late_changes_nothing() {
    let mut paper = Paper::new();
    paper.up();
    assert!(
        paper
            .take(&request("CANCEL", "z9hG4bKfirst", "", 1, ""))
            .is_none()
    );
    assert_eq!(paper.status(), 200);
    assert_eq!(paper.told(), [""; 0]);
    assert_eq!(paper.stack.census().sessions, 1);
}

#[test]
fn a_copy_of_a_cancel_gets_the_same_answer_and_is_told_once() {
    let mut paper = Paper::new();
    paper.admit(&request("INVITE", "z9hG4bKfirst", "", 1, ""));
    paper.texts();
    let cancel = request("CANCEL", "z9hG4bKfirst", "", 1, "");
    paper.take(&cancel);
    let first = paper.texts();
    paper.take(&cancel);
    assert_eq!(
        first.iter().map(|text| status(text)).collect::<Vec<_>>(),
        [200, 487]
    );
    assert_eq!(paper.text(), first[0]);
    assert_eq!(paper.told(), ["invited", "ended Cancelled(None)"]);
}

#[test]
fn a_cancel_looks_like_its_invite() {
    let mut paper = Paper::new();
    let mut dial = dial();
    dial.flow = super::paper::flow();
    let session = paper.act(|stack, now| stack.dial(now, dial));
    let invite = paper.text();
    paper.take(&super::paper::answer(&invite, "180 Ringing", "x", ""));
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let cancel = paper.text();
    assert_eq!(method(&cancel), "CANCEL");
    for name in ["Via", "From", "To", "Call-ID"] {
        assert_eq!(
            super::paper::header(&cancel, name),
            super::paper::header(&invite, name)
        );
    }
    assert_eq!(super::paper::header(&cancel, "CSeq"), "1 CANCEL");
    let uri = |text: &str| text.split(' ').nth(1).map(str::to_string);
    assert_eq!(uri(&cancel), uri(&invite));
}
