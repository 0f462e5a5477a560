//! Customers' numbers as people with different roles see them, while a call is up and after it.

use e2e::{Daemon, MUSIC, Place, Watching, caller, request};
use serde_json::Value;

use crate::DESK;

const WHOLE: &str = "13800138000";
const MASKED: &str = "138****8000";

fn token(daemon: &Daemon, role: &str) -> String {
    let made = daemon.ccctl(&format!("token create {role} --role {role} -o json"));
    made.json()["token"].as_str().expect("a token").to_owned()
}

#[track_caller]
fn shows(text: &str, whole: bool) {
    assert_eq!(text.contains(WHOLE), whole, "{text}");
    assert_eq!(text.contains(MASKED), !whole, "{text}");
}

#[test]
fn who_sees_no_plain_numbers_sees_them_masked_in_calls_events_records_and_exports() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let privacy = "name: Desk, number_privacy: { inbound: mask }";
    let lead = "roles:\n  lead: { records: view, monitoring: view, skill_groups: all, plain_numbers: true }\n";
    let yaml = format!("{}{lead}", DESK.replace("name: Desk", privacy));
    daemon.apply(&place.center(&yaml));
    daemon.ccctl("agent state amy not_ready").ok();
    let roles = [("viewer", false), ("lead", true)];
    let mut people = roles.map(|(role, whole)| {
        let token = token(&daemon, role);
        let live = Watching::open(&daemon.http(), "", &token, None);
        (token, live.expect("a stream"), whole)
    });
    let get = |path: &str, token: &str| {
        let answer = request(&daemon.http(), "GET", path, Some(token), "");
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        answer.body
    };

    let call = caller("4001").wait(1_500).digit('1').wait(3_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(MUSIC, 10);
    for (token, _, whole) in &people {
        shows(&get("/api/v1/calls", token), *whole);
    }
    call.done(15);
    daemon.record();
    for (token, live, whole) in &mut people {
        let told = live.until(10, |event| event["type"] == "record");
        shows(&Value::from(told).to_string(), *whole);
        for path in ["/api/v1/records", "/api/v1/records?format=csv"] {
            shows(&get(path, token), *whole);
        }
    }
}
