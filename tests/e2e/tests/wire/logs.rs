//! The log of calls, live.

use e2e::{Daemon, Place, caller};
use serde_json::Value;

use crate::DESK;

fn sequence(entry: &Value) -> u64 {
    entry["sequence"].as_u64().expect("a number")
}

fn is_record(entry: &Value) -> bool {
    entry["type"] == "record"
}

#[test]
fn the_log_shows_a_call_while_it_is_up_and_goes_on_behind_any_entry() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let log = daemon.follow("--since 1m");
    let mut call = caller("4001").wait(3_000).hang_up().start(&place);
    let arrived = log.entry(10, |entry| entry["event"]["event"] == "arrived");
    let entered = log.entry(5, |entry| entry["event"]["event"] == "entered");
    assert_eq!(entered["event"]["node"], "welcome");
    assert!(
        call.process.runs(),
        "the call is over before the log shows it"
    );
    call.done(15);
    let record = log.entry(5, is_record);
    assert_eq!(record["record"]["id"], arrived["event"]["call"]);
    assert!(sequence(&arrived) < sequence(&entered) && sequence(&entered) < sequence(&record));

    let after = sequence(&arrived);
    let rest = daemon
        .ccctl(&format!("logs --after {after} -o ndjson"))
        .ok()
        .out;
    let rest: Vec<Value> = rest
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert!(rest.iter().all(|entry| sequence(entry) > after));
    assert_eq!(rest.iter().filter(|entry| is_record(entry)).count(), 1);
}

#[test]
fn the_log_goes_on_after_the_daemon_came_back_without_a_gap_or_a_duplicate() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let log = daemon.follow("--since 1m");
    caller("4002").until_bye().start(&place).done(15);
    let first = log.entry(10, is_record);
    daemon.process.kill();
    let _daemon = Daemon::start(&place);
    caller("4002").until_bye().start(&place).done(15);
    let mut last = sequence(&first);
    let mut events = Vec::new();
    loop {
        let entry = log.entry(20, |entry| entry["type"] != "heartbeat");
        assert!(sequence(&entry) > last, "{entry}");
        last = sequence(&entry);
        assert_ne!(entry["type"], "gap");
        if is_record(&entry) {
            break;
        }
        events.push(entry["event"]["event"].as_str().map(str::to_owned));
    }
    assert_eq!(
        events.first(),
        Some(&Some("arrived".to_owned())),
        "{events:?}"
    );
    assert_eq!(events.last(), Some(&Some("ended".to_owned())), "{events:?}");
}
