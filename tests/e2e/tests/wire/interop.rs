//! What carriers and phones say that we did not write: each behaviour by a peer of its own.

use e2e::{Daemon, PROMPT, Place, Sipp, caller};
use serde_json::Value;

use crate::DESK;
use crate::dissected::understood;

/// Longer than any call of these scenarios, in seconds.
const ENOUGH: u64 = 20;

fn desk(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(DESK));
    daemon
}

fn phone(scenario: &'static str) -> Sipp {
    Sipp::scenario(scenario, 3)
}

/// Calls the phone of the only agent, which has this scenario: its messages and the record.
fn called(scenario: &'static str) -> (String, Value) {
    let place = Place::new();
    let daemon = desk(&place);
    daemon.agent_is("amy", "idle");
    let mut phone = phone(scenario).start(&place);
    let call = caller("4001").wait(2_500).digit('1').until_bye();
    let mut call = call.start(&place);
    call.ear.hears(PROMPT, 10);
    phone.done(ENOUGH);
    call.done(ENOUGH);
    let record = daemon.record();
    understood(&daemon, place.net.daemon(), &record);
    (phone.messages(), record)
}

/// How often a line stands in messages.
fn count(messages: &str, line: &str) -> usize {
    messages.lines().filter(|it| it.trim_end() == line).count()
}

#[test]
fn a_phone_has_its_provisional_answers_acknowledged_updates_early_and_holds_in_every_form() {
    let (messages, record) = called(include_str!("../../sipp/callee_reliable.xml"));
    for rack in ["RAck: 1 1 INVITE", "RAck: 2 1 INVITE"] {
        assert!(count(&messages, rack) > 0, "{rack}: {messages}");
    }
    assert!(
        count(&messages, "a=recvonly") > 0,
        "the answer to sendonly: {messages}"
    );
    assert!(
        count(&messages, "a=inactive") > 1,
        "that to inactive: {messages}"
    );
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["hung_up_by"], "agent", "{record:#}");
}

#[test]
fn a_phone_that_wants_longer_sessions_gets_them() {
    let (messages, record) = called(include_str!("../../sipp/callee_longer.xml"));
    assert!(count(&messages, "Session-Expires: 1800") > 0, "{messages}");
    assert!(count(&messages, "Session-Expires: 3600") > 0, "{messages}");
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
}

#[test]
fn a_carrier_with_session_timers_is_told_what_we_bear_and_refreshes() {
    let place = Place::new();
    let daemon = desk(&place);
    let scenario = include_str!("../../sipp/caller_timers.xml");
    let mut call = Sipp::scenario(scenario, 2).dials("4001").start(&place);
    call.done(ENOUGH);
    let messages = call.messages();
    assert!(count(&messages, "Min-SE: 90") > 0, "{messages}");
    // Our 200s to the INVITE and to the UPDATE.
    assert!(count(&messages, "Require: timer") > 1, "{messages}");
    assert_eq!(daemon.record()["hung_up_by"], "user");
}

#[test]
fn a_key_by_info_chooses_as_any_other() {
    let place = Place::new();
    let daemon = desk(&place);
    let scenario = include_str!("../../sipp/caller_info.xml");
    let mut call = Sipp::scenario(scenario, 2).dials("4001").start(&place);
    call.done(ENOUGH);
    let record = daemon.record();
    let path = record["path"].as_array().expect("a path");
    let chosen = path.iter().find(|step| step["node"] == "menu");
    assert_eq!(chosen.expect("the menu")["label"], "Sales", "{record:#}");
}
