//! `ccctl fmt`

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;

/// Laid out by nobody.
const MESSY: &str = "agents:   # people\r\n    amy: {name: 王小美,staff_number: '1001'}\r\n\r\n\r\n\
                     phones:\r\n   2001: {agent: amy, codecs: [ pcma,\r\n      pcmu ] }  \r\n";

fn messy() -> tempfile::TempDir {
    center(&[
        ("center.yaml", MESSY),
        ("env/prod.yaml", "phones:\n  \"2001\":   !remove\n"),
        ("good.yaml", "center:\n  name: 上海\n"),
        ("bad.yaml", "ivrs: [\nnumbers: {}\n"),
        ("strange.yaml", "? ivrs\n: {}\n"),
    ])
}

fn read(directory: &Path, file: &str) -> String {
    fs::read_to_string(directory.join(file)).expect(file)
}

#[test]
fn files_are_laid_out_and_those_that_are_no_yaml_stay() {
    let center = messy();
    let root = center.path();
    assert_snapshot!(Ccctl::new("fmt DIR").directory(root).run());
    assert_snapshot!("laid_out", read(root, "center.yaml"));
    assert_eq!(
        read(root, "env/prod.yaml"),
        "phones:\n  \"2001\": !remove\n"
    );
    assert_eq!(read(root, "bad.yaml"), "ivrs: [\nnumbers: {}\n");
    assert_eq!(read(root, "strange.yaml"), "? ivrs\n: {}\n");
    let files = fs::read_dir(root).expect("a directory").count();
    assert_eq!(files, 5, "nothing else is left there");
    assert_snapshot!("again", Ccctl::new("fmt DIR").directory(root).run());
}

#[test]
fn a_check_names_files_and_changes_nothing() {
    let center = messy();
    let root = center.path();
    assert_snapshot!(Ccctl::new("fmt --check DIR").directory(root).run());
    assert_eq!(read(root, "center.yaml"), MESSY);
    let good = Ccctl::new("fmt --check DIR/good.yaml").directory(root);
    assert_snapshot!("nothing_to_say", good.run());
}

#[test]
fn a_pull_request_is_annotated_where_a_file_is_laid_out_otherwise_or_is_no_yaml() {
    let center = messy();
    let line = "fmt --check --format github DIR";
    assert_snapshot!(Ccctl::new(line).directory(center.path()).run());
    assert_eq!(read(center.path(), "center.yaml"), MESSY);
}

#[test]
fn a_diff_shows_what_would_change_and_changes_nothing() {
    let center = messy();
    let files = "fmt --diff --check DIR/center.yaml DIR/env DIR/good.yaml";
    assert_snapshot!(Ccctl::new(files).directory(center.path()).run());
    assert_eq!(read(center.path(), "center.yaml"), MESSY);
    let shown = Ccctl::new("fmt --diff DIR/env").directory(center.path());
    assert_snapshot!("on_a_terminal", shown.on_terminal("").run());
}

#[test]
fn standard_input_is_laid_out_on_standard_output() {
    let shown = Ccctl::new("fmt -").reads(MESSY).run();
    assert_snapshot!(shown);
    assert_snapshot!("as_it_was", Ccctl::new("fmt -").reads("a: 1\n").run());
    assert_snapshot!("refused", Ccctl::new("fmt -").reads("a: [\n").run());
    let checked = Ccctl::new("fmt --check -").reads(MESSY).run();
    assert_snapshot!("checked", checked);
}

#[test]
fn links_stay_and_lead_out_of_no_directory() {
    let outside = center(&[("other.yaml", MESSY)]);
    let inside = center(&[("data/center.yaml", MESSY)]);
    let root = inside.path();
    fs::create_dir(root.join("here")).expect("a directory");
    let link = root.join("here/center.yaml");
    symlink(root.join("data/center.yaml"), &link).expect("a link");
    let file = Ccctl::new("fmt DIR/here/center.yaml").directory(root).run();
    assert!(file.ends_with("--- exit 0\n"), "{file}");
    assert!(link.is_symlink());
    assert!(read(root, "data/center.yaml").starts_with("agents:  # people\n"));

    symlink(outside.path().join("other.yaml"), root.join("other.yaml")).expect("a link");
    assert_snapshot!(Ccctl::new("fmt DIR").directory(root).run());
    assert_eq!(read(outside.path(), "other.yaml"), MESSY);
}

#[test]
fn what_is_not_there_is_told() {
    assert_snapshot!(Ccctl::new("fmt nowhere").run());
    let empty = center(&[]);
    assert_snapshot!("empty", Ccctl::new("fmt DIR").directory(empty.path()).run());
}

#[test]
fn examples_and_what_init_writes_are_laid_out() {
    let house = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for directory in [
        "examples",
        "cli/src/commands/init/zh",
        "cli/src/commands/init/en",
    ] {
        let said = Ccctl::new("fmt --diff DIR").directory(&house.join(directory));
        let said = said.run();
        assert_eq!(said, format!("$ ccctl fmt --diff {}\n--- exit 0\n", "DIR"));
    }
}
