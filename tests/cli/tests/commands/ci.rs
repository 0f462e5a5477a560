//! `ccctl ci`

use std::fs;

use cli_tests::Ccctl;
use insta::assert_snapshot;

#[test]
fn pipelines_are_printed() {
    for forge in ["github", "gitlab"] {
        let shown = Ccctl::new(&format!("ci init {forge} --center config/center --out -")).run();
        let (_, text) = shown.split_once('\n').expect("a command line");
        let (text, _) = text.split_once("--- exit").expect("an end");
        let yaml: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
        assert!(yaml.is_mapping());
        assert_snapshot!(shown);
    }
}

#[test]
fn nothing_is_overwritten_and_no_strange_path_taken() {
    let place = tempfile::tempdir().expect("a directory");
    let file = place.path().join("ci/center.yml");
    let write = || {
        Ccctl::new("ci init gitlab --out DIR")
            .directory(&file)
            .run()
    };
    let twice = [write(), write()].join("\n");
    assert_snapshot!(twice);
    assert!(
        fs::read_to_string(&file)
            .expect("written")
            .contains("ccctl plan center")
    );
    assert_snapshot!(Ccctl::new("ci init github --center ../center").run());
}
