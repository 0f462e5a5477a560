//! Every directory below `examples/` is a center that is valid, can be planned from nothing and passes its
//! own tests. So is what stands in `docs/templates.md`.

use std::fs;
use std::path::{Path, PathBuf};

use cli_tests::{Ccctl, center};

use crate::fixture;

/// An example with fewer tests says too little about itself.
const FEWEST: usize = 5;

fn house() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The directories of the examples, whichever there are.
fn examples() -> Vec<PathBuf> {
    let entries = fs::read_dir(house().join("examples")).expect("examples");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut examples: Vec<_> = paths.filter(|path| path.is_dir()).collect();
    examples.sort();
    assert!(examples.len() >= 4, "{examples:?}");
    examples
}

/// What `ccctl test` says of a directory, of which every test has to pass; how many there are.
#[track_caller]
fn passed(directory: &Path) -> usize {
    let said = Ccctl::new("test DIR").directory(directory).run();
    assert!(said.ends_with("--- exit 0\n"), "{said}");
    let verdict = said.lines().find_map(|line| line.strip_prefix("passed: "));
    let count = verdict.and_then(|line| line.split(' ').next());
    count.map_or(0, |count| count.parse().expect("a number"))
}

#[test]
fn every_example_is_valid_without_a_warning() {
    for example in examples() {
        // A day, because the dates in them pass.
        let line = "validate DIR --deny-warnings --on 2027-06-01";
        let said = Ccctl::new(line).directory(&example).run();
        assert!(said.ends_with("--- exit 0\n"), "{said}");
        assert!(!said.contains("warning["), "{said}");
    }
}

#[test]
fn every_example_passes_its_own_tests_of_which_there_are_several() {
    for example in examples() {
        let tests = passed(&example);
        assert!(tests >= FEWEST, "{}: {tests} tests", example.display());
    }
}

#[test]
fn every_example_is_planned_from_nothing() {
    for example in examples() {
        let (daemon, _) = fixture::daemon();
        let said = Ccctl::new("plan DIR")
            .directory(&example)
            .daemon(&daemon)
            .run();
        assert!(said.ends_with("--- exit 0\n"), "{said}");
        for kind in [
            "trunks",
            "numbers",
            "ivrs",
            "skill_groups",
            "agents",
            "phones",
        ] {
            assert!(said.contains(kind), "no {kind}: {said}");
        }
    }
}

#[test]
fn every_example_says_what_it_is_and_names_its_files() {
    for example in examples() {
        let readme = fs::read_to_string(example.join("README.md"));
        let readme = readme.unwrap_or_else(|error| panic!("{}: {error}", example.display()));
        for entry in fs::read_dir(&example).expect("an example") {
            let name = entry.expect("an entry").file_name();
            let name = name.to_string_lossy();
            let named = name == "README.md" || readme.contains(&*name);
            assert!(named, "{}: nothing about {name}", example.display());
        }
    }
}

#[test]
fn an_example_with_a_wrong_expectation_does_not_pass() {
    let example = house().join("examples/small-office");
    let read = |file: &str| fs::read_to_string(example.join(file)).expect(file);
    let tests = read("tests.yaml").replace("agent: ben", "agent: amy");
    let spoilt = center(&[
        ("center.yaml", &read("center.yaml")),
        ("flow.yaml", &read("flow.yaml")),
        ("people.yaml", &read("people.yaml")),
        ("tests.yaml", &tests),
    ]);
    let said = Ccctl::new("test DIR").directory(spoilt.path()).run();
    assert!(said.contains("agent is ben, not amy"), "{said}");
    assert!(said.ends_with("--- exit 6\n"), "{said}");
}

#[test]
fn every_flow_to_begin_with_runs_beside_the_first_block_and_has_a_test() {
    let page = fs::read_to_string(house().join("docs/templates.md")).expect("docs/templates.md");
    let blocks = page.split("```yaml\n").skip(1);
    let mut blocks = blocks.filter_map(|rest| rest.split("```").next());
    let base = blocks.next().expect("a center");
    let mut count = 0;
    for block in blocks {
        let directory = center(&[("center.yaml", base), ("flow.yaml", block)]);
        assert!(passed(directory.path()) > 0, "no test: {block}");
        count += 1;
    }
    let all = format!("## {}", page.matches("\n## ").count());
    assert_eq!(format!("## {count}"), all, "a flow for each heading");
}
