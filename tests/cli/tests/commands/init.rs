//! `ccctl init`

use std::fs;
use std::path::Path;

use cli_tests::Ccctl;
use insta::assert_snapshot;

fn run(arguments: &str, directory: &Path) -> String {
    Ccctl::new(arguments).directory(directory).run()
}

#[test]
fn what_it_writes_is_valid_and_passes_its_own_tests() {
    for voice in ["zh", "en"] {
        let place = tempfile::tempdir().expect("a directory");
        let center = place.path().join("center");
        let made = run(&format!("init DIR --voice {voice}"), &center);
        assert_snapshot!(made);
        let checked = run("validate DIR", &center);
        assert!(!checked.contains("warning"), "{checked}");
        assert_snapshot!([checked, run("test DIR", &center)].join("\n"));
    }
}

#[test]
fn nothing_that_is_there_is_touched() {
    let place = tempfile::tempdir().expect("a directory");
    fs::write(place.path().join("notes.txt"), "mine").expect("written");
    assert_snapshot!(run("init DIR", place.path()));
    assert_eq!(fs::read_dir(place.path()).expect("a directory").count(), 1);
    let file = place.path().join("notes.txt");
    assert_snapshot!(run("init DIR", &file));
}
