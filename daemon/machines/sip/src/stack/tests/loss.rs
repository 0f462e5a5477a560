//! What is lost on the way comes again, at the times of RFC 3261.

use std::time::Duration;

use super::bench::{Pair, Side, dial, reason};
use crate::Ending;

/// Loses the first `count` datagrams that one side sends and that begin so.
fn lose(pair: &mut Pair, from: Side, begin: &'static str, cseq: &'static str, mut count: u32) {
    pair.censor = Box::new(move |side, text| {
        let hit = side == from && text.starts_with(begin) && text.contains(cseq) && count > 0;
        count -= u32::from(hit);
        hit
    });
}

/// When one side sent that, in milliseconds after it first did.
fn times(pair: &Pair, side: Side, what: &str) -> Vec<u128> {
    let sent = pair
        .wire
        .iter()
        .filter(|(_, by, text)| *by == side && text == what);
    let times: Vec<_> = sent.map(|(at, _, _)| *at).collect();
    times
        .iter()
        .map(|at| at.since(times[0]).as_millis())
        .collect()
}

#[test]
fn a_lost_invite_comes_again_after_t1() {
    let mut pair = Pair::fine();
    lose(&mut pair, Side::Caller, "INVITE", "", 2);
    pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.run(5000);
    assert_eq!(times(&pair, Side::Caller, "INVITE"), [0, 500, 1500]);
    assert_eq!(pair.told(Side::Callee), ["invited"]);
}

#[test]
fn an_invite_that_nobody_hears_fails_with_408_after_64_t1() {
    let mut pair = Pair::fine();
    lose(&mut pair, Side::Caller, "", "", u32::MAX);
    pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.run(31_999);
    assert_eq!(pair.told(Side::Caller), [""; 0]);
    pair.run(1);
    assert_eq!(pair.told(Side::Caller), ["failed 408"]);
    let sent = [0, 500, 1500, 3500, 7500, 15_500, 31_500];
    assert_eq!(times(&pair, Side::Caller, "INVITE"), sent);
    pair.assert_clean();
}

#[test]
fn a_lost_200_comes_again_and_is_acknowledged_once_it_arrives() {
    let mut pair = Pair::fine();
    lose(&mut pair, Side::Callee, "SIP/2.0 200", "INVITE", 3);
    pair.connect();
    pair.run(10_000);
    assert_eq!(
        times(&pair, Side::Callee, "200 INVITE"),
        [0, 500, 1500, 3500]
    );
    assert_eq!(times(&pair, Side::Caller, "ACK").len(), 1);
    assert_eq!(pair.told(Side::Caller), ["progressed 180", "answered"]);
    assert_eq!(pair.told(Side::Callee), ["invited", "confirmed"]);
}

#[test]
fn a_lost_ack_is_sent_again_for_each_copy_of_the_200_and_nothing_is_told_twice() {
    let mut pair = Pair::fine();
    lose(&mut pair, Side::Caller, "ACK", "", 2);
    pair.connect();
    pair.run(10_000);
    assert_eq!(times(&pair, Side::Callee, "200 INVITE"), [0, 500, 1500]);
    assert_eq!(times(&pair, Side::Caller, "ACK"), [0, 500, 1500]);
    assert_eq!(pair.told(Side::Caller), ["progressed 180", "answered"]);
    assert_eq!(pair.told(Side::Callee), ["invited", "confirmed"]);
}

#[test]
fn a_200_that_is_never_acknowledged_ends_the_session_with_a_bye() {
    let mut pair = Pair::fine();
    lose(&mut pair, Side::Caller, "ACK", "", u32::MAX);
    pair.connect();
    pair.run(33_000);
    let sent = [
        0, 500, 1500, 3500, 7500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500,
    ];
    assert_eq!(times(&pair, Side::Callee, "200 INVITE"), sent);
    let never = format!("ended {:?}", Ending::NeverAcknowledged);
    assert_eq!(pair.told(Side::Callee), ["invited", never.as_str()]);
    let bye = format!("ended {:?}", Ending::Bye(None));
    assert_eq!(
        pair.told(Side::Caller),
        ["progressed 180", "answered", bye.as_str()]
    );
    pair.assert_clean();
}

#[test]
fn who_hangs_up_before_the_ack_waits_for_it() {
    let mut pair = Pair::fine();
    lose(&mut pair, Side::Caller, "ACK", "", 1);
    let (_, callee) = pair.connect();
    pair.act(Side::Callee, |stack, now| {
        stack.hang_up(now, callee, Some(reason()))
    });
    assert!(!pair.sent_by(Side::Callee).contains(&"BYE"));
    pair.run(1000);
    assert_eq!(pair.told(Side::Callee), ["invited"]);
    let bye = format!("ended {:?}", Ending::Bye(Some(reason())));
    assert_eq!(
        pair.told(Side::Caller),
        ["progressed 180", "answered", bye.as_str()]
    );
    pair.assert_clean();
}

#[test]
fn a_lost_bye_comes_again_until_it_is_answered() {
    let mut pair = Pair::fine();
    let (caller, _) = pair.connect();
    lose(&mut pair, Side::Caller, "BYE", "", 4);
    pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
    pair.run(20_000);
    assert_eq!(
        times(&pair, Side::Caller, "BYE"),
        [0, 500, 1500, 3500, 7500]
    );
    assert_eq!(
        pair.told(Side::Callee).last().map(String::as_str),
        Some("ended Bye(None)")
    );
    pair.assert_clean();
}

#[test]
fn a_bye_that_nobody_answers_ends_after_64_t1() {
    let mut pair = Pair::fine();
    let (caller, _) = pair.connect();
    lose(&mut pair, Side::Caller, "", "", u32::MAX);
    pair.told(Side::Caller);
    pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
    pair.run(31_999);
    assert_eq!(pair.caller.stack.census().sessions, 1);
    pair.run(1);
    assert_eq!(pair.caller.stack.census().sessions, 0);
    assert_eq!(pair.told(Side::Caller), [""; 0]);
}

#[test]
fn byes_that_cross_are_both_answered_and_told_to_nobody() {
    let mut pair = Pair::fine();
    let (caller, callee) = pair.connect();
    pair.told(Side::Caller);
    pair.told(Side::Callee);
    pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
    pair.act(Side::Callee, |stack, now| stack.hang_up(now, callee, None));
    pair.run(100);
    assert_eq!(times(&pair, Side::Caller, "200 BYE").len(), 1);
    assert_eq!(times(&pair, Side::Callee, "200 BYE").len(), 1);
    assert_eq!(
        (pair.told(Side::Caller).len(), pair.told(Side::Callee).len()),
        (0, 0)
    );
    pair.assert_clean();
}

#[test]
fn a_bye_that_overtakes_the_ack_ends_the_session() {
    let mut pair = Pair::fine();
    lose(&mut pair, Side::Caller, "ACK", "", 1);
    let (caller, _) = pair.connect();
    pair.act(Side::Caller, |stack, now| stack.hang_up(now, caller, None));
    pair.run(5000);
    assert_eq!(pair.told(Side::Callee), ["invited", "ended Bye(None)"]);
    assert_eq!(times(&pair, Side::Callee, "200 INVITE").len(), 1);
    pair.assert_clean();
}

#[test]
fn a_lost_refusal_comes_again_until_its_ack() {
    let mut pair = Pair::fine();
    pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.run(50);
    let callee = pair.invited(Side::Callee);
    lose(&mut pair, Side::Callee, "SIP/2.0 486", "", 2);
    let refusal = crate::Refusal {
        status: 486,
        headers: Vec::new(),
    };
    pair.act(Side::Callee, |stack, now| {
        stack.refuse(now, callee, &refusal)
    });
    pair.run(10_000);
    assert_eq!(times(&pair, Side::Callee, "486 INVITE"), [0, 500, 1500]);
    assert_eq!(pair.told(Side::Caller), ["failed 486"]);
    pair.assert_clean();
}

#[test]
fn a_call_that_rings_for_long_is_reminded_of_each_minute() {
    let mut pair = Pair::fine();
    pair.act(Side::Caller, |stack, now| stack.dial(now, dial()));
    pair.run(50);
    let callee = pair.invited(Side::Callee);
    pair.act(Side::Callee, |stack, now| stack.ring(now, callee));
    pair.run(Duration::from_secs(185).as_millis() as u64);
    assert_eq!(
        times(&pair, Side::Callee, "180 INVITE"),
        [0, 60_000, 120_000, 180_000]
    );
}
