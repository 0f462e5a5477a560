//! Test calls of trunks.

use model::record::{CallKind, CallRecord, Cause, EndStatus};
use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request};
use super::dials::{CARRIER, answer, config};
use crate::interface::Ticket;
use crate::{Command, Entry, Input, MediaCommand, Principal, Problem, Reply};

fn trial(desk: &mut Desk, number: &str, shown: Option<&str>) -> Reply {
    let command = Command::TryTrunk {
        trunk: "t".parse().expect("a name"),
        number: number.to_owned(),
        shown: shown.map(|it| it.parse().expect("a number")),
    };
    desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, command));
    desk.replies.pop().expect("a reply")
}

fn records(desk: &Desk) -> Vec<&CallRecord> {
    let records = desk.entries.iter().filter_map(|entry| match entry {
        Entry::Record(record) => Some(record.as_ref()),
        _ => None,
    });
    records.collect()
}

/// A test call that is answered by a peer whose answers have these headers, and its INVITE.
fn answered(headers: &str) -> (Desk, String) {
    let mut desk = Desk::of(&config());
    let reply = trial(&mut desk, "13900000000", None);
    assert!(matches!(reply, Reply::Tried(_)), "{reply:?}");
    desk.open();
    let invite = desk.last();
    desk.take_from(CARRIER, &with(&answer(&invite, "200 OK", OFFER), headers));
    desk.starts();
    (desk, invite)
}

fn with(message: &str, headers: &str) -> String {
    message.replacen("Content-Type:", &format!("{headers}Content-Type:"), 1)
}

/// The methods of what was sent since, in so many seconds.
fn sent_within(desk: &mut Desk, seconds: u64) -> Vec<String> {
    desk.wait(seconds);
    let starts = desk.starts();
    let methods = starts.iter().filter_map(|it| it.split(' ').next());
    methods.map(str::to_owned).collect()
}

/// How many keys the callee was to hear.
fn pressed(desk: &Desk) -> usize {
    let keys = desk.media.iter();
    keys.filter(|it| matches!(it, MediaCommand::SendDigit(..)))
        .count()
}

#[test]
fn a_test_call_is_changed_refreshed_and_hung_up() {
    let (mut desk, invite) = answered("Allow: INVITE, UPDATE\r\n");
    assert!(invite.starts_with("INVITE sip:13900000000@"), "{invite}");
    assert!(invite.contains("From: <sip:4001@"), "{invite}");
    desk.wait(1);
    let again = desk.last();
    assert!(again.starts_with("INVITE sip:far@"), "{again}");
    desk.take_from(
        CARRIER,
        &answer(&again, "200 OK", OFFER).replace(";tag=far;tag=far", ";tag=far"),
    );
    assert_eq!(desk.starts().len(), 2);
    desk.wait(2);
    let update = desk.last();
    assert!(update.starts_with("UPDATE sip:far@"), "{update}");
    desk.take_from(
        CARRIER,
        &answer(&update, "200 OK", "").replace(";tag=far;tag=far", ";tag=far"),
    );
    desk.starts();
    desk.wait(1);
    assert_eq!(
        pressed(&desk),
        1,
        "as tones, for the answer takes no events"
    );
    assert_eq!(sent_within(&mut desk, 8), ["BYE"]);
    let [record] = records(&desk)[..] else {
        panic!("{:?}", desk.entries);
    };
    assert_eq!(record.kind, CallKind::Test);
    assert_eq!(record.end_status, EndStatus::Ok);
    assert_eq!(
        (record.caller.as_str(), record.callee.as_str()),
        ("4001", "13900000000")
    );
    let [callee] = &record.participants[..] else {
        panic!("{record:?}");
    };
    assert!(callee.answered_at.is_some());
    let census = desk.switch.census();
    assert_eq!((census.legs, census.center.loads), (0, 0));
}

#[test]
fn whoever_names_no_update_gets_none() {
    let (mut desk, _) = answered("Allow: INVITE\r\n");
    desk.wait(1);
    let again = desk.last();
    desk.take_from(
        CARRIER,
        &answer(&again, "488 Not Here", "").replace(";tag=far;tag=far", ";tag=far"),
    );
    desk.starts();
    let sent = sent_within(&mut desk, 11);
    assert_eq!(sent, ["BYE"], "a refused offer ends nothing");
}

#[test]
fn a_test_call_that_nobody_answers_ends() {
    let mut desk = Desk::of(&config());
    trial(&mut desk, "13900000000", None);
    desk.open();
    let invite = desk.last();
    desk.take_from(CARRIER, &answer(&invite, "180 Ringing", ""));
    desk.starts();
    assert_eq!(sent_within(&mut desk, 41)[0], "CANCEL");
    let record = records(&desk).pop().expect("a record").clone();
    assert_eq!(record.end_status, EndStatus::NotAnswer);
    assert!(record.participants[0].rang_at.is_some());
    assert_eq!(desk.switch.census().center.loads, 0);
}

#[test]
fn a_test_call_that_is_refused_says_so() {
    let mut desk = Desk::of(&config());
    trial(&mut desk, "13900000000", None);
    desk.open();
    let invite = desk.last();
    desk.take_from(CARRIER, &answer(&invite, "404 Not Found", ""));
    let record = records(&desk).pop().expect("a record").clone();
    assert_eq!(record.end_status, EndStatus::NumberNotExist);
    assert_eq!(desk.switch.census().legs, 0);
}

#[track_caller]
fn is_refused(desk: &mut Desk, number: &str, shown: Option<&str>, why: &str) {
    match trial(desk, number, shown) {
        Reply::Problem(problem @ Problem::NotTried(..)) => {
            let told = problem.to_string();
            assert!(told.contains(why), "{told}");
        }
        other => panic!("{other:?}"),
    }
}

fn with_channels(channels: u32) -> Value {
    let mut config = config();
    config["trunks"]["t"]["channels"] = json!(channels);
    config
}

#[test]
fn a_test_call_takes_no_channel_that_calls_need() {
    for (channels, fits) in [(2, false), (3, true)] {
        let mut desk = Desk::of(&with_channels(channels));
        desk.take(&request("INVITE", "sip:4001@192.0.2.1", "", OFFER));
        match fits {
            true => assert!(matches!(trial(&mut desk, "139", None), Reply::Tried(_))),
            false => is_refused(&mut desk, "139", None, "their last channel"),
        }
    }
    // A line on which nobody talks can be tested though it is the only one.
    let mut desk = Desk::of(&with_channels(1));
    assert!(matches!(trial(&mut desk, "139", None), Reply::Tried(_)));
    is_refused(&mut desk, "139", None, "their last channel");
}

#[test]
fn rules_of_calls_out_hold_for_test_calls() {
    let mut config = config();
    config["center"] = json!({ "dial_never": ["168"] });
    config["numbers"]["4002"] = json!({ "trunk": "t", "ivr": "i", "direction": "in" });
    let mut desk = Desk::of(&config);
    is_refused(&mut desk, "16812345", None, "108");
    is_refused(&mut desk, "0044123456789", None, "108");
    is_refused(&mut desk, "amy", None, "no number");
    is_refused(
        &mut desk,
        "139",
        Some("4002"),
        "4002 is no number of the trunk",
    );
    config["numbers"] = json!({});
    is_refused(
        &mut Desk::of(&config),
        "139",
        None,
        "no number of the trunk goes out",
    );
    desk.handle(Input::Drain);
    is_refused(&mut desk, "139", None, "no room");
}

#[test]
fn only_so_many_test_calls_are_up() {
    let mut desk = Desk::of(&config());
    for _ in 0..4 {
        assert!(matches!(trial(&mut desk, "139", None), Reply::Tried(_)));
    }
    is_refused(&mut desk, "139", None, "4 test calls");
}

#[test]
fn a_center_that_ends_ends_its_test_calls() {
    let (mut desk, _) = answered("");
    desk.handle(Input::Drain);
    let record = records(&desk).pop().expect("a record").clone();
    assert_eq!(
        (record.end_status, record.cause),
        (EndStatus::Ok, Some(Cause::Shutdown))
    );
    let starts = desk.starts();
    assert!(starts.iter().any(|it| it.starts_with("BYE ")), "{starts:?}");
}
