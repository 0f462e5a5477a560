//! What is changed at run time: what it does, how long, and what survives.

use jiff::Timestamp;
use model::live::{How, LiveValue, Subject};
use serde_json::{Value, json};

use super::desk::Desk;
use crate::{Command, Entry, Input, Ledger, LiveDraft, Principal, Problem, Reply, Ticket};

/// It is eight o'clock on the first day of 1970 in Shanghai.
fn config() -> Value {
    json!({
        "skill_groups": { "sales": { "members": { "amy": 3 } } },
        "agents": {
            "amy": { "name": "A", "staff_number": "1" },
            "ben": { "name": "B", "staff_number": "2" },
        },
        "phones": { "2001": { "agent": "amy" }, "2101": {} },
        "hours": { "office": { "weekly": { "thu": ["09:00-18:00"] } } },
    })
}

fn value(value: Value) -> LiveValue {
    serde_json::from_value(value).expect("a value")
}

fn member(agent: &str, priority: Option<u8>) -> LiveValue {
    value(json!({ "what": "member", "skill_group": "sales", "agent": agent, "priority": priority }))
}

fn today(date: &str, open: &[&str]) -> LiveValue {
    value(json!({ "what": "hours", "hours": "office", "date": date, "open": open }))
}

fn asks(desk: &mut Desk, command: Command) -> Reply {
    desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, command));
    desk.replies.pop().expect("a reply")
}

fn change(desk: &mut Desk, value: LiveValue, seconds: Option<i64>) -> Reply {
    let end = |seconds| Timestamp::from_second(seconds).expect("a moment");
    let draft = LiveDraft {
        value,
        expires: seconds.map(end),
        note: "a note".to_owned(),
    };
    asks(desk, Command::ChangeLive(Box::new(draft)))
}

fn apply(desk: &mut Desk, config: &Value) {
    let apply = desk.apply_of(config.clone());
    let reply = asks(desk, Command::Apply(Box::new(apply)));
    assert!(matches!(reply, Reply::Applied(_)), "{reply:?}");
}

/// What a start would find: the ledger that all entries make.
fn ledger(desk: &Desk) -> Ledger {
    let mut ledger = Ledger {
        config: desk.switch.desired.clone(),
        ..Ledger::default()
    };
    for entry in &desk.entries {
        // As it is on the disk.
        let written = serde_json::to_vec(entry).expect("JSON");
        let entry: Entry = serde_json::from_slice(&written).expect("an entry");
        ledger.apply(entry);
    }
    ledger
}

fn left(desk: &Desk) -> Vec<String> {
    assert_eq!(
        ledger(desk).live,
        desk.switch.live,
        "what survives is what is"
    );
    let left = desk.switch.live.iter();
    left.map(|(subject, _)| subject.to_string()).collect()
}

fn members(desk: &Desk) -> Vec<String> {
    let sales = &desk.switch.config().0.skill_groups["sales"];
    sales.members.keys().map(ToString::to_string).collect()
}

#[test]
fn what_is_changed_is_in_effect_at_once_and_written_before_it_is_answered() {
    let mut desk = Desk::of(&config());
    assert_eq!(change(&mut desk, member("ben", Some(1)), None), Reply::Done);
    assert_eq!(members(&desk), ["amy", "ben"]);
    let Some(Entry::LiveChanged(written)) = desk.entries.last() else {
        panic!("{:?}", desk.entries);
    };
    assert_eq!(
        (written.by.as_str(), written.note.as_str()),
        ("local", "a note")
    );
    assert_eq!(left(&desk), ["skill_groups.sales.members.ben"]);
}

#[test]
fn a_restart_and_an_apply_leave_it_as_it_is() {
    let mut desk = Desk::of(&config());
    change(&mut desk, member("amy", None), None);
    let mut other = config();
    other["center"] = json!({ "max_calls": 7 });
    apply(&mut desk, &other);
    assert_eq!(members(&desk), [""; 0]);
    let ledger = serde_json::to_value(ledger(&desk)).expect("JSON");
    let again = Desk::with(ledger);
    assert_eq!(members(&again), [""; 0]);
    assert_eq!(again.switch.config().0.center.max_calls, 7);
    assert!(
        again.switch.desired.skill_groups["sales"]
            .members
            .contains_key("amy")
    );
}

#[test]
fn what_the_configuration_says_is_no_change_whoever_says_it_first() {
    let mut desk = Desk::of(&config());
    assert_eq!(change(&mut desk, member("amy", Some(3)), None), Reply::Done);
    assert_eq!(left(&desk), [""; 0]);
    change(&mut desk, member("amy", Some(1)), None);
    change(&mut desk, member("amy", Some(3)), None);
    assert_eq!(left(&desk), [""; 0]);
    change(&mut desk, member("ben", Some(2)), None);
    let mut other = config();
    other["skill_groups"]["sales"]["members"]["ben"] = json!(2);
    apply(&mut desk, &other);
    assert_eq!(left(&desk), [""; 0]);
    assert_eq!(members(&desk), ["amy", "ben"]);
}

#[test]
fn it_ends_with_what_it_is_about() {
    let mut desk = Desk::of(&config());
    change(&mut desk, member("ben", Some(2)), None);
    let mut other = config();
    other["agents"]
        .as_object_mut()
        .expect("agents")
        .remove("ben");
    apply(&mut desk, &other);
    assert_eq!(left(&desk), [""; 0]);
}

#[test]
fn it_ends_by_itself_at_its_moment() {
    let mut desk = Desk::of(&config());
    change(&mut desk, LiveValue::Emergency { on: true }, Some(60));
    desk.wait(59);
    assert!(desk.switch.config().0.center.emergency);
    desk.wait(1);
    assert!(!desk.switch.config().0.center.emergency);
    assert_eq!(left(&desk), [""; 0]);
}

#[test]
fn what_had_its_time_while_nothing_ran_ends_with_the_start() {
    let change = json!({ "what": "emergency", "on": true, "by": "local",
        "at": "1969-12-31T08:00:00Z", "expires": "1969-12-31T09:00:00Z" });
    let mut desk = Desk::with(json!({
        "config": config(), "realm": "r", "live": { "center.emergency": change },
    }));
    desk.wait(1);
    assert!(!desk.switch.config().0.center.emergency);
    assert!(matches!(
        desk.entries.last(),
        Some(Entry::LiveEnded(ended)) if ended.what == Subject::Emergency
    ));
}

#[test]
fn the_hours_of_a_day_end_with_the_day_or_with_the_night_that_belongs_to_it() {
    for (open, hours) in [
        (&["10:00-15:00"][..], 16),
        (&[], 16),
        (&["20:00-02:30"], 18),
    ] {
        let mut desk = Desk::of(&config());
        assert_eq!(
            change(&mut desk, today("1970-01-01", open), None),
            Reply::Done
        );
        desk.wait(hours * 3_600 - 1);
        assert_eq!(left(&desk), ["hours.office.today"], "{open:?}");
        desk.wait(3_600);
        assert_eq!(left(&desk), [""; 0], "{open:?}");
    }
}

#[test]
fn the_hours_of_another_day_are_not_set_at_run_time() {
    let mut desk = Desk::of(&config());
    for date in ["1969-12-31", "1970-01-02"] {
        let reply = change(&mut desk, today(date, &[]), None);
        assert!(
            matches!(reply, Reply::Problem(Problem::NotToday(_))),
            "{reply:?}"
        );
    }
    desk.wait(16 * 3_600);
    assert_eq!(
        change(&mut desk, today("1970-01-02", &["09:00-10:00"]), None),
        Reply::Done
    );
}

fn phone(extension: &str) -> LiveValue {
    value(json!({ "what": "phone", "skill_group": "sales", "phone": extension, "priority": 1 }))
}

#[test]
fn a_phone_that_follows_an_agent_is_in_no_group_by_itself() {
    let mut desk = Desk::of(&config());
    let reply = change(&mut desk, phone("2001"), None);
    assert!(
        matches!(reply, Reply::Problem(Problem::Bound(..))),
        "{reply:?}"
    );
    assert_eq!(change(&mut desk, phone("2101"), None), Reply::Done);
    assert_eq!(left(&desk), ["skill_groups.sales.phones.2101"]);
    let mut bound = config();
    bound["phones"]["2101"]["agent"] = json!("ben");
    apply(&mut desk, &bound);
    assert_eq!(left(&desk), [""; 0]);
}

#[test]
fn what_there_is_not_can_neither_be_changed_nor_ended() {
    let mut desk = Desk::of(&config());
    let unknown = |reply| matches!(reply, Reply::Problem(Problem::NotFound { .. }));
    assert!(unknown(change(&mut desk, member("tom", Some(1)), None)));
    assert!(unknown(asks(
        &mut desk,
        Command::EndLive(Subject::Emergency)
    )));
    assert_eq!(left(&desk), [""; 0]);
}

#[test]
fn what_is_ended_is_again_what_the_configuration_says() {
    let mut desk = Desk::of(&config());
    change(&mut desk, member("amy", None), None);
    let subject = "skill_groups.sales.members.amy".parse().expect("a subject");
    assert_eq!(asks(&mut desk, Command::EndLive(subject)), Reply::Done);
    assert_eq!(members(&desk), ["amy"]);
    assert_eq!(left(&desk), [""; 0]);
}

/// What is over of members, hours and the switch: what, how it was before, how it ended and by whom.
fn past(desk: &Desk) -> Vec<(String, String, How, String)> {
    let ledger = ledger(desk);
    let kept = serde_json::to_value(&ledger).expect("JSON");
    let again: Ledger = serde_json::from_value(kept).expect("a ledger");
    assert_eq!(
        again.live_past, ledger.live_past,
        "a checkpoint loses nothing"
    );
    let told = ledger.live_past.changes.iter().map(|ended| {
        let change = &ended.what;
        let before = change.before.as_ref().map(ToString::to_string);
        (
            change.value.subject().to_string(),
            format!("{} -> {}", before.unwrap_or_default(), change.value),
            ended.ending.how,
            ended.ending.by.clone().unwrap_or_default(),
        )
    });
    told.collect()
}

fn over(subject: &str, change: &str, how: How, by: &str) -> (String, String, How, String) {
    (subject.to_owned(), change.to_owned(), how, by.to_owned())
}

#[test]
fn what_is_over_is_kept_with_who_ended_it_and_how() {
    let mut desk = Desk::of(&config());
    let (today_is, amy, ben) = (
        "hours.office.today",
        "skill_groups.sales.members.amy",
        "skill_groups.sales.members.ben",
    );
    change(&mut desk, today("1970-01-01", &["10:00-15:00"]), None);
    change(&mut desk, today("1970-01-01", &[]), None);
    change(&mut desk, today("1970-01-01", &["09:00-18:00"]), None);
    change(&mut desk, LiveValue::Emergency { on: true }, Some(60));
    desk.wait(60);
    change(&mut desk, member("amy", None), None);
    asks(&mut desk, Command::EndLive(amy.parse().expect("a subject")));
    change(&mut desk, member("ben", Some(2)), None);
    let mut other = config();
    other["skill_groups"]["sales"]["members"]["ben"] = json!(2);
    apply(&mut desk, &other);
    change(&mut desk, member("ben", None), None);
    apply(&mut desk, &config());
    change(&mut desk, member("ben", Some(1)), None);
    other = config();
    let agents = other["agents"].as_object_mut().expect("agents");
    agents.remove("ben");
    apply(&mut desk, &other);
    let expected = [
        over(
            today_is,
            "09:00-18:00 -> 10:00-15:00",
            How::Replaced,
            "local",
        ),
        over(today_is, "10:00-15:00 -> closed", How::Undone, "local"),
        over("center.emergency", "off -> on", How::Expired, ""),
        over(amy, "3 -> none", How::Undone, "local"),
        over(ben, "none -> 2", How::Configured, "local"),
        over(ben, "2 -> none", How::Configured, "local"),
        over(ben, "none -> 1", How::Gone, "local"),
    ];
    assert_eq!(past(&desk), expected);
    let ledger = ledger(&desk);
    let last = ledger.live_past.changes.iter().last().expect("an end");
    assert_eq!(last.ending.revision, Some(desk.switch.config().1));
    assert!(last.ending.at.is_some());
    let Some(Entry::Applied(applied)) = desk.entries.last() else {
        panic!("{:?}", desk.entries);
    };
    assert_eq!(applied.live_ended, [ben]);
}

#[test]
fn whoever_changes_what_was_changed_is_told_what_is_over_by_that() {
    let mut desk = Desk::of(&config());
    let open = today("1970-01-01", &["10:00-15:00"]);
    assert_eq!(change(&mut desk, open.clone(), None), Reply::Done);
    for next in [&[][..], &["09:00-18:00"]] {
        let before = desk.switch.live.iter().next().map(|(_, it)| it.clone());
        let reply = change(&mut desk, today("1970-01-01", next), None);
        assert_eq!(reply, Reply::Over(Box::new(before.expect("a change"))));
    }
    assert_eq!(change(&mut desk, open, None), Reply::Done);
}

#[test]
fn what_a_version_of_earlier_has_written_is_read_and_nothing_is_invented() {
    let mut ledger = Ledger::default();
    for line in [
        r#"{"live_changed":{"what":"emergency","on":true,"by":"amy","at":"2026-11-20T08:00:00Z"}}"#,
        r#"{"live_ended":"center.emergency"}"#,
        r#"{"blocked":{"caller":"1","by":"amy","at":"2026-11-20T08:00:00Z"}}"#,
        r#"{"unblocked":"1"}"#,
    ] {
        ledger.apply(serde_json::from_str(line).expect(line));
    }
    assert!(ledger.live.is_empty() && ledger.blocked.is_empty());
    let change = ledger.live_past.changes.iter().next().expect("a change");
    assert_eq!(
        (change.what.by.as_str(), &change.what.before),
        ("amy", &None)
    );
    let caller = ledger.live_past.callers.iter().next().expect("a caller");
    for ending in [&change.ending, &caller.ending] {
        assert_eq!((ending.how, ending.at), (How::Unknown, None));
        assert_eq!(ending.by, None);
    }
}
