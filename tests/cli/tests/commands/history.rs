//! `ccctl history`, `show`, `diff`, `rollback`, `describe` and `destroy`

use std::sync::{Arc, Mutex};

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

use crate::fixture::{self, CENTER, Live};

/// A daemon with two applies: the center, and the same with another text and an agent more.
fn daemon() -> (Daemon, Arc<Mutex<Live>>) {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let more = CENTER.replace("售前请按一", "销售请按一").replace(
        "  amy: { name: 王小美",
        "  ben: { name: 本, staff_number: \"1002\" }\n  amy: { name: 王小美",
    );
    for (text, why) in [(CENTER, "the first"), (&more, "ben begins")] {
        std::fs::write(center.path().join("center.yaml"), text).expect("written");
        let apply = Ccctl::new("apply DIR --yes -m").argument(why);
        let apply = apply.directory(center.path()).daemon(&daemon);
        let applied = apply.environment("PHONE_2001", "Secret-2001").run();
        assert!(applied.ends_with("--- exit 0\n"), "{applied}");
    }
    (daemon, live)
}

/// What was changed at run time, with each way to end.
const STORIES: &str = r#"{"items":[
    {"path":"center.emergency","before":"off","after":"on","by":"amy","since":"2026-11-27T08:06:00Z","note":"fire alarm"},
    {"path":"hours.office.today","before":"10:00-15:00","after":"closed","day":"2026-11-27","by":"local",
     "since":"2026-11-27T08:05:00Z","expires_at":"2026-11-27T16:00:00Z"},
    {"path":"hours.office.today","before":"09:00-18:00","after":"10:00-15:00","day":"2026-11-27","by":"amy",
     "since":"2026-11-27T08:04:00Z","ended":{"how":"replaced","at":"2026-11-27T08:05:00Z","by":"local"}},
    {"path":"skill_groups.sales.members.amy","before":"3","after":"none","by":"amy",
     "since":"2026-11-27T08:03:00Z","ended":{"how":"undone","at":"2026-11-27T08:04:30Z","by":"ben"}},
    {"path":"skill_groups.sales.members.ben","before":"none","after":"1","by":"amy",
     "since":"2026-11-27T08:02:00Z","ended":{"how":"configured","at":"2026-11-27T08:04:00Z","by":"ci","revision":13}},
    {"path":"skill_groups.sales.members.zoe","before":"none","after":"1","by":"amy",
     "since":"2026-11-27T08:02:00Z","ended":{"how":"gone","at":"2026-11-27T08:04:00Z","by":"ci","revision":13}},
    {"path":"blacklist.+8613800138000","before":"free","after":"blocked","by":"amy",
     "since":"2026-11-27T08:01:00Z","expires_at":"2026-11-27T08:02:00Z","ended":{"how":"expired","at":"2026-11-27T08:02:00Z"}},
    {"path":"center.emergency","after":"on","by":"amy","since":"2026-11-27T08:00:00Z","ended":{"how":"unknown"}}
    ]}"#;

fn run(daemon: &Daemon, arguments: &str) -> String {
    Ccctl::new(arguments).daemon(daemon).run()
}

#[test]
fn the_history_says_who_when_and_why() {
    let (daemon, _) = daemon();
    assert_snapshot!(run(&daemon, "history"));
    let one = run(&daemon, "history --limit 1 -o json");
    assert!(
        one.contains("ben begins") && !one.contains("the first"),
        "{one}"
    );
}

#[test]
fn what_was_changed_at_run_time_is_listed_with_its_end() {
    let daemon = Daemon::new(|request| match request.line.as_str() {
        "GET /api/v1/live_changes/history?limit=20" => Reply::ok(STORIES.to_owned()),
        "GET /api/v1/live_changes/history?limit=7" => Reply::ok(r#"{"items":[]}"#.to_owned()),
        line => panic!("{line}"),
    });
    let shown = [
        "history --live",
        "history --live -o ndjson",
        "history --live --limit 7",
        "history --live --limit 7 -o json",
    ];
    assert_snapshot!(shown.map(|line| run(&daemon, line)).join("\n"));
}

#[test]
fn a_revision_is_shown_with_what_it_changed() {
    let (daemon, _) = daemon();
    assert_snapshot!(run(&daemon, "show 2"));
    assert_snapshot!("a_revision_as_yaml", run(&daemon, "show 2 --config"));
    assert_snapshot!("a_revision_that_is_not_there", run(&daemon, "show 7"));
    assert_snapshot!("a_revision_that_is_none", run(&daemon, "show last"));
}

#[test]
fn two_revisions_are_compared() {
    let (daemon, _) = daemon();
    assert_snapshot!(run(&daemon, "diff 1 2"));
    assert_snapshot!(
        "from_nothing_to_what_is_live",
        run(&daemon, "diff 0 live --brief")
    );
    assert_snapshot!("no_difference", run(&daemon, "diff 2 live"));
    assert_snapshot!(
        "a_difference_for_programs",
        run(&daemon, "diff 2 1 -o ndjson")
    );
}

#[test]
fn a_rollback_is_planned_and_becomes_a_revision() {
    let (daemon, live) = daemon();
    assert_snapshot!(
        "a_rollback_that_deletes_is_held_back",
        run(&daemon, "rollback 1 --yes")
    );
    assert_eq!(live.lock().expect("the state").revision.0, 2);
    assert_snapshot!(run(&daemon, "rollback 1 --yes --allow-delete"));
    let live = live.lock().expect("the state");
    assert_eq!(live.revision.0, 3);
    assert_eq!(live.config.agents.len(), 1);
    let last = &live
        .sources
        .values()
        .next_back()
        .expect("a revision")
        .revision;
    assert_eq!(last.message.as_deref(), Some("rollback to revision 1"));
}

/// The center with another name for its group, and the move that says so.
fn renamed(center: &tempfile::TempDir) {
    let text = CENTER.replace("sales: { members", "presales: { members");
    let text = text.replace("{ transfer: sales }", "{ transfer: presales }")
        + "moved: [{ kind: skill_groups, from: sales, to: presales }]\n";
    std::fs::write(center.path().join("center.yaml"), text).expect("written");
}

#[test]
fn what_was_renamed_is_planned_shown_compared_and_rolled_back_as_that() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let apply = |arguments: &str| {
        let apply = Ccctl::new(arguments).directory(center.path());
        let apply = apply.environment("PHONE_2001", "Secret-2001");
        apply.daemon(&daemon).run()
    };
    apply("apply DIR --yes");
    renamed(&center);
    assert_snapshot!("a_rename_is_planned", apply("plan DIR"));
    assert_snapshot!("a_rename_for_programs", apply("plan DIR -o json"));
    assert_snapshot!("a_rename_is_applied", apply("apply DIR --yes --brief"));
    assert_snapshot!("a_rename_is_shown", run(&daemon, "show 2"));
    assert_snapshot!("a_rename_is_compared", run(&daemon, "diff 2 1 --brief"));
    assert_snapshot!("a_rename_is_rolled_back", run(&daemon, "rollback 1 --yes"));
    let live = live.lock().expect("the state");
    let groups: Vec<_> = live.config.skill_groups.keys().collect();
    assert_eq!(
        groups.iter().map(|it| it.as_str()).collect::<Vec<_>>(),
        ["sales"]
    );
}

#[test]
fn a_resource_is_described_as_it_is_written_and_as_it_is() {
    let (daemon, _) = daemon();
    assert_snapshot!(run(&daemon, "describe agents amy"));
    assert_snapshot!(
        "a_resource_for_programs",
        run(&daemon, "describe agents amy -o json")
    );
    assert_snapshot!(
        "a_resource_that_is_not_there",
        run(&daemon, "describe agents nobody")
    );
    assert_snapshot!(
        "a_kind_that_is_not_configured",
        run(&daemon, "describe calls 1")
    );
}

#[test]
fn a_center_is_destroyed_by_whoever_can_name_it() {
    let (daemon, live) = daemon();
    assert_snapshot!("nobody_can_type_the_name", run(&daemon, "destroy"));
    assert_snapshot!(
        "another_name_destroys_nothing",
        run(&daemon, "destroy --confirm other")
    );
    let typed = |text| {
        let destroy = Ccctl::new("destroy --brief").daemon(&daemon);
        destroy.environment("NO_COLOR", "1").on_terminal(text).run()
    };
    assert_snapshot!("another_name_is_typed", typed("yes\n"));
    assert_eq!(live.lock().expect("the state").revision.0, 2);
    assert_snapshot!("the_name_is_typed", typed("center\n"));
    assert_eq!(live.lock().expect("the state").config, Default::default());
    assert_snapshot!(
        "nothing_is_left_to_destroy",
        run(&daemon, "destroy --confirm center")
    );
}
