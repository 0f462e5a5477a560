//! `ccctl schema`

use std::fs;
use std::path::{Path, PathBuf};

use cli_tests::{Ccctl, Daemon, Reply};
use jsonschema::Validator;
use serde_json::Value;

const EXAMPLES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples");

fn printed(command: Ccctl) -> Value {
    let shown = command.run();
    let (_, behind) = shown.split_once('{').expect("an object");
    let (inside, _) = behind.rsplit_once('}').expect("an object");
    serde_json::from_str(&format!("{{{inside}}}")).expect("the schema is JSON")
}

fn validator() -> Validator {
    jsonschema::validator_for(&printed(Ccctl::new("schema"))).expect("the schema is one")
}

/// A file as an editor sees it: a tagged value is its value.
fn seen(text: &str) -> Value {
    fn untagged(value: serde_yaml::Value) -> serde_yaml::Value {
        use serde_yaml::Value as Yaml;
        match value {
            Yaml::Tagged(tagged) => untagged(tagged.value),
            Yaml::Sequence(list) => Yaml::Sequence(list.into_iter().map(untagged).collect()),
            Yaml::Mapping(map) => {
                let pairs = map.into_iter().map(|(key, value)| (key, untagged(value)));
                Yaml::Mapping(pairs.collect())
            }
            plain => plain,
        }
    }
    let value: serde_yaml::Value = serde_yaml::from_str(text).expect("YAML");
    serde_json::to_value(untagged(value)).expect("JSON")
}

fn complaints(validator: &Validator, text: &str) -> Vec<String> {
    let seen = seen(text);
    let errors = validator.iter_errors(&seen);
    errors
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect()
}

fn yaml_below(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            yaml_below(&path, found);
        } else if path.extension().is_some_and(|it| it == "yaml") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_of_the_examples_is_what_it_says() {
    let validator = validator();
    let mut files = Vec::new();
    yaml_below(Path::new(EXAMPLES), &mut files);
    assert!(files.len() >= 8, "{files:?}");
    for file in files {
        let text = fs::read_to_string(&file).expect("a file");
        assert_eq!(
            complaints(&validator, &text),
            Vec::<String>::new(),
            "{}",
            file.display()
        );
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let validator = validator();
    let wrong = [
        "agent: {}",
        "agents: { amy: { name: Amy } }",
        "agents: { amy: { name: 7, staff_number: \"1001\" } }",
        "agents: { amy: { name: Amy, staff_number: \"1001\", nik: A } }",
        "routing: { default: { ring_timeout: 20 } }",
        "routing: { default: { order: shortest } }",
        "ivrs: { main: { nodes: { ask: { menu: \"Press one.\", keys: { \"1\": bye }, tries: 2 } } } }",
        "ivrs: { main: { nodes: { ask: { meny: \"Press one.\" } } } }",
        "center: { max_calls: 0 }",
    ];
    for text in wrong {
        assert!(!complaints(&validator, text).is_empty(), "{text}");
    }
}

#[test]
fn names_of_the_daemon_are_suggested() {
    let config = r#"{"center":{},"agents":{"amy":{"name":"Amy","staff_number":"1001","role":"agent"}},
        "skill_groups":{"sales":{}}}"#;
    let daemon = Daemon::new(move |request| match request.line.as_str() {
        "GET /api/v1/config" => Reply::ok(format!(r#"{{"revision":3,"config":{config}}}"#)),
        line => panic!("{line}"),
    });
    let schema = printed(Ccctl::new("schema --live").daemon(&daemon));
    let group = &schema["$defs"]["transfer_node"]["properties"]["transfer"];
    assert_eq!(
        group["anyOf"][0]["enum"],
        serde_json::json!(["sales"]),
        "{group:#}"
    );
    let agent = &schema["$defs"]["phone"]["properties"]["agent"]["anyOf"][0]["enum"];
    assert_eq!(agent, &serde_json::json!(["amy"]));
}
