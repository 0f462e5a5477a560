//! What is changed at run time: what it does, how long, and what survives.

use jiff::Timestamp;
use model::live::{LiveValue, Subject};
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
        Some(Entry::LiveEnded(Subject::Emergency))
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
