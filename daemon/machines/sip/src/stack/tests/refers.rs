//! REFER within a session, and what is told of it.

use super::bench::{Pair, Side};
use super::paper::{Paper, answer, header, method, request, status};
use crate::{Event, Refer, Replaced, SessionId};

fn refer(tag: &str, cseq: u32, rest: &str) -> String {
    request("REFER", &format!("z9hG4bKrefer{cseq}"), tag, cseq, rest)
}

/// A session in which the other side has asked for a transfer; what it asked for.
fn referred(rest: &str) -> (Paper, SessionId, String, Refer) {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    paper.take(&refer(&tag, 2, rest));
    assert_eq!(paper.texts(), [""; 0], "it waits for its answer");
    let Some(Event::Referred(same, refer)) = paper.events.pop() else {
        panic!("{:?}", paper.events)
    };
    assert_eq!(same, session);
    (paper, session, tag, refer)
}

fn fragment(notify: &str) -> (&str, &str) {
    let (_, body) = notify.split_once("\r\n\r\n").expect("a body");
    (header(notify, "Subscription-State"), body)
}

#[test]
fn a_transfer_is_accepted_and_its_outcome_told() {
    let (mut paper, session, _, refer) = referred("Refer-To: <sip:2002@192.0.2.1?X-Y=1>");
    assert_eq!(refer.target.to_string(), "sip:2002@192.0.2.1");
    assert_eq!(refer.replaces, None);
    paper.act(|stack, now| stack.take_referral(now, session));
    let [accepted, trying] = &paper.texts()[..] else {
        panic!("not two datagrams")
    };
    assert_eq!(status(accepted), 202);
    assert_eq!(header(accepted, "Contact"), "<sip:192.0.2.1:5060>");
    assert_eq!(method(trying), "NOTIFY");
    assert_eq!(header(trying, "Event"), "refer;id=2");
    assert_eq!(
        header(trying, "Content-Type"),
        "message/sipfrag;version=2.0"
    );
    let going_on = ("active;expires=180", "SIP/2.0 100 Trying\r\n");
    assert_eq!(fragment(trying), going_on);
    paper.take(&answer(trying, "200 OK", "", ""));
    paper.act(|stack, now| stack.report(now, session, 486));
    let last = paper.text();
    let over = ("terminated;reason=noresource", "SIP/2.0 486 Busy Here\r\n");
    assert_eq!(fragment(&last), over);
    paper.take(&answer(&last, "200 OK", "", ""));
    paper.act(|stack, now| stack.report(now, session, 200));
    assert_eq!(paper.texts(), [""; 0], "the last is the last");
    assert_eq!(paper.stack.census().referrals, 0);
}

#[test]
fn a_refer_that_names_nobody_or_two_or_something_else_is_refused() {
    for (rest, wanted) in [
        ("", 400),
        ("Refer-To: 2002", 400),
        ("Refer-To: <sip:a@b>\r\nRefer-To: <sip:c@d>", 400),
        ("Refer-To: <sip:a@b>, <sip:c@d>", 400),
        ("Refer-To: <http://192.0.2.7/>", 416),
        ("Refer-To: <sip:2002@192.0.2.1;method=BYE>", 403),
    ] {
        let mut paper = Paper::new();
        let (_, tag) = paper.up();
        paper.take(&refer(&tag, 2, rest));
        assert_eq!(paper.status(), wanted, "{rest}");
        assert_eq!(paper.told(), [""; 0], "{rest}");
        assert_eq!(paper.stack.census().referrals, 0);
    }
}

#[test]
fn a_transfer_that_is_refused_may_be_asked_for_again() {
    let (mut paper, session, tag, _) = referred("Refer-To: <sip:2002@192.0.2.1>");
    paper.act(|stack, now| stack.refuse_referral(now, session, 403));
    assert_eq!(paper.status(), 403);
    paper.take(&refer(&tag, 3, "Refer-To: <sip:2003@192.0.2.1>"));
    assert_eq!(paper.told(), ["referred to sip:2003@192.0.2.1"]);
}

#[test]
fn one_transfer_is_under_way_at_a_time() {
    let (mut paper, session, tag, _) = referred("Refer-To: <sip:2002@192.0.2.1>");
    paper.take(&refer(&tag, 3, "Refer-To: <sip:2003@192.0.2.1>"));
    assert_eq!(paper.status(), 491);
    paper.act(|stack, now| stack.take_referral(now, session));
    paper.texts();
    paper.take(&refer(&tag, 4, "Refer-To: <sip:2003@192.0.2.1>"));
    assert_eq!(paper.status(), 491);
    assert_eq!(paper.told(), [""; 0]);
    assert_eq!(paper.stack.counters().referrals_crossed, 2);
    paper.act(|stack, now| stack.report(now, session, 480));
    paper.texts();
    paper.take(&refer(&tag, 5, "r: <sip:2003@192.0.2.1>"));
    assert_eq!(paper.told(), ["referred to sip:2003@192.0.2.1"]);
}

#[test]
fn a_copy_of_a_refer_is_told_once_and_gets_the_same_answer() {
    let to = "Refer-To: <sip:2002@192.0.2.1>";
    let (mut paper, session, tag, _) = referred(to);
    paper.take(&refer(&tag, 2, to));
    assert_eq!((paper.texts(), paper.told()), (vec![], vec![]));
    paper.act(|stack, now| stack.take_referral(now, session));
    let accepted = paper.texts().remove(0);
    paper.take(&refer(&tag, 2, to));
    assert_eq!(paper.text(), accepted);
    assert_eq!(paper.told(), [""; 0]);
}

#[test]
fn who_wants_to_hear_nothing_hears_nothing() {
    let (mut paper, session, _, _) = referred("Refer-To: <sip:1@192.0.2.1>\r\nRefer-Sub: false");
    paper.act(|stack, now| stack.take_referral(now, session));
    let accepted = paper.text();
    assert_eq!(status(&accepted), 202);
    assert_eq!(header(&accepted, "Refer-Sub"), "false");
    paper.act(|stack, now| stack.report(now, session, 200));
    assert_eq!(paper.texts(), [""; 0]);
    assert_eq!(paper.stack.census().referrals, 0);
}

#[test]
fn a_transfer_is_over_with_its_session() {
    for theirs in [true, false] {
        let (mut paper, session, tag, _) = referred("Refer-To: <sip:2002@192.0.2.1>");
        paper.act(|stack, now| stack.take_referral(now, session));
        paper.texts();
        if theirs {
            paper.take(&request("BYE", "z9hG4bKbye", &tag, 3, ""));
        } else {
            paper.act(|stack, now| stack.hang_up(now, session, None));
        }
        paper.texts();
        paper.act(|stack, now| stack.report(now, session, 200));
        assert_eq!(paper.texts(), [""; 0]);
        paper.take(&refer(&tag, 4, "Refer-To: <sip:2002@192.0.2.1>"));
        assert_eq!(paper.status(), 481);
        assert_eq!(paper.stack.census().referrals, 0);
        paper.run(64_000);
        assert!(paper.stack.is_idle(), "{:?}", paper.stack.census());
    }
}

#[test]
fn who_is_hung_up_on_hears_that_his_transfer_is_over_before() {
    let (mut paper, session, _, _) = referred("Refer-To: <sip:2002@192.0.2.1>");
    paper.act(|stack, now| stack.take_referral(now, session));
    paper.texts();
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let [last, bye] = &paper.texts()[..] else {
        panic!("not two datagrams")
    };
    let over = (
        "terminated;reason=noresource",
        "SIP/2.0 487 Request Terminated\r\n",
    );
    assert_eq!(fragment(last), over);
    assert_eq!(method(bye), "BYE");
}

#[test]
fn who_hangs_up_while_his_transfer_is_under_way_hears_that_he_hears_no_more() {
    for forgotten in [true, false] {
        let (mut paper, session, tag, _) = referred("Refer-To: <sip:2002@192.0.2.1>");
        paper.act(|stack, now| stack.take_referral(now, session));
        paper.texts();
        paper.take(&request("BYE", "z9hG4bKbye", &tag, 3, ""));
        let [ended, last] = &paper.texts()[..] else {
            panic!("not two datagrams")
        };
        assert_eq!(status(ended), 200);
        let over = ("terminated;reason=noresource", "SIP/2.0 100 Trying\r\n");
        assert_eq!(fragment(last), over);
        let says = match forgotten {
            true => "481 Call/Transaction Does Not Exist",
            false => "200 OK",
        };
        paper.take(&answer(last, says, "", ""));
        assert_eq!(paper.texts(), [""; 0]);
        assert_eq!(paper.stack.census().referrals, 0);
        paper.run(64_000);
        assert!(paper.stack.is_idle(), "{:?}", paper.stack.census());
    }
}

#[test]
fn a_refer_that_a_bye_overtakes_has_its_answer() {
    let (mut paper, _, tag, _) = referred("Refer-To: <sip:2002@192.0.2.1>");
    paper.take(&request("BYE", "z9hG4bKbye", &tag, 3, ""));
    let statuses: Vec<_> = paper.texts().iter().map(|it| status(it)).collect();
    assert_eq!(statuses, [200, 487]);
}

#[test]
fn a_refer_that_the_end_of_the_call_overtakes_has_its_answer() {
    let (mut paper, session, _, _) = referred("Refer-To: <sip:2002@192.0.2.1>");
    paper.act(|stack, now| stack.hang_up(now, session, None));
    let [refused, bye] = &paper.texts()[..] else {
        panic!("not two datagrams")
    };
    assert_eq!((status(refused), method(bye)), (487, "BYE"));
    assert_eq!(paper.stack.census().referrals, 0);
}

#[test]
fn a_consultation_is_found_by_the_tags_of_who_asks() {
    let mut paper = Paper::new();
    let (session, tag) = paper.up();
    let replaces = |to: &str, from: &str| {
        format!("Refer-To: <sip:2002@192.0.2.1?Replaces=paper%3Bto-tag%3D{to}%3Bfrom-tag%3D{from}>")
    };
    for (cseq, (to, from, wanted)) in (2..).zip([
        (tag.as_str(), "bob", Replaced::Known(session)),
        ("bob", tag.as_str(), Replaced::Unknown),
        (tag.as_str(), "eve", Replaced::Unknown),
        ("", "", Replaced::Unknown),
    ]) {
        paper.take(&refer(&tag, cseq, &replaces(to, from)));
        let Some(Event::Referred(_, refer)) = paper.events.pop() else {
            panic!("{:?}", paper.events)
        };
        assert_eq!(refer.replaces, Some(wanted), "{to} {from}");
        assert_eq!(refer.target.to_string(), "sip:2002@192.0.2.1");
        paper.act(|stack, now| stack.refuse_referral(now, session, 481));
        assert_eq!(paper.status(), 481);
    }
}

#[test]
fn a_notify_of_nothing_is_refused() {
    let mut paper = Paper::new();
    let (_, tag) = paper.up();
    let body = "Event: refer\r\nSubscription-State: active\r\nContent-Type: message/sipfrag\
                \r\n\r\nSIP/2.0 200 OK";
    paper.take(&request("NOTIFY", "z9hG4bKn", &tag, 2, body));
    assert_eq!(paper.status(), 481);
    assert_eq!(paper.told(), [""; 0]);
}

/// The callee asks the caller to call somebody else, who is reached.
fn transferred(pair: &mut Pair) {
    let (caller, callee) = pair.connect();
    pair.told(Side::Caller);
    pair.told(Side::Callee);
    let asked = pair.act(Side::Callee, |stack, now| {
        stack.refer(now, callee, "sip:2002@192.0.2.1")
    });
    assert!(asked);
    pair.run(5_000);
    assert_eq!(pair.told(Side::Caller), ["referred to sip:2002@192.0.2.1"]);
    pair.act(Side::Caller, |stack, now| stack.take_referral(now, caller));
    pair.run(5_000);
    pair.act(Side::Caller, |stack, now| stack.report(now, caller, 200));
    pair.run(5_000);
    let told = pair.told(Side::Callee);
    assert_eq!(told.last().map(String::as_str), Some("notified 200"));
    pair.act(Side::Callee, |stack, now| stack.hang_up(now, callee, None));
    pair.run(60_000);
    pair.assert_clean();
}

#[test]
fn who_asks_for_a_transfer_hears_of_it_and_hangs_up() {
    let mut pair = Pair::fine();
    transferred(&mut pair);
    let sent = ["180 INVITE", "REFER", "200 NOTIFY", "200 NOTIFY", "BYE"];
    let by_callee = pair.sent_by(Side::Callee);
    assert!(
        sent.iter().all(|one| by_callee.contains(one)),
        "{by_callee:?}"
    );
    for lost in ["REFER", "202 REFER", "NOTIFY", "200 NOTIFY"] {
        let mut pair = Pair::fine();
        let mut left = 1;
        pair.censor = Box::new(move |_, text| {
            let first = text.lines().next().unwrap_or_default();
            let is_it = match lost.split_once(' ') {
                None => first.starts_with(lost),
                Some((status, method)) => {
                    first.starts_with(&format!("SIP/2.0 {status}"))
                        && text.contains(&format!(" {method}\r\n"))
                }
            };
            let takes = is_it && left > 0;
            left -= usize::from(takes);
            takes
        });
        transferred(&mut pair);
    }
}

#[test]
fn a_refusal_and_silence_are_told_to_who_asked() {
    let mut pair = Pair::fine();
    let (caller, callee) = pair.connect();
    pair.told(Side::Callee);
    pair.act(Side::Callee, |stack, now| {
        stack.refer(now, callee, "sip:1@192.0.2.1")
    });
    pair.run(100);
    pair.act(Side::Caller, |stack, now| {
        stack.refuse_referral(now, caller, 403)
    });
    pair.run(100);
    assert_eq!(pair.told(Side::Callee), ["notified 403"]);
    pair.censor = Box::new(|_, _| true);
    pair.act(Side::Callee, |stack, now| {
        stack.refer(now, callee, "sip:1@192.0.2.1")
    });
    pair.run(40_000);
    assert_eq!(pair.told(Side::Callee), ["notified 408"]);
}
