//! `ccctl validate --fix`, and the warnings that it leaves to people.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;

/// A day on which nothing is due.
const ON: &str = "--on 2026-11-20";

/// Slips in two files, with comments and odd spaces between them.
const FLOWS: &str = "\
# 来电经过的流程
ivrs:
    main:
        nodes:
            welcome:   { paly: 您好，欢迎致电, nxet: menu }   # hello
            menu:
                menu: 售前请按一
                keys:
                    1: { label: 售前, next: saels }
                    *: menu
                exhausted: sales
            sales: { transfer: 'slaes' }
";

const PEOPLE: &str = "\
center: { record: no }
trunks:
  carrier: { mode: peer, address: \"203.0.113.10:5060\" }
numbers:
  02160001000: { trunk: carrier, ivr: mian }
skill_groups:
  sales: { members: [amy] }
agents:
  amy: { name: 王小美, staff_number: 0017 }
phones:
  2001: { agent: amy }
";

fn slips() -> tempfile::TempDir {
    center(&[("flows.yaml", FLOWS), ("people.yaml", PEOPLE)])
}

fn validate(more: &str, directory: &Path) -> String {
    let line = format!("validate DIR {ON} {more}");
    Ccctl::new(line.trim_end()).directory(directory).run()
}

/// The text of every file.
fn texts(directory: &Path) -> BTreeMap<String, String> {
    let files = fs::read_dir(directory).expect("a directory");
    let text = |file: fs::DirEntry| {
        let name = file.file_name().into_string().expect("a name");
        (name, fs::read_to_string(file.path()).expect("a text"))
    };
    files.map(|file| text(file.expect("a file"))).collect()
}

fn shown(directory: &Path) -> String {
    let texts = texts(directory).into_iter();
    texts
        .map(|(name, text)| format!("=== {name}\n{text}"))
        .collect()
}

#[test]
fn what_is_certain_is_mended_and_the_rest_of_the_files_stays() {
    let center = slips();
    let said = validate("--fix", center.path());
    assert_snapshot!(format!("{said}{}", shown(center.path())));
    let before = texts(center.path());
    let again = validate("--fix", center.path());
    assert_snapshot!("there_is_nothing_left_to_mend", again);
    assert_eq!(texts(center.path()), before);
}

#[test]
fn without_fix_it_says_that_there_are_mends_and_writes_none() {
    let center = slips();
    let before = texts(center.path());
    assert_snapshot!(validate("", center.path()));
    assert_eq!(texts(center.path()), before);
}

#[test]
fn what_is_left_is_shown_and_decides_how_it_ends() {
    let center = center(&[(
        "people.yaml",
        "agents:\n  amy: { name: Amy, staff_number: 1 }\nskill_groups:\n  desk: { members: [amie] }\n",
    )]);
    let said = validate("--fix", center.path());
    assert_snapshot!(format!("{said}{}", shown(center.path())));
}

#[test]
fn an_editor_is_told_what_to_write() {
    let center = center(&[("a.yaml", "phones:\n  2001: {}\n")]);
    let before = validate("--format json", center.path());
    let after = validate("--format json --fix", center.path());
    assert_snapshot!([before, after].join("\n"));
}

#[test]
fn a_pull_request_is_told_what_was_mended() {
    let center = center(&[("a.yaml", "phones:\n  2001: { agnet: amy }\n")]);
    assert_snapshot!(validate("--format github --fix", center.path()));
}

#[test]
fn what_cannot_be_written_is_told_and_left() {
    let center = center(&[
        ("a.yaml", "phones:\n  2001: {}\n"),
        (".shared/b.yaml", "center: { record: no }\n"),
    ]);
    symlink(".shared/b.yaml", center.path().join("b.yaml")).expect("a link");
    let said = validate("--fix", center.path());
    let text = |path: &str| fs::read_to_string(center.path().join(path)).expect("a text");
    assert_snapshot!([said, text("a.yaml"), text("b.yaml")].join("\n"));
    let link = fs::symlink_metadata(center.path().join("b.yaml"));
    assert!(link.expect("there").file_type().is_symlink());
}

#[test]
fn nothing_is_written_if_there_would_be_more_problems_than_before() {
    let flow = "ivrs:\n  main:\n    nodes:\n      hi: { play: hi, interruptible: yes, next: bye }\n      bye: { end: }\n      a: { play: hi, next: bye }\n      b: { play: hi, next: bye }\n";
    let center = center(&[("flow.yaml", flow)]);
    assert_snapshot!(validate("--fix", center.path()));
    assert_eq!(texts(center.path())["flow.yaml"], flow);
}

#[test]
fn the_overlay_of_an_environment_is_mended_too() {
    let files = [
        ("a.yaml", "center: { record: true }\n"),
        ("env/prod.yaml", "center: { record: off }\n"),
    ];
    let center = center(&files);
    let said = validate("--fix --env prod", center.path());
    let overlay = fs::read_to_string(center.path().join("env/prod.yaml"));
    assert_snapshot!(format!("{said}{}", overlay.expect("a text")));
}

/// A center that can be run, of which there is something to say.
const DOUBTFUL: &str = "\
trunks:
  carrier: { mode: peer, address: 203.0.113.10 }
numbers:
  \"02160001000\": { trunk: carrier, ivr: main }
ivrs:
  main: { nodes: { hi: { play: 我们已经搬家, next: bye }, bye: { end: } } }
prompts:
  hold: { text: 请稍候 }
hours:
  office: { weekly: { mon-fri: 09:00-18:00 }, holidays: [2026-10-01] }
";

#[test]
fn warnings_are_told_and_stop_nothing_unless_they_are_denied() {
    let center = center(&[("center.yaml", DOUBTFUL)]);
    let runs = ["", "--deny-warnings", "--deny-warnings --format github"];
    assert_snapshot!(runs.map(|more| validate(more, center.path())).join("\n"));
}

#[test]
fn what_is_ignored_with_a_reason_is_not_told() {
    let ignore = "ignore:\n  CC0940: it says one thing\n  CC0974: kept for autumn\n";
    let center = center(&[("center.yaml", DOUBTFUL), ("ignore.yaml", ignore)]);
    assert_snapshot!(validate("--deny-warnings", center.path()));
}

#[test]
fn what_depends_on_the_day_is_judged_as_on_that_day() {
    let center = center(&[("center.yaml", DOUBTFUL)]);
    let run = |day: &str| {
        let line = format!("validate DIR --on {day}");
        Ccctl::new(&line).directory(center.path()).run()
    };
    assert!(!run("2026-11-30").contains("CC0950"));
    assert!(run("2026-12-01").contains("CC0950"));
    assert_snapshot!(run("tomorrow"));
}

#[test]
fn a_warning_is_explained_at_length() {
    let explained = ["CC0943", "CC0901", "ignore"].map(|what| {
        let line = format!("explain {what}");
        Ccctl::new(&line).run()
    });
    assert_snapshot!(explained.join("\n"));
    assert_snapshot!(
        "a_warning_is_explained_to_programs",
        Ccctl::new("explain CC0942 -o json").run()
    );
}

#[test]
fn the_page_names_every_warning_and_its_center_is_right() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for page in ["docs/checks.md", "docs/zh/checks.md"] {
        is_whole(&fs::read_to_string(house.join(page)).expect("the page"));
    }
}

fn is_whole(page: &str) {
    let codes = Ccctl::new("explain problems").run();
    let codes = codes.lines().filter_map(|line| line.split(' ').next());
    let warnings: Vec<&str> = codes.filter(|code| code.starts_with("CC09")).collect();
    assert!(warnings.len() > 10, "{warnings:?}");
    for code in warnings {
        assert!(page.contains(&format!("| {code} |")), "{code} has no row");
    }
    let (_, rest) = page.split_once("```yaml\n").expect("a center");
    let (yaml, _) = rest.split_once("```").expect("its end");
    let center = center(&[("center.yaml", yaml)]);
    let said = validate("--deny-warnings", center.path());
    assert!(said.ends_with("--- exit 0\n"), "{said}");
}
