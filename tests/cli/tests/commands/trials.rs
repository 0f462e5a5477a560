//! `ccctl fuzz` and `ccctl simulate`, and the page that explains them.

use std::fs;
use std::path::Path;

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;
use model::record::CallRecord;
use serde_json::json;
use tempfile::TempDir;

use crate::fixture;

/// The files of the page.
fn page() -> (String, TempDir) {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(house.join("docs/trials.md")).expect("the page");
    let block = |kind: &str, number: usize| {
        let opened = format!("```{kind}\n");
        let rest = page.split(&opened).nth(number).expect("a block");
        rest.split("```").next().expect("its text")
    };
    let directory = center(&[
        ("center.yaml", block("yaml", 1)),
        ("calls.csv", block("csv", 1)),
        ("shifts.csv", block("csv", 2)),
    ]);
    (page, directory)
}

#[test]
fn every_command_of_the_page_does_what_it_says() {
    let (page, center) = page();
    let (daemon, _) = fixture::daemon();
    let blocks = page.split("```sh\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    let mut count = 0;
    for line in blocks.flat_map(str::lines) {
        let command = line.strip_prefix("ccctl ").expect("a command");
        let command = command
            .replace("center/", "DIR")
            .replace(" calls.csv", " DIR/calls.csv");
        let command = command.replace(" shifts.csv", " DIR/shifts.csv");
        let said = Ccctl::new(&command)
            .directory(center.path())
            .daemon(&daemon)
            .run();
        let found = command.contains("--longest 2m");
        let exit = if found {
            "--- exit 6\n"
        } else {
            "--- exit 0\n"
        };
        assert!(said.ends_with(exit), "{said}");
        count += 1;
    }
    assert!(count >= 8, "{count} commands");
}

/// A hang-up without a word, a wait without end and a node that nobody reaches.
const LOST: &str = r#"      sales: { transfer: sales }
      bye: { collect: 请输入四位数字, into: Card, length: 4, exhausted: last, next: kind }
      kind: { condition: [{ when: "${Card} > 9999", next: never }], otherwise: last }
      never: { end: 从不 }
      last: { end: }
"#;

fn lost() -> TempDir {
    let (page, _) = page();
    let text = page
        .split("```yaml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let text = text.expect("the center");
    let kept = text.lines().filter(|line| {
        let words = line.trim_start();
        !words.starts_with("sales: { transfer") && !words.starts_with("bye:")
    });
    let text: String = kept.map(|line| format!("{line}\n")).collect();
    center(&[("center.yaml", &format!("{text}{LOST}"))])
}

#[test]
fn findings_come_with_tests() {
    let center = lost();
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    assert_snapshot!(run("fuzz DIR"));
    assert_snapshot!(run("fuzz DIR main -o json --depth 1"));
}

#[test]
fn a_test_that_was_found_passes_as_it_stands() {
    let center = lost();
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    let found = run("fuzz DIR");
    let tests = found.lines().filter(|line| line.starts_with("    "));
    let tests: Vec<String> = tests.map(|line| line.replacen("  ", "", 1)).collect();
    assert!(tests.len() > 10, "{found}");
    let text = format!("tests:\n{}\n", tests.join("\n"));
    fs::write(center.path().join("tests.yaml"), text).expect("written");
    let said = run("test DIR");
    assert!(
        said.ends_with("--- exit 0\n") && said.contains("ok "),
        "{said}"
    );
}

#[test]
fn where_the_search_ends_is_said() {
    let center = lost();
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    assert_snapshot!(run("fuzz DIR --states 2"));
    assert_snapshot!(run("fuzz DIR nowhere"));
}

#[test]
fn a_flow_in_which_nobody_is_lost() {
    let (_, center) = page();
    assert_snapshot!(Ccctl::new("fuzz DIR").directory(center.path()).run());
}

#[test]
fn a_day_has_its_figures_by_half_hours() {
    let (_, center) = page();
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    let day = "--date 2026-01-05 --runs 3 --seed 7";
    let two = format!("simulate DIR --calls 30 --from 09:00 --to 10:00 --keys 1 {day}");
    assert_snapshot!(run(&two));
    assert_snapshot!(run(&format!("{two} -o csv")));
    assert_snapshot!(run(
        &format!("{two} -o json --runs 1").replace("--runs 3 ", "")
    ));
    let files = "--arrivals DIR/calls.csv --staff DIR/shifts.csv";
    assert_snapshot!(run(&format!("simulate DIR {files} {day}")));
}

#[test]
fn what_cannot_be_a_day_is_told_line_by_line() {
    let (_, center) = page();
    let calls =
        "number,from,calls\n02160001000,09:15,30\n110,09:00,30\n\n02160001000,09:00,-1\n1,2\n";
    let shifts = "amy,09:00,09:00\nzoe,09:00,10:00\namy,9\n";
    fs::write(center.path().join("calls.csv"), calls).expect("written");
    fs::write(center.path().join("shifts.csv"), shifts).expect("written");
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    let lines = [
        "simulate DIR --arrivals DIR/calls.csv",
        "simulate DIR --calls 20 --staff DIR/shifts.csv",
        "simulate DIR --arrivals DIR/nothing.csv",
        "simulate DIR --calls 100000 --runs 500",
        "simulate DIR --calls 20 --goal 80",
        "simulate DIR",
    ];
    assert_snapshot!(lines.map(run).join("\n"));
}

#[test]
fn an_invalid_center_is_not_tried() {
    let center = center(&[("center.yaml", "tests:\n  sales: { dail: \"1\" }\n")]);
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    for line in ["fuzz DIR", "simulate DIR --calls 1"] {
        let said = run(line);
        assert!(said.ends_with("--- exit 3\n"), "{said}");
    }
    let center = fixture::directory();
    let said = Ccctl::new("fuzz DIR --depth 0")
        .directory(center.path())
        .run();
    assert!(said.ends_with("--- exit 64\n"), "{said}");
}

/// A call of somebody who pressed these keys in the menu of the fixture's center, and was served or hung up.
fn record(number: u32, caller: &str, key: Option<&str>) -> CallRecord {
    let step = |node: &str, key: Option<&str>| {
        let mut step = json!({ "ivr": "main", "node": node, "at": "2026-11-20T08:00:00Z" });
        if let Some(key) = key {
            step["key"] = json!(key);
        }
        step
    };
    let mut path = vec![step("welcome", None), step("menu", key)];
    path.extend(key.map(|_| step("sales", None)));
    let (code, string) = if key.is_some() {
        (1, "ok")
    } else {
        (102, "ivrGiveUp")
    };
    let mut record = json!({
        "id": format!("0192a1d8-7c00-7000-8000-{number:012}"),
        "kind": "telephone", "direction": "in",
        "caller": caller, "callee": "02160001000", "trunk": "carrier", "ivr": "main", "revision": 1,
        "started_at": "2026-11-20T08:00:00Z", "ended_at": "2026-11-20T08:01:00Z",
        "duration_ms": 0, "total_ms": 60_000, "ivr_ms": 0, "wait_ms": 0, "ring_ms": 0,
        "end_status": { "code": code, "string": string }, "hung_up_by": "user",
        "path": path, "participants": [], "recordings": []
    });
    if key.is_some() {
        record["skill_group"] = json!("sales");
    }
    serde_json::from_value(record).expect("a record")
}

#[test]
fn callers_who_would_come_elsewhere_are_listed_with_the_plan() {
    let (daemon, live) = fixture::daemon();
    let center = fixture::directory();
    let run = |line: &str| {
        let run = Ccctl::new(line).directory(center.path()).daemon(&daemon);
        let said = run.environment("PHONE_2001", "secret").run();
        // When it is now is another with each run.
        let parts: Vec<&str> = said.split("\"since\": \"").collect();
        match parts[..] {
            [before, after] => {
                let after = after.split_once('"').expect("a time").1;
                format!("{before}\"since\": \"WHEN\"{after}")
            }
            _ => said,
        }
    };
    let applied = run("apply DIR --yes");
    assert!(applied.ends_with("--- exit 0\n"), "{applied}");
    let records = [
        record(1, "138****0001", Some("1")),
        record(2, "138****0002", Some("1")),
        record(3, "138****0003", None),
        record(4, "138****0004", Some("9")),
    ];
    live.lock().expect("the state").records = records.into();
    assert!(run("plan DIR --replay 24h").contains("4 recorded calls: 3 as before, 0 elsewhere"));
    let changed = fixture::CENTER
        .replace(
            "sales: { members: { amy: 1 } }",
            "sales: { members: { amy: 1 } }\n  service: { members: [amy] }",
        )
        .replace("sales: { transfer: sales }", "sales: { transfer: service }");
    fs::write(center.path().join("center.yaml"), changed).expect("written");
    assert_snapshot!(run("plan DIR --replay 24h"));
    assert_snapshot!(run("plan DIR --replay 24h -o json"));
    assert_snapshot!(run("plan DIR --replay 24h -o markdown"));
    let wrong = run("plan DIR --replay yesterday");
    assert!(wrong.ends_with("--- exit 64\n"), "{wrong}");
}
