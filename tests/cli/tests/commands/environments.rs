//! One center in several environments: `--env`, `--var`, `ccctl render`, and the page that explains them.

use std::fs;
use std::path::Path;

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;
use tempfile::TempDir;

use crate::fixture;

const CENTER: &str = r#"
vars:
  city: { type: string, default: 上海 }
  most: { type: number, default: 5 }
center: { name: "${var.city}客服" }
agents:
  amy: { name: 王小美, staff_number: "1001" }
  ben: { name: 李本, staff_number: "1002" }
skill_groups:
  sales: { members: [amy, ben], max_waiting: !var most }
"#;

const PROD: &str = r#"
vars: { city: 武汉 }
agents: { ben: !remove }
skill_groups: { sales: { members: [amy] } }
"#;

fn two() -> TempDir {
    center(&[("center.yaml", CENTER), ("env/prod.yaml", PROD)])
}

#[test]
fn the_whole_center_is_printed_with_where_each_value_comes_from() {
    let center = two();
    let run = |line: &str| Ccctl::new(line).directory(center.path());
    let base = run("render DIR").run();
    let prod = run("render DIR --env prod --var most=7");
    let prod = prod.environment("CCCTL_VAR_city", "北京").run();
    assert_snapshot!([base, prod].join("\n"));
}

#[test]
fn for_programs_every_value_has_its_path() {
    let center = two();
    let line = "render DIR --env prod -o json";
    assert_snapshot!(Ccctl::new(line).directory(center.path()).run());
}

#[test]
fn an_environment_that_is_not_there() {
    let center = two();
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    let lines = [
        "validate DIR --env staging",
        "validate DIR --env ../prod",
        "validate DIR --var most",
        "validate DIR --var mots=7",
        "validate DIR --env prod --var most=many",
    ];
    assert_snapshot!(lines.map(run).join("\n"));
}

#[test]
fn an_overlay_is_told_of_at_its_own_place() {
    let wrong =
        "agents:\n  amyy: { staff_number: \"1001\" }\n  zoe: !remove\nskill_groups: !remove\n";
    let center = center(&[("center.yaml", CENTER), ("env/prod.yaml", wrong)]);
    let run = |line: &str| Ccctl::new(line).directory(center.path()).run();
    assert_snapshot!(
        ["validate DIR", "validate DIR --env prod"]
            .map(run)
            .join("\n")
    );
}

#[test]
fn an_overlay_that_leads_out_of_the_directory_is_refused() {
    let center = center(&[("center.yaml", CENTER), ("env/notes.txt", "")]);
    std::os::unix::fs::symlink("/etc/hostname", center.path().join("env/prod.yaml"))
        .expect("a link");
    let line = "validate DIR --env prod";
    assert_snapshot!(Ccctl::new(line).directory(center.path()).run());
}

#[test]
fn a_plan_and_an_apply_are_those_of_the_environment() {
    let center = two();
    let (daemon, live) = fixture::daemon();
    let run = |line: &str| {
        Ccctl::new(line)
            .directory(center.path())
            .daemon(&daemon)
            .run()
    };
    let plan = run("plan DIR --env prod --out DIR/plan.json");
    let refused = run("apply DIR/plan.json --env prod --yes");
    let applied = run("apply DIR/plan.json --yes");
    assert_snapshot!([plan, refused, applied].join("\n"));
    assert_eq!(
        live.lock().expect("the state").config.center.name,
        "武汉客服"
    );
}

#[test]
fn what_is_wrong_in_a_piece_is_told_with_the_node_that_uses_it() {
    let center = center(&[
        (
            "pieces.yaml",
            "pieces:\n  card:\n    parameters: { tries: { type: number, default: 3 } }\n    exits: [done]\n    nodes:\n      ask: { play: 您好, times: !var tries, next: done }\n",
        ),
        (
            "flow.yaml",
            "ivrs:\n  main:\n    nodes:\n      a: { use: card, with: { tries: 99 }, exits: { done: b } }\n      b: { use: card, exits: { done: bye } }\n",
        ),
    ]);
    let run = |line: &str| Ccctl::new(line).directory(center.path());
    let plain = run("validate DIR").run();
    let shown = run("validate DIR")
        .environment("NO_COLOR", "1")
        .on_terminal("")
        .run();
    assert_snapshot!([plain, shown].join("\n"));
}

#[test]
fn variables_pieces_and_nodes_that_use_them_are_explained() {
    let paths = ["vars", "pieces.parameters.type", "ivrs.nodes.use", "CC0721"];
    let shown = paths.map(|path| Ccctl::new("explain").argument(path).run());
    assert_snapshot!(shown.join("\n"));
}

/// The files of the page, each after a line with its path.
fn files(page: &str) -> Vec<(&str, &str)> {
    let parts = page.split("```yaml\n").collect::<Vec<_>>();
    let named = parts.windows(2).filter_map(|pair| {
        let line = pair[0].trim_end().lines().last()?;
        let path = line.trim_end_matches(':').rsplit('`').nth(1)?;
        let path = path.strip_prefix("center/")?;
        Some((path, pair[1].split("```").next()?))
    });
    named.collect()
}

#[test]
fn every_command_of_the_page_does_what_it_says() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let page = fs::read_to_string(house.join("docs/configuration.md")).expect("the page");
    let files = files(&page);
    assert_eq!(files.len(), 3, "{files:?}");
    let center = center(&files);
    let (daemon, _) = fixture::daemon();
    let blocks = page.split("```sh\n").skip(1);
    let blocks = blocks.filter_map(|rest| rest.split("```").next());
    let mut count = 0;
    for line in blocks.flat_map(str::lines) {
        let (variables, command) = line.split_once("ccctl ").expect("a command");
        let command = command.replace("center/", "DIR");
        let mut run = Ccctl::new(&command)
            .directory(center.path())
            .daemon(&daemon);
        for (name, value) in variables.split(' ').filter_map(|pair| pair.split_once('=')) {
            run = run.environment(name, value);
        }
        let said = run.run();
        assert!(said.ends_with("--- exit 0\n"), "{said}");
        assert!(!said.contains("warning"), "{said}");
        count += 1;
    }
    assert!(count >= 10, "{count} commands");
    let said = Ccctl::new("render DIR --env prod")
        .directory(center.path())
        .run();
    let shown = page.split("## What it comes to").nth(1).expect("a chapter");
    let shown = shown
        .split("```yaml\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next());
    let shown = shown.expect("a sample");
    assert!(said.contains(shown), "{said}");
}
