//! What is changed at run time: set, listed, ended, and taken into the YAML.

use std::fs;
use std::path::Path;

use cli_tests::{Ccctl, Daemon, Reply, center};
use insta::assert_snapshot;
use tempfile::TempDir;

const MEMBER: &str = r#"{"path":"skill_groups.sales.members.zoe","desired":"none","live":"1","by":"local",
    "since":"2026-11-27T08:00:00Z","expires_at":"2026-11-27T10:00:00Z","note":"helps out","managed":true}"#;
const AWAY: &str = r#"{"path":"skill_groups.sales.members.ben","desired":"1","live":"none","by":"ci",
    "since":"2026-11-27T08:00:00Z","managed":true}"#;
const TODAY: &str = r#"{"path":"hours.office.today","desired":"09:00-18:00","live":"10:00-15:00",
    "day":"2026-11-27","by":"local","since":"2026-11-27T08:00:00Z","expires_at":"2026-11-27T16:00:00Z","managed":true}"#;
const EMERGENCY: &str = r#"{"path":"center.emergency","desired":"off","live":"on","by":"local",
    "since":"2026-11-27T08:00:00Z","note":"fire alarm","managed":true}"#;
const CALLER: &str = r#"{"path":"blacklist.+8613800138000","desired":"free","live":"blocked","by":"local",
    "since":"2026-11-27T08:00:00Z","note":"pranks","managed":true}"#;
const PHONE: &str = r#"{"path":"skill_groups.night.phones.2101","desired":"none","live":"3","by":"local",
    "since":"2026-11-27T08:00:00Z","managed":false}"#;

/// A daemon that has these changes and takes every other.
fn daemon(changes: &[&str]) -> Daemon {
    let changes = changes.join(",");
    Daemon::new(move |request| match request.line.as_str() {
        "GET /api/v1/live_changes" => Reply::ok(format!(r#"{{"items":[{changes}]}}"#)),
        "POST /api/v1/live_changes"
            if request
                .body
                .starts_with(br#"{"what":"emergency","on":false"#) =>
        {
            Reply::ok(format!(r#"{{"items":[],"replaced":{EMERGENCY}}}"#))
        }
        "POST /api/v1/live_changes" if request.body.windows(5).any(|it| it == b"\"tom\"") => {
            Reply::status(
                404,
                r#"{"type":"urn:ccd:problem:not_found","title":"there is nothing of that name",
                "status":404,"code":"not_found","detail":"there is no agent `tom`"}"#,
            )
        }
        "POST /api/v1/live_changes"
            if request.body.ends_with(br#""hours":"office","open":[]}"#) =>
        {
            let closed = TODAY.replace("10:00-15:00", "closed");
            Reply::ok(format!(r#"{{"items":[{closed}],"replaced":{TODAY}}}"#))
        }
        "POST /api/v1/live_changes" => {
            let of = |what: &str| {
                request
                    .body
                    .starts_with(format!(r#"{{"what":"{what}""#).as_bytes())
            };
            let all = [("phone", PHONE), ("hours", TODAY), ("emergency", EMERGENCY)];
            let found = all.into_iter().find(|(what, _)| of(what));
            let changed = found.map_or(MEMBER, |(_, change)| change);
            Reply::ok(format!(r#"{{"items":[{changed}]}}"#))
        }
        line if line.starts_with("DELETE /api/v1/live_changes/") => Reply::status(204, ""),
        line => panic!("{line}"),
    })
}

fn run(daemon: &Daemon, lines: &[&str]) -> String {
    let shown = lines
        .iter()
        .map(|line| Ccctl::new(line).daemon(daemon).run());
    shown.collect::<Vec<_>>().join("\n")
}

#[test]
fn what_is_set_is_sent_as_it_was_meant() {
    let daemon = daemon(&[]);
    let shown = run(
        &daemon,
        &[
            "set member sales zoe --priority 1 --for 2h",
            "set member sales zoe --remove",
            "set phone night 2101",
            "set hours office --today 10:00-12:00,13:00-15:00",
            "set hours office --today closed",
            "set emergency on",
            "set emergency off",
        ],
    );
    assert_snapshot!("what_is_set", shown);
    let seen = daemon.seen();
    let bodies = seen
        .iter()
        .map(|it| String::from_utf8(it.body.clone()).expect("text"));
    assert_snapshot!("what_is_sent", bodies.collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_cannot_be_set_is_told() {
    let shown = run(
        &daemon(&[]),
        &[
            "set member sales tom",
            "set member sales amy --priority 6",
            "set member sales amy --priority 1 --remove",
            "set hours office --today 9-18",
            "set emergency maybe",
        ],
    );
    assert_snapshot!(shown);
}

#[test]
fn what_is_ended_is_named() {
    let daemon = daemon(&[MEMBER, EMERGENCY, CALLER]);
    let shown = run(
        &daemon,
        &[
            "unset member sales zoe",
            "unset phone night 2101",
            "unset hours office",
            "unset all",
        ],
    );
    assert_snapshot!(shown);
    let lines = daemon.lines();
    let ended = lines.iter().filter(|line| line.starts_with("DELETE"));
    assert_eq!(
        ended.count(),
        5,
        "callers are let in by ccctl blacklist remove"
    );
}

#[test]
fn drift_is_what_differs_from_a_configuration_that_is_meant_to_say_it() {
    let all = daemon(&[MEMBER, TODAY, EMERGENCY, CALLER, PHONE]);
    let left = daemon(&[PHONE]);
    let shown = [
        run(
            &all,
            &["drift", "drift --all --detailed-exitcode", "drift -o json"],
        ),
        run(
            &left,
            &[
                "drift --detailed-exitcode",
                "drift --all --detailed-exitcode",
                "drift -o json",
            ],
        ),
    ];
    assert_snapshot!(shown.join("\n"));
}

const CENTER: &str = r#"# 示例
center:
  inbound_blacklist: [pranks]   # who calls at night
agents:
  amy: { name: 王小美, staff_number: "1001" }
  ben: { name: 本, staff_number: "1002" }
  zoe: { name: Zoe, staff_number: "1003" }
"#;
const GROUPS: &str = r#"skill_groups:
  # who sells
  sales:
    members:
      amy: 3   # 最好的
      ben: 1

  night:
    phones: []
    managed: false
"#;
const RULES: &str = r#"hours:
  office:
    weekly: { mon-fri: "09:00-18:00" }
    extra_days:
      - 2026-10-10   # 调休
caller_lists:
  pranks:
    numbers: ["13900139000"]
phones:
  "2101": {}
"#;

fn three() -> TempDir {
    center(&[
        ("center.yaml", CENTER),
        ("groups.yaml", GROUPS),
        ("rules.yaml", RULES),
    ])
}

fn read(center: &Path) -> String {
    let files = ["center.yaml", "groups.yaml", "rules.yaml"];
    let texts = files.map(|file| fs::read_to_string(center.join(file)).expect("a file"));
    texts.join("---\n")
}

fn pull(center: &Path, daemon: &Daemon, line: &str) -> String {
    Ccctl::new(line).directory(center).daemon(daemon).run()
}

#[test]
fn what_is_pulled_is_written_by_the_smallest_edits_and_only_when_asked() {
    let center = three();
    let daemon = daemon(&[MEMBER, AWAY, TODAY, EMERGENCY, CALLER, PHONE]);
    let before = read(center.path());
    let shown = pull(center.path(), &daemon, "pull DIR");
    assert_eq!(read(center.path()), before);
    let written = pull(center.path(), &daemon, "pull DIR --write --expiring");
    let again = pull(center.path(), &daemon, "pull DIR --write --expiring");
    assert_snapshot!("pulled", [shown, written, again].join("\n"));
    assert_snapshot!("pulled_files", read(center.path()));
}

#[test]
fn what_cannot_be_taken_in_is_told_and_the_rest_is() {
    const PROD: &str = "skill_groups: { sales: { members: { zoe: 2 } } }\n";
    let team = "vars: { first: { type: number, default: 2 } }\n";
    let groups = GROUPS.replace("ben: 1", "ben: !var first");
    let rules = RULES.replace("pranks:\n", "more: {}\n  pranks:\n");
    let center = center(&[
        ("center.yaml", &CENTER.replace("[pranks]", "[pranks, more]")),
        ("env/prod.yaml", PROD),
        ("groups.yaml", &groups),
        ("rules.yaml", &rules),
        ("vars.yaml", team),
    ]);
    let other = AWAY.replace(r#""live":"none""#, r#""live":"4""#);
    let gone = AWAY.replace(".ben", ".tom");
    let daemon = daemon(&[MEMBER, &other, &gone, EMERGENCY, CALLER]);
    let shown = pull(center.path(), &daemon, "pull DIR --expiring --env prod");
    let listed = pull(
        center.path(),
        &daemon,
        "pull DIR --expiring --env prod --list others",
    );
    assert_snapshot!([shown, listed].join("\n"));
}

#[test]
fn a_center_without_changes_has_nothing_to_pull() {
    let center = three();
    assert_snapshot!(pull(center.path(), &daemon(&[PHONE]), "pull DIR --write"));
}

#[test]
fn what_ends_by_itself_is_left_out_unless_it_is_asked_for() {
    let center = three();
    let before = read(center.path());
    let number = |last: u32| {
        let caller = CALLER.replace("13800138000", &format!("1380013800{last}"));
        let expires = r#""expires_at":"2026-11-27T10:00:00Z","managed""#;
        caller.replace(r#""managed""#, expires)
    };
    let callers = [number(1), number(2)];
    let daemon = daemon(&[MEMBER, &callers[0], &callers[1]]);
    let shown = pull(center.path(), &daemon, "pull DIR --write");
    assert_eq!(read(center.path()), before);
    assert_snapshot!(shown);
}

#[test]
fn callers_for_whom_there_is_no_list_are_told_in_one_line() {
    let text = CENTER.replace("inbound_blacklist: [pranks]", "inbound_blacklist: []");
    assert_ne!(text, CENTER);
    let center = center(&[
        ("center.yaml", &text),
        ("groups.yaml", GROUPS),
        ("rules.yaml", RULES),
    ]);
    let callers: Vec<String> = (0..40)
        .map(|n| CALLER.replace("13800138000", &format!("138001{n:05}")))
        .collect();
    let callers: Vec<&str> = callers.iter().map(String::as_str).collect();
    assert_snapshot!(pull(center.path(), &daemon(&callers), "pull DIR"));
}
