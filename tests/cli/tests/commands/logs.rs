//! `ccctl logs`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

const CALL: &str = "0192a1d8-7c00-7000-8000-000000000001";

/// An event line: sequence in the journal, second of the minute, what happened.
fn event(sequence: u64, second: u32, what: &str) -> String {
    let elapsed = second * 1_000_000;
    format!(
        r#"{{"sequence":{sequence},"type":"event","event":{{"call":"{CALL}","sequence":{second},"at":"2026-11-20T08:00:{second:02}Z","elapsed_us":{elapsed},{what}}}}}"#
    ) + "\n"
}

fn heartbeat(sequence: u64) -> String {
    format!("{{\"sequence\":{sequence},\"type\":\"heartbeat\"}}\n")
}

/// A call from its beginning to its record, with the sequence numbers 11 to 21.
fn call() -> Vec<String> {
    let record = format!(
        r#"{{"sequence":21,"type":"record","record":{{"id":"{CALL}","kind":"telephone","direction":"in","caller":"+8613800138000","callee":"02160001000","revision":3,"started_at":"2026-11-20T08:00:00Z","answered_at":"2026-11-20T08:00:30Z","ended_at":"2026-11-20T08:00:59Z","duration_ms":29000,"total_ms":59000,"ivr_ms":8000,"wait_ms":22000,"ring_ms":3000,"end_status":{{"code":1,"string":"ok"}},"hung_up_by":"user","agent":"amy","skill_group":"sales","path":[],"participants":[],"recordings":[]}}}}"#
    );
    let offered = |participant: u32, agent: &str| {
        format!(
            r#""event":"offered","participant":{participant},"agent":"{agent}","staff_number":"1001","phone":"2001","group":"sales""#
        )
    };
    vec![
        event(
            11,
            0,
            r#""event":"arrived","kind":"telephone","direction":"in","trunk":"carrier","caller":"+8613800138000","callee":"02160001000","ivr":"main","revision":3"#,
        ),
        event(12, 1, r#""event":"entered","ivr":"main","node":"welcome""#),
        event(13, 3, r#""event":"entered","ivr":"main","node":"menu""#),
        event(14, 7, r#""event":"chose","key":"1","label":"售前""#),
        event(15, 8, r#""event":"queued","group":"sales","ahead":2"#),
        event(16, 9, &offered(1, "ben")),
        event(
            17,
            25,
            r#""event":"offer_ended","participant":1,"end":"no_answer""#,
        ),
        event(18, 26, &offered(2, "amy")),
        event(19, 30, r#""event":"answered","participant":2"#),
        event(
            20,
            59,
            r#""event":"ended","status":{"code":1,"string":"ok"},"cause":null,"by":"user""#,
        ),
        record + "\n",
    ]
}

#[test]
fn in_a_pipe_every_entry_is_a_line_as_it_came() {
    let daemon = Daemon::new(|_| Reply::ok(call().concat() + &heartbeat(21)));
    let shown = Ccctl::new("logs --number 02160001000 --agent amy")
        .daemon(&daemon)
        .run();
    assert_eq!(
        shown,
        format!(
            "$ ccctl logs --number 02160001000 --agent amy\n{}--- exit 0\n",
            call().concat()
        )
    );
    assert_eq!(
        daemon.lines(),
        ["GET /api/v1/logs?agent=amy&number=02160001000"]
    );
}

#[test]
fn folded_a_call_is_one_line() {
    let daemon = Daemon::new(|_| Reply::ok(call().concat()));
    assert_snapshot!(Ccctl::new("logs -o table").daemon(&daemon).run());
    assert_snapshot!(
        "folded_on_a_terminal",
        Ccctl::new("logs").daemon(&daemon).on_terminal("").run()
    );
}

#[test]
fn a_call_that_is_up_is_shown_as_it_is() {
    for (name, entries) in [("waits", 5), ("rings", 6), ("talks", 9)] {
        let daemon = Daemon::new(move |_| Reply::ok(call()[..entries].concat()));
        let shown = Ccctl::new("logs -o table").daemon(&daemon).run();
        let shown: Vec<_> = shown.split("  ").map(without_length).collect();
        assert_snapshot!(format!("a_call_that_{name}"), shown.join("  "));
    }
}

/// How long it has lasted depends on when the test runs.
fn without_length(part: &str) -> String {
    let lasts = ["waits", "rings", "talks"]
        .iter()
        .any(|word| part.starts_with(word));
    match part.rsplit_once(' ') {
        Some((words, _)) if lasts => format!("{words} LENGTH"),
        _ => part.to_owned(),
    }
}

#[test]
fn only_a_record_is_enough_for_a_line() {
    let daemon = Daemon::new(|_| Reply::ok(call()[10].clone()));
    assert_snapshot!(Ccctl::new("logs -o table --after 20").daemon(&daemon).run());
    assert_eq!(daemon.lines(), ["GET /api/v1/logs?after=20"]);
}

#[test]
fn a_lost_connection_is_made_again_without_a_gap_or_a_duplicate() {
    let mut connection = 0;
    let daemon = Daemon::new(move |_| {
        connection += 1;
        let entries = call();
        match connection {
            // It breaks within a line.
            1 => Reply::ok(entries[..3].concat() + &entries[3][..40]).broken(),
            2 => Reply::status(
                503,
                r#"{"type":"x","title":"x","status":503,"detail":"x","code":"unavailable"}"#,
            ),
            // It says again what was said.
            3 => Reply::ok(entries[1..9].concat()).broken(),
            _ => Reply::ok(entries[9..].concat()),
        }
    });
    let shown = Ccctl::new("logs").daemon(&daemon).run();
    let (data, notes) = shown.split_once("--- standard error\n").expect("notes");
    assert_eq!(data, format!("$ ccctl logs\n{}", call().concat()));
    assert_snapshot!(notes);
    assert_eq!(
        daemon.lines(),
        [
            "GET /api/v1/logs",
            "GET /api/v1/logs?after=13",
            "GET /api/v1/logs?after=13",
            "GET /api/v1/logs?after=19",
        ]
    );
}

#[test]
fn a_heartbeat_moves_the_place_and_is_not_shown() {
    let mut connection = 0;
    let daemon = Daemon::new(move |_| {
        connection += 1;
        if connection == 1 {
            Reply::ok(heartbeat(500)).broken()
        } else {
            Reply::ok("")
        }
    });
    let shown = Ccctl::new("logs --since 10m").daemon(&daemon).run();
    assert!(
        shown.starts_with("$ ccctl logs --since 10m\n--- standard error\n"),
        "{shown}"
    );
    assert_eq!(daemon.lines()[1], "GET /api/v1/logs?after=500");
}

#[test]
fn a_gap_is_said() {
    let gap = r#"{"sequence":10,"type":"gap","from":3,"to":10}"#.to_owned() + "\n";
    let daemon = Daemon::new(move |_| Reply::ok(gap.clone() + &call().concat()));
    let raw = Ccctl::new("logs").daemon(&daemon).run();
    assert_eq!(
        raw.lines().nth(1),
        Some(r#"{"sequence":10,"type":"gap","from":3,"to":10}"#)
    );
    assert_snapshot!(Ccctl::new("logs -o table").daemon(&daemon).run());
}

#[test]
fn a_line_that_is_no_entry_is_an_error_and_not_a_gap() {
    let daemon = Daemon::new(|_| Reply::ok(call()[..2].concat() + "nonsense\n"));
    let shown = Ccctl::new("logs").daemon(&daemon).run();
    let (_, notes) = shown.split_once("--- standard error\n").expect("notes");
    assert_snapshot!(notes);
}

#[test]
fn what_a_later_daemon_says_is_passed_on() {
    let line = r#"{"sequence":22,"type":"chat","chat":{"text":"hello"}}"#.to_owned() + "\n";
    let daemon = Daemon::new(move |_| Reply::ok(line.clone()));
    assert_snapshot!(Ccctl::new("logs").daemon(&daemon).run());
}
