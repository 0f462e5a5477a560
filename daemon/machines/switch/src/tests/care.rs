//! Phones and carriers that fall silent.

use contact::LegId;

use super::desk::{Desk, OFFER, request};
use super::dials::{CARRIER, answer};
use super::keys::talking;
use crate::{Entry, Input, MediaEvent};

fn mute(desk: &mut Desk, leg: LegId, mute: bool) {
    desk.handle(Input::Media(leg, MediaEvent::Mute(mute)));
}

fn statuses(desk: &Desk) -> Vec<u16> {
    let records = desk.entries.iter().filter_map(|entry| match entry {
        Entry::Record(record) => Some(record),
        _ => None,
    });
    let all = records.flat_map(|record| {
        let others = record.participants.iter().skip(1);
        std::iter::once(record.end_status.code()).chain(others.map(|it| it.end_status.code()))
    });
    all.collect()
}

#[test]
fn who_is_not_heard_and_does_not_answer_is_gone_long_before_five_minutes() {
    let (mut desk, _, callee) = talking(OFFER, OFFER);
    mute(&mut desk, callee, true);
    assert_eq!(desk.starts(), ["OPTIONS sip:far@192.0.2.20:5070 SIP/2.0"]);
    desk.pass(31_999);
    assert!(statuses(&desk).is_empty());
    desk.pass(1);
    assert_eq!(desk.switch.counters().gone_silently, 1);
    let starts = desk.starts();
    assert!(
        starts.iter().any(|start| start.starts_with("BYE sip:far@")),
        "{starts:?}"
    );
    assert!(!statuses(&desk).is_empty());
}

#[test]
fn a_caller_who_is_gone_ends_his_call() {
    let (mut desk, (caller, _), _) = talking(OFFER, OFFER);
    mute(&mut desk, caller, true);
    desk.pass(32_000);
    assert_eq!(statuses(&desk).len(), 2, "{:?}", statuses(&desk));
}

#[test]
fn who_answers_or_is_heard_again_stays() {
    let (mut desk, _, callee) = talking(OFFER, OFFER);
    for _ in 0..3 {
        mute(&mut desk, callee, true);
        let options = desk
            .sent
            .iter()
            .find(|text| text.starts_with("OPTIONS "))
            .cloned();
        let options = options.expect("a question");
        let ok = answer(&options, "200 OK", "").replace(";tag=far;tag=far", ";tag=far");
        desk.take_from(CARRIER, &ok);
        desk.sent.clear();
        desk.pass(14_000);
        assert!(desk.sent.is_empty());
        mute(&mut desk, callee, false);
        desk.pass(60_000);
        assert!(desk.sent.is_empty(), "{:?}", desk.sent);
    }
    // One that answers no OPTIONS at all, and is heard before the question has had its time.
    mute(&mut desk, callee, true);
    desk.pass(20_000);
    mute(&mut desk, callee, false);
    desk.pass(600_000);
    assert_eq!(desk.switch.counters().gone_silently, 0);
    assert!(statuses(&desk).is_empty());
}

#[test]
fn a_call_that_is_over_is_hung_up_as_one_and_what_the_network_says_counts() {
    let (mut desk, (_, tag), _) = talking(OFFER, OFFER);
    let bye = request("BYE", "sip:4001@192.0.2.1", &tag, "").replace("CSeq: 1", "CSeq: 2");
    desk.take(&bye);
    let sent = desk
        .sent
        .iter()
        .find(|text| text.starts_with("BYE sip:far@"));
    let reason = "\r\nReason: Q.850;cause=16;text=\"Normal call clearing\"\r\n";
    assert!(
        sent.is_some_and(|text| text.contains(reason)),
        "{:?}",
        desk.sent
    );

    for (reason, status) in [
        ("Reason: Q.850;cause=1", 205),
        ("Reason: SIP;cause=480, Q.850;cause=20;text=\"off\"", 204),
        ("Reason: Q.850;cause=34", 208),
        ("Reason: Q.850;cause=16", 208),
    ] {
        let mut desk = Desk::of(&super::dials::config());
        desk.take(&request("INVITE", "sip:4001@192.0.2.1", "", OFFER));
        desk.open();
        desk.open();
        let invite = desk.sent.last().cloned().expect("an INVITE");
        let refused = answer(&invite, "503 Service Unavailable", "");
        desk.take_from(
            CARRIER,
            &refused.replace("Contact:", &format!("{reason}\r\nContact:")),
        );
        assert_eq!(statuses(&desk), [107, status], "{reason}");
    }
}
