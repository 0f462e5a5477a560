//! `ccctl graph`

use std::fs;
use std::path::Path;

use cli_tests::{Ccctl, center};
use insta::assert_snapshot;

fn example(name: &str) -> std::path::PathBuf {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    examples.join(name)
}

/// A flow of two versions, with a node to which calls come if something is gone.
fn versions() -> tempfile::TempDir {
    let text = "ivrs:\n  main@1: { nodes: { hello: { play: 您好, next: bye }, bye: { end: 再见 } } }\n  \
                main@2:\n    on_exception: lost\n    nodes:\n      hello: { menu: \"按一 <再听> & \\\"二\\\"\", keys: { \"1\": hello, \"#\": bye } }\n      \
                bye: { end: 再见 }\n      lost: { play: Nobody., next: bye }\n";
    center(&[("flow.yaml", text)])
}

#[test]
fn a_flow_is_text_for_mermaid() {
    let office = example("small-office");
    assert_snapshot!(Ccctl::new("graph DIR office").directory(&office).run());
}

#[test]
fn a_flow_is_a_picture() {
    let office = example("small-office");
    let shown = Ccctl::new("graph DIR office -o svg").directory(&office);
    assert_snapshot!(shown.run());
}

#[test]
fn a_version_can_be_named_and_the_latest_is_taken_otherwise() {
    let center = versions();
    let root = center.path();
    assert_snapshot!(
        "first",
        Ccctl::new("graph DIR main@1").directory(root).run()
    );
    assert_snapshot!("latest", Ccctl::new("graph DIR main").directory(root).run());
}

#[test]
fn a_flow_that_is_not_there_is_told_with_those_that_are() {
    let center = versions();
    let root = center.path();
    assert_snapshot!(Ccctl::new("graph DIR mian").directory(root).run());
}

#[test]
fn a_picture_is_written_as_a_whole_over_what_was_there() {
    let center = versions();
    let root = center.path();
    fs::write(root.join("main.svg"), "what was there").expect("written");
    let line = "graph DIR main -o svg --out DIR/main.svg";
    let said = Ccctl::new(line).directory(root).run();
    assert!(said.contains("--- exit 0"), "{said}");
    let written = fs::read_to_string(root.join("main.svg")).expect("a file");
    assert!(written.starts_with("<svg ") && written.ends_with("</svg>\n"));
    assert_eq!(fs::read_dir(root).expect("a directory").count(), 2);
    let onto = Ccctl::new("graph DIR main --out DIR").directory(root);
    assert_snapshot!(onto.run());
}
