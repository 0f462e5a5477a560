//! The table, its description, and the answers of the real handlers held against it.

mod answers;
mod schema;

use std::collections::BTreeSet;

use serde_json::Value;

use super::{document, table};

const ROUTES: &str = "\
DELETE /api/v1/blacklist/{caller}
DELETE /api/v1/calls/{id}
DELETE /api/v1/clients/{name}
DELETE /api/v1/live_changes/{path}
DELETE /api/v1/tokens/{name}
GET /api/v1/agents
GET /api/v1/agents/{name}
GET /api/v1/blacklist
GET /api/v1/caller_lists
GET /api/v1/caller_lists/{name}
GET /api/v1/calls
GET /api/v1/calls/{id}
GET /api/v1/calls/{id}/trace
GET /api/v1/clients
GET /api/v1/config
GET /api/v1/events
GET /api/v1/hotwords
GET /api/v1/hotwords/{name}
GET /api/v1/hours
GET /api/v1/hours/{name}
GET /api/v1/ivrs
GET /api/v1/ivrs/{name}
GET /api/v1/live_changes
GET /api/v1/live_changes/history
GET /api/v1/logs
GET /api/v1/numbers
GET /api/v1/numbers/{number}
GET /api/v1/openapi.json
GET /api/v1/phones
GET /api/v1/phones/{extension}
GET /api/v1/phones/{extension}/account
GET /api/v1/prompts
GET /api/v1/prompts/{name}
GET /api/v1/prompts/{name}/audio
GET /api/v1/recordings
GET /api/v1/recordings/{id}
GET /api/v1/records
GET /api/v1/records/{id}
GET /api/v1/revisions
GET /api/v1/revisions/{revision}
GET /api/v1/roles
GET /api/v1/roles/{name}
GET /api/v1/routing
GET /api/v1/routing/{name}
GET /api/v1/skill_groups
GET /api/v1/skill_groups/{name}
GET /api/v1/tokens
GET /api/v1/trunks
GET /api/v1/trunks/{name}
GET /api/v1/webhooks
GET /api/v1/webhooks/{name}
GET /healthz
GET /metrics
PATCH /api/v1/records/{id}
POST /api/v1/agents/{name}/act
POST /api/v1/agents/{name}/state
POST /api/v1/apply
POST /api/v1/blacklist
POST /api/v1/clients
POST /api/v1/clients/{name}/rotate
POST /api/v1/live_changes
POST /api/v1/phones/{extension}/password
POST /api/v1/plan
POST /api/v1/speech
POST /api/v1/tokens
POST /api/v1/trunks/{name}/password
POST /api/v1/trunks/{name}/test
POST /api/v1/webhooks/{name}/retry
POST /oauth/token
PUT /api/v1/clips/{sha256}
";

fn listed(routes: impl IntoIterator<Item = (String, String)>) -> String {
    let lines = routes
        .into_iter()
        .map(|(method, path)| format!("{method} {path}\n"));
    lines.collect::<BTreeSet<_>>().into_iter().collect()
}

#[test]
fn these_are_the_routes() {
    let routes = table()
        .into_iter()
        .map(|it| (it.method.to_string(), it.path));
    assert_eq!(listed(routes), ROUTES);
}

#[test]
fn every_route_is_described_and_nothing_else_is() {
    let document = document();
    let paths = document["paths"].as_object().expect("paths");
    let described = paths.iter().flat_map(|(path, methods)| {
        let methods = methods.as_object().expect("methods").keys();
        methods.map(|method| (method.to_uppercase(), path.clone()))
    });
    assert_eq!(listed(described), ROUTES);
}

#[test]
fn every_operation_says_what_it_does_under_a_name_of_its_own() {
    let document = document();
    let mut names = BTreeSet::new();
    for operation in operations(&document) {
        let summary = operation["summary"].as_str().expect("a summary");
        assert!(!summary.is_empty(), "{operation}");
        assert!(
            names.insert(operation["operationId"].to_string()),
            "{operation}"
        );
    }
    assert_eq!(names.len(), table().len());
}

#[test]
fn every_reference_of_the_description_leads_somewhere() {
    let document = document();
    let mut references = Vec::new();
    collect(&document, &mut references);
    assert!(references.len() > 50, "{}", references.len());
    for reference in references {
        let place = reference
            .strip_prefix('#')
            .expect("a place in the document");
        assert!(document.pointer(place).is_some(), "{reference}");
    }
}

#[test]
fn the_description_speaks_of_nothing_that_only_the_code_has() {
    let text = document().to_string();
    let at = text.find("[`").map(|at| text.get(at..at + 40));
    assert_eq!(at, None);
}

#[test]
fn readers_of_all_kinds_can_read_the_description() {
    let document = document();
    let schemas = document["components"]["schemas"]
        .as_object()
        .expect("schemas");
    for name in schemas.keys() {
        // A number at the end would say nothing, and change when another type comes.
        let is_word = name.chars().all(|letter| letter.is_ascii_alphabetic());
        assert!(is_word, "{name}");
    }
    let text = document.to_string();
    assert!(!text.contains("\\p{"), "a pattern has a class of Unicode");
    for operation in operations(&document) {
        for parameter in operation["parameters"].as_array().expect("parameters") {
            assert!(
                !parameter["schema"].to_string().contains("null"),
                "{parameter}"
            );
        }
    }
}

fn operations(document: &Value) -> impl Iterator<Item = &Value> {
    let paths = document["paths"].as_object().expect("paths").values();
    paths.flat_map(|methods| methods.as_object().expect("methods").values())
}

fn collect(value: &Value, into: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            into.extend(
                fields
                    .get("$ref")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            fields.values().for_each(|field| collect(field, into));
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        _ => {}
    }
}
