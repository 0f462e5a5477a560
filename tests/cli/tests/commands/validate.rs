//! `ccctl validate`

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;

use crate::fixture;

/// Three mistakes in two files.
fn wrong() -> tempfile::TempDir {
    center(&[
        (
            "flows/main.yaml",
            "ivrs:\n  main:\n    start: welcome\n    nodes:\n      welcome: { play: 您好, next: menü }\n      bye: { ende: 再见 }\n",
        ),
        (
            "numbers.yaml",
            "numbers:\n  \"02160001000\": { trunk: carrier, ivr: mian }\n",
        ),
    ])
}

#[test]
fn a_center_that_is_right() {
    let center = fixture::directory();
    assert_snapshot!(Ccctl::new("validate DIR").directory(center.path()).run());
}

#[test]
fn every_problem_is_told_at_once() {
    let center = wrong();
    assert_snapshot!(Ccctl::new("validate DIR").directory(center.path()).run());
}

#[test]
fn on_a_terminal_the_yaml_is_shown() {
    let center = wrong();
    let shown = Ccctl::new("validate DIR").directory(center.path());
    assert_snapshot!(shown.environment("NO_COLOR", "1").on_terminal("").run());
}

#[test]
fn a_warning_stops_nothing() {
    let center = center(&[("groups.yaml", "skill_groups:\n  night: {}\n")]);
    assert_snapshot!(Ccctl::new("validate DIR").directory(center.path()).run());
}

#[test]
fn for_programs() {
    let center = wrong();
    assert_snapshot!(
        Ccctl::new("validate DIR --format json")
            .directory(center.path())
            .run()
    );
    let center = fixture::directory();
    let right = Ccctl::new("validate DIR --format json")
        .directory(center.path())
        .run();
    assert_snapshot!("for_programs_right", right);
}

#[test]
fn for_a_pull_request() {
    let center = wrong();
    assert_snapshot!(
        Ccctl::new("validate DIR --format github")
            .directory(center.path())
            .run()
    );
}

#[test]
fn what_is_no_center() {
    let empty = center(&[("notes.txt", "")]);
    let file = Ccctl::new("validate DIR/notes.txt")
        .directory(empty.path())
        .run();
    let nowhere = Ccctl::new("validate DIR/nowhere")
        .directory(empty.path())
        .run();
    let empty = Ccctl::new("validate DIR").directory(empty.path()).run();
    assert_snapshot!([file, nowhere, empty].join("\n"));
}

#[test]
fn a_link_out_of_the_directory_is_refused() {
    let center = fixture::directory();
    std::os::unix::fs::symlink("/etc/hostname", center.path().join("x.yaml")).expect("a link");
    assert_snapshot!(Ccctl::new("validate DIR").directory(center.path()).run());
}
