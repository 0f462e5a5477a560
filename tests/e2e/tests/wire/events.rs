//! What happens, over a WebSocket.

use std::collections::BTreeSet;

use e2e::{Daemon, Place, Watching, caller};
use jiff::Timestamp;
use serde_json::Value;

use crate::DESK;

/// Those who watch at once in the test of how soon they are told.
const WATCHERS: usize = 40;

fn token(daemon: &Daemon, name: &str, role: &str) -> String {
    let made = daemon.ccctl(&format!("token create {name} --role {role} -o json"));
    made.json()["token"].as_str().expect("a token").to_owned()
}

fn is_record(event: &Value) -> bool {
    event["type"] == "record"
}

fn cursor(event: &Value) -> String {
    event["cursor"].as_str().expect("a cursor").to_owned()
}

fn watch(daemon: &Daemon, token: &str, cursor: Option<&str>) -> Watching {
    let query = cursor.map_or_else(String::new, |cursor| format!("?cursor={cursor}"));
    Watching::open(&daemon.http(), &query, token, None).expect("a stream")
}

#[test]
fn a_call_is_told_while_it_is_up_and_the_stream_goes_on_behind_any_event() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let viewer = token(&daemon, "wall", "viewer");
    let mut live = watch(&daemon, &viewer, None);
    let begin = live.until(5, |event| event["type"] == "heartbeat");
    caller("4002").until_bye().start(&place).done(15);
    let told = live.until(10, is_record);
    let in_call: Vec<_> = told
        .iter()
        .filter_map(|event| event["event"]["event"].as_str())
        .collect();
    assert_eq!(in_call.first(), Some(&"arrived"), "{told:#?}");
    assert_eq!(in_call.last(), Some(&"ended"), "{told:#?}");
    let cursors: BTreeSet<_> = told.iter().map(cursor).collect();
    assert_eq!(cursors.len(), told.len(), "an event was told twice");

    // A client is cut off behind each event in turn and comes back.
    for seen in begin.iter().chain(&told) {
        let rest = told
            .iter()
            .skip_while(|event| cursor(event) <= cursor(seen))
            .count();
        let mut again = watch(&daemon, &viewer, Some(&cursor(seen)));
        let mut events = again.until(5, |event| event["type"] == "heartbeat");
        events.pop();
        assert_eq!(events, told[told.len() - rest..], "behind {seen}");
    }
}

#[test]
fn the_stream_goes_on_after_a_crash_with_what_is_kept_and_says_what_is_not() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let viewer = token(&daemon, "wall", "viewer");
    let mut live = watch(&daemon, &viewer, None);
    let begin = live.until(5, |event| event["type"] == "heartbeat");
    caller("4002").until_bye().start(&place).done(15);
    let told = live.until(10, is_record);
    daemon.process.kill();
    let daemon = Daemon::start(&place);
    let mut again = watch(&daemon, &viewer, Some(&cursor(&begin[0])));
    let events = again.until(5, |event| event["type"] == "heartbeat");
    assert_eq!(events[0]["type"], "gap", "{events:#?}");
    assert_eq!(
        events[0]["topics"],
        serde_json::json!(["agents", "queues", "phones", "trunks"])
    );
    let kept = |events: &[Value]| -> Vec<Value> {
        let kept = events
            .iter()
            .filter(|event| is_record(event) || event["type"] == "call");
        kept.map(|event| serde_json::json!([event["event"], event["record"]]))
            .collect()
    };
    assert_eq!(kept(&events), kept(&told));
}

#[test]
fn who_may_watch_is_asked_at_the_door_and_while_he_watches() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let viewer = token(&daemon, "wall", "viewer");
    let address = daemon.http();
    let open = |query: &str, token: &str, page: Option<&str>| {
        Watching::open(&address, query, token, page).map(drop)
    };
    assert_eq!(open("", "guessed", None), Err(401));
    assert_eq!(open("", &viewer, Some("https://evil.example")), Err(403));
    assert_eq!(
        open("", &viewer, Some(&format!("http://{address}"))),
        Ok(())
    );
    assert_eq!(open("?topics=weather", &viewer, None), Err(400));
    assert_eq!(open("?cursor=nonsense", &viewer, None), Err(400));
    let mut live = watch(&daemon, &viewer, None);
    live.until(5, |event| event["type"] == "heartbeat");
    daemon.ccctl("token revoke wall").ok();
    daemon.ccctl("agent state amy break").ok();
    while let Some(event) = live.next(15) {
        assert_ne!(
            event["type"], "agent",
            "it was told to somebody whose token is revoked"
        );
    }
    assert_eq!(open("", &viewer, None), Err(401));
}

#[test]
fn many_who_watch_are_told_within_a_second_and_only_of_their_topics() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    daemon.agent_is("amy", "idle");
    let viewer = token(&daemon, "wall", "viewer");
    let mut clients: Vec<_> = (0..WATCHERS)
        .map(|_| Watching::open(&daemon.http(), "?topics=agents", &viewer, None).expect("a stream"))
        .collect();
    for client in &mut clients {
        client.until(5, |event| event["type"] == "heartbeat");
    }
    // Each reads on a thread of its own: what it waits for is the daemon alone.
    let readers = clients.into_iter().map(|mut client| {
        std::thread::spawn(move || {
            let told = client.until(10, |event| event["type"] != "heartbeat");
            let now = Timestamp::now();
            (told.last().expect("an event").clone(), now)
        })
    });
    let readers: Vec<_> = readers.collect();
    daemon.ccctl("agent state amy break").ok();
    for reader in readers {
        let (event, now) = reader.join().expect("it reads");
        assert_eq!(
            (&event["agent"], &event["state"]),
            (&"amy".into(), &"break".into())
        );
        let at: Timestamp = event["at"]
            .as_str()
            .and_then(|at| at.parse().ok())
            .expect("a moment");
        let took = now.duration_since(at).as_millis();
        assert!((0..1_000).contains(&took), "{took} ms");
    }
}
