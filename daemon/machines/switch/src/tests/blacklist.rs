//! Callers who are blocked at run time.

use jiff::Timestamp;
use model::live::{Ending, How};
use model::record::EndStatus;
use serde_json::{Value, json};

use super::desk::{Desk, OFFER, request};
use crate::{Command, Entry, Input, Ledger, Principal, Problem, Reply, Ticket};

/// Whoever calls has this number.
const CALLER: &str = "13800001234";

fn asks(desk: &mut Desk, command: Command) -> Reply {
    desk.handle(Input::Command(Ticket(1), Principal::LocalAdmin, command));
    desk.replies.pop().expect("a reply")
}

fn block(desk: &mut Desk, caller: &str) -> Reply {
    let command = Command::Block {
        caller: caller.to_owned(),
        note: "pranks".to_owned(),
        expires: Timestamp::from_second(60).ok(),
    };
    asks(desk, command)
}

fn calls(desk: &mut Desk) -> String {
    desk.take(&request("INVITE", "sip:4001@192.0.2.1", "", OFFER));
    let last = desk.sent.last().expect("an answer");
    last.lines().next().unwrap_or_default().to_owned()
}

fn statuses(desk: &Desk) -> Vec<EndStatus> {
    let status = |entry: &Entry| match entry {
        Entry::Record(record) => Some(record.end_status),
        _ => None,
    };
    desk.entries.iter().filter_map(status).collect()
}

#[test]
fn a_caller_who_was_blocked_is_declined_and_his_call_has_its_record() {
    let mut desk = Desk::new();
    assert!(matches!(
        block(&mut desk, "0086-138-0000-1234"),
        Reply::Done
    ));
    assert_eq!(calls(&mut desk), "SIP/2.0 603 Decline");
    assert_eq!(statuses(&desk), [EndStatus::BlackList]);
}

#[test]
fn who_is_let_in_again_is_answered() {
    let mut desk = Desk::new();
    block(&mut desk, CALLER);
    let again = Command::Unblock(format!("+86{CALLER}"));
    assert!(matches!(asks(&mut desk, again), Reply::Done));
    calls(&mut desk);
    assert_eq!(statuses(&desk), []);
    let twice = asks(&mut desk, Command::Unblock(CALLER.to_owned()));
    assert!(matches!(twice, Reply::Problem(Problem::NotFound { .. })));
}

#[test]
fn a_restart_forgets_nobody() {
    let blocked =
        json!({ "caller": "+8613800001234", "by": "local", "at": "2026-11-20T08:00:00Z" });
    let mut desk = Desk::with(json!({
        "config": {
            "trunks": { "t": { "mode": "peer", "address": "192.0.2.9", "allow": ["192.0.2.0/24"] } },
            "numbers": { "4001": { "trunk": "t", "ivr": "i" } },
            "ivrs": { "i": { "start": "bye", "nodes": { "bye": { "end": {} } } } },
        },
        "realm": "r",
        "blocked": { "+8613800001234": blocked },
    }));
    assert_eq!(calls(&mut desk), "SIP/2.0 603 Decline");
}

#[test]
fn what_is_no_number_cannot_be_blocked() {
    for bad in ["", "138*", "a b", "+"] {
        let reply = block(&mut Desk::new(), bad);
        assert!(
            matches!(reply, Reply::Problem(Problem::NoCaller(_))),
            "{bad}"
        );
    }
}

#[test]
fn a_caller_is_let_in_again_when_his_time_is_over() {
    let mut desk = Desk::new();
    block(&mut desk, CALLER);
    desk.wait(59);
    assert_eq!(
        desk.switch.blocked.next_end(),
        Timestamp::from_second(60).ok()
    );
    desk.wait(1);
    assert!(matches!(desk.entries.last(), Some(Entry::Unblocked(_))));
    calls(&mut desk);
    assert_eq!(statuses(&desk), []);
}

fn lists(config: &mut Value, numbers: &[&str]) {
    config["center"] = json!({ "inbound_blacklist": ["pranks"] });
    config["caller_lists"] = json!({ "pranks": { "numbers": numbers } });
}

#[test]
fn whom_an_apply_blocks_is_blocked_by_it_alone() {
    let mut desk = Desk::new();
    block(&mut desk, CALLER);
    block(&mut desk, "13900139000");
    let mut config = serde_json::to_value(&*desk.switch.desired).expect("JSON");
    lists(&mut config, &["138*"]);
    let apply = desk.apply_of(config);
    asks(&mut desk, Command::Apply(Box::new(apply)));
    let left: Vec<_> = ledger(&desk).blocked.keys().cloned().collect();
    assert_eq!(left, ["+8613900139000"]);
    let again = asks(&mut desk, Command::Unblock(CALLER.to_owned()));
    assert!(matches!(again, Reply::Problem(Problem::NotFound { .. })));
    assert_eq!(calls(&mut desk), "SIP/2.0 603 Decline", "by the list");
}

fn ledger(desk: &Desk) -> Ledger {
    let mut ledger = Ledger::default();
    let entries = desk.entries.iter().cloned();
    entries.for_each(|entry| ledger.apply(entry));
    ledger
}

#[test]
fn who_let_whom_in_again_when_and_how_is_kept() {
    let mut desk = Desk::new();
    block(&mut desk, CALLER);
    block(&mut desk, CALLER);
    asks(&mut desk, Command::Unblock(CALLER.to_owned()));
    block(&mut desk, "13900139000");
    desk.wait(60);
    block(&mut desk, CALLER);
    let mut config = serde_json::to_value(&*desk.switch.desired).expect("JSON");
    lists(&mut config, &["138*"]);
    let apply = desk.apply_of(config);
    asks(&mut desk, Command::Apply(Box::new(apply)));
    let past = ledger(&desk).live_past;
    let told = past.callers.iter().map(|ended| {
        let Ending { how, by, .. } = &ended.ending;
        (ended.what.caller.as_str(), *how, by.as_deref())
    });
    let caller = "+8613800001234";
    let expected = [
        (caller, How::Replaced, Some("local")),
        (caller, How::Undone, Some("local")),
        ("+8613900139000", How::Expired, None),
        (caller, How::Configured, Some("local")),
    ];
    assert_eq!(told.collect::<Vec<_>>(), expected);
    assert!(past.callers.iter().all(|ended| ended.ending.at.is_some()));
    let applied = desk.entries.iter().rev().find_map(|entry| match entry {
        Entry::Applied(applied) => Some(applied.live_ended.clone()),
        _ => None,
    });
    let applied = applied.expect("an apply");
    assert_eq!(applied, ["blacklist (1 caller)"], "no number of a customer");
}

#[test]
fn whom_the_lists_turn_away_anyhow_is_blocked_by_them_alone_after_any_apply() {
    let mut desk = Desk::new();
    let mut config = serde_json::to_value(&*desk.switch.desired).expect("JSON");
    lists(&mut config, &["138*"]);
    let apply = desk.apply_of(config.clone());
    asks(&mut desk, Command::Apply(Box::new(apply)));
    block(&mut desk, CALLER);
    block(&mut desk, "13900139000");
    config["center"]["name"] = "other".into();
    let apply = desk.apply_of(config);
    asks(&mut desk, Command::Apply(Box::new(apply)));
    let gone = asks(&mut desk, Command::Unblock(CALLER.to_owned()));
    assert!(matches!(gone, Reply::Problem(Problem::NotFound { .. })));
    let left = asks(&mut desk, Command::Unblock("13900139000".to_owned()));
    assert!(matches!(left, Reply::Done));
}
