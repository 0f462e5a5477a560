//! Pipes and devices in the place of files: nobody waits for what they might give.

use std::path::Path;
use std::process::Command;

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;

fn pipe(path: &Path) {
    let made = Command::new("mkfifo").arg(path).status();
    assert!(made.expect("mkfifo").success());
}

#[test]
fn whoever_wants_a_file_waits_for_no_pipe_and_no_device() {
    let center = center(&[("center.yaml", "center: { name: Sample }\n")]);
    pipe(&center.path().join("pipe"));
    let lines = [
        "import agents DIR/pipe DIR",
        "import hotwords /dev/zero DIR",
        "import members DIR DIR",
        "simulate DIR --arrivals DIR/pipe",
        "softphone --password-file DIR/pipe register",
        "softphone --play DIR/pipe register",
        "fmt DIR/pipe",
        "apply DIR/pipe --yes",
        "validate DIR/pipe",
    ];
    let said = lines.map(|line| Ccctl::new(line).directory(center.path()).run());
    assert_snapshot!(said.join("\n"));
}

#[test]
fn a_table_comes_from_standard_input_where_a_dash_stands_for_it() {
    let center = center(&[("center.yaml", "center: { name: Sample }\n")]);
    let import = |text: &str| {
        let line = "import agents - DIR --dry-run";
        Ccctl::new(line).directory(center.path()).reads(text).run()
    };
    let good = import("staff_number,name,key\n1003,Zoe,zoe\n");
    let bad = import("staff_number,name\n,Zoe\n");
    assert_snapshot!([good, bad].join("\n"));
}
