//! Calls between two stacks over a network that works.

use super::bench::{Pair, Side, dial, reason};
use crate::{Event, Refusal};

#[test]
fn a_call_rings_is_answered_and_hung_up_by_the_caller() {
    let mut pair = Pair::fine();
    let (caller, _) = pair.connect();
    assert_eq!(pair.told(Side::Caller), ["progressed 180", "answered"]);
    assert_eq!(pair.told(Side::Callee), ["invited", "confirmed"]);
    pair.act(Side::Caller, |stack, now| {
        stack.hang_up(now, caller, Some(reason()))
    });
    pair.run(100);
    assert_eq!(pair.told(Side::Caller), [""; 0]);
    assert_eq!(pair.told(Side::Callee).len(), 1);
    assert_eq!(
        pair.sent_by(Side::Caller),
        ["INVITE", "PRACK", "ACK", "BYE"]
    );
    let answers = [
        "100 INVITE",
        "180 INVITE",
        "200 PRACK",
        "200 INVITE",
        "200 BYE",
    ];
    assert_eq!(pair.sent_by(Side::Callee), answers);
    pair.assert_clean();
    assert_eq!(pair.wire.len(), 9);
}

#[test]
fn the_callee_hangs_up_and_the_reason_travels() {
    let mut pair = Pair::fine();
    let (_, callee) = pair.connect();
    pair.act(Side::Callee, |stack, now| {
        stack.hang_up(now, callee, Some(reason()))
    });
    pair.run(100);
    let ended = pair.caller.events.last();
    let expected = crate::Ending::Bye(Some(reason()));
    assert!(
        matches!(ended, Some(Event::Ended(_, ending)) if *ending == expected),
        "{ended:?}"
    );
    pair.assert_clean();
}

#[test]
fn a_refused_call_fails_with_the_status_of_the_refusal() {
    let mut pair = Pair::fine();
    pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.run(50);
    let callee = pair.invited(Side::Callee);
    let refusal = Refusal {
        status: 486,
        headers: vec![("Reason".into(), reason().to_string())],
    };
    pair.act(Side::Callee, |stack, now| {
        stack.refuse(now, callee, &refusal)
    });
    pair.run(50);
    let failed = pair.caller.events.last();
    let expected = Some(reason());
    let Some(Event::Failed {
        status: 486,
        reason,
        ..
    }) = failed
    else {
        panic!("{failed:?}")
    };
    assert_eq!(*reason, expected);
    assert_eq!(pair.sent_by(Side::Caller), ["INVITE", "ACK"]);
    pair.assert_clean();
}
