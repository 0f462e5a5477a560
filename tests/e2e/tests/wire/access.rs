//! API clients and roles over ends and changes of the daemon.

use e2e::{Answer, Daemon, Place, eventually, exchange, request};
use serde_json::Value;

use crate::DESK;

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\r\n";

fn grant(daemon: &Daemon, id: &str, secret: &str) -> Answer {
    let body = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
    exchange(&daemon.http(), "POST", "/oauth/token", FORM, &body)
}

fn text(value: &Value, field: &str) -> String {
    let text = value[field].as_str();
    text.unwrap_or_else(|| panic!("{field}: {value}"))
        .to_owned()
}

fn with_key(daemon: &Daemon, secret: &str) -> u16 {
    let line = format!("X-API-Key: {secret}\r\n");
    exchange(&daemon.http(), "GET", "/api/v1/agents", &line, "").status
}

fn with_token(daemon: &Daemon, token: &str) -> u16 {
    request(&daemon.http(), "GET", "/api/v1/agents", Some(token), "").status
}

#[test]
fn a_client_and_both_its_secrets_survive_a_daemon_that_is_killed() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let made = daemon
        .ccctl("client create crm --role viewer -o json")
        .json();
    let (id, old) = (text(&made, "client_id"), text(&made, "client_secret"));
    let rotated = daemon.ccctl("client rotate crm -o json").json();
    let fresh = text(&rotated, "client_secret");
    let given = grant(&daemon, &id, &old);
    assert_eq!(given.status, 200, "{}", given.body);
    let given: Value = serde_json::from_str(&given.body).expect("JSON");
    let token = text(&given, "access_token");
    assert_eq!(with_token(&daemon, &token), 200);
    let log = daemon.process.said();
    assert!(
        ![&old, &fresh, &token]
            .into_iter()
            .any(|it| log.contains(it))
    );

    daemon.process.kill();
    let mut daemon = Daemon::start(&place);
    assert_eq!(with_key(&daemon, &old), 200);
    assert_eq!(with_key(&daemon, &fresh), 200);
    // What a client got for its secret is in memory alone: it gets another.
    assert_eq!(with_token(&daemon, &token), 401);
    assert_eq!(grant(&daemon, &id, &fresh).status, 200);

    daemon.ccctl("client delete crm").ok();
    assert_eq!(with_key(&daemon, &fresh), 401);
    daemon.process.kill();
    let daemon = Daemon::start(&place);
    assert_eq!(with_key(&daemon, &fresh), 401);
    assert_eq!(grant(&daemon, &id, &fresh).status, 401);
}

#[test]
fn a_role_that_is_taken_away_bites_at_once() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let lead = "roles:\n  lead: { monitoring: view, skill_groups: [sales] }\n";
    daemon.apply(&place.center(&format!("{DESK}{lead}")));
    let made = daemon.ccctl("token create lead --role lead -o json").json();
    let token = text(&made, "token");
    assert_eq!(with_token(&daemon, &token), 200);
    let less = lead.replace("monitoring: view", "records: view");
    daemon.apply(&place.center(&format!("{DESK}{less}")));
    let refused = request(&daemon.http(), "GET", "/api/v1/agents", Some(&token), "");
    assert_eq!(refused.status, 403, "{}", refused.body);
    assert!(
        refused.body.contains("monitoring: view"),
        "{}",
        refused.body
    );
    daemon.apply(&place.center(DESK));
    let records = request(&daemon.http(), "GET", "/api/v1/records", Some(&token), "");
    assert_eq!(records.status, 403, "{}", records.body);
}

#[test]
fn a_token_that_asks_too_often_is_told_when_to_come_again_and_nobody_else_is() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let often = DESK.replace("name: Desk", "name: Desk, api_rate: 1");
    daemon.apply(&place.center(&often));
    let [eager, other] = ["eager", "other"].map(|name| {
        let made = daemon.ccctl(&format!("token create {name} --role viewer -o json"));
        text(&made.json(), "token")
    });
    let ask = |token: &str| request(&daemon.http(), "GET", "/api/v1/calls", Some(token), "");
    let mut answers = (0..100).map(|_| ask(&eager));
    let refused = answers.find(|answer| answer.status != 200);
    let refused = refused.expect("a hundred at once are too many");
    assert_eq!(refused.status, 429, "{}", refused.body);
    assert!(
        refused.head.contains("retry-after: 1\r\n"),
        "{}",
        refused.head
    );
    let told: Value = serde_json::from_str(&refused.body).expect("JSON");
    assert_eq!(text(&told, "code"), "too_many");
    assert_eq!(text(&told, "limit"), "api_rate");
    assert_eq!(ask(&other).status, 200);
    for _ in 0..20 {
        daemon.get("calls");
    }
    eventually(10, "it is let in again", || {
        (ask(&eager).status == 200).then_some(())
    });
}
