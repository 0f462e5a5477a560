//! That the documents say what the code says.

use serde_json::Value;

use crate::house::Source;

/// Complains about words of the code that no table of the document has in its first column.
pub fn missing_rows<'a>(document: &str, words: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let rows = first_column(document);
    let missing = words.into_iter().filter(|word| !rows.contains(word));
    missing.map(|word| format!("no row for `{word}`")).collect()
}

/// What stands in the first cells of the tables of a document, without backticks.
pub fn first_column(document: &str) -> Vec<&str> {
    let cells = document
        .lines()
        .filter_map(|line| line.strip_prefix('|')?.split('|').next());
    cells.map(|cell| cell.trim().trim_matches('`')).collect()
}

/// The blocks of a document that are in a language.
pub fn blocks<'a>(document: &'a str, language: &str) -> Vec<&'a str> {
    let begin = format!("```{language}\n");
    let after = document.split(&begin).skip(1);
    after.filter_map(|rest| rest.split("```").next()).collect()
}

/// The first block of JSON of a document.
pub fn sample(document: &str) -> Option<&str> {
    blocks(document, "json").into_iter().next()
}

/// Every key of a JSON value, however deep.
pub fn keys(value: &Value) -> Vec<&str> {
    match value {
        Value::Object(map) => {
            let deep = map.values().flat_map(keys);
            map.keys().map(String::as_str).chain(deep).collect()
        }
        Value::Array(list) => list.iter().flat_map(keys).collect(),
        _ => Vec::new(),
    }
}

/// The names of all properties of a JSON schema, those of its parts included.
pub fn properties(schema: &Value) -> Vec<&str> {
    match schema {
        Value::Object(map) => {
            let own = map.get("properties").and_then(Value::as_object);
            let own = own.into_iter().flatten().map(|(name, _)| name.as_str());
            own.chain(map.values().flat_map(properties)).collect()
        }
        Value::Array(list) => list.iter().flat_map(properties).collect(),
        _ => Vec::new(),
    }
}

/// Complains about files and directories of the code that a document names and that are not there.
pub fn missing_places(document: &str, sources: &[Source]) -> Vec<String> {
    let quoted = document.split('`').skip(1).step_by(2);
    let places = quoted.filter(|it| {
        let rooted = ["specs/", "daemon/", "cli/", "tests/"];
        rooted.iter().any(|root| it.starts_with(root)) && !it.contains(' ')
    });
    let missing = places.filter(|place| {
        let path = place.split('#').next().unwrap_or(place);
        let inside = format!("{}/", path.trim_end_matches('/'));
        !sources
            .iter()
            .any(|source| source.path == path || source.path.starts_with(&inside))
    });
    missing
        .map(|place| format!("there is no `{place}`"))
        .collect()
}

/// The exit codes in `cli/src/exit.rs`.
pub fn exit_codes(code: &str) -> Vec<&str> {
    let arms = code
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Exit::")?.split_once(" => "));
    let codes = arms.map(|(_, code)| code.trim_end_matches(','));
    codes
        .filter(|code| code.bytes().all(|byte| byte.is_ascii_digit()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_without_a_row_is_told() {
        let document = "| Field | x |\n|---|---|\n| `id` | `gone` |\n";
        assert_eq!(
            missing_rows(document, ["id", "gone"]),
            ["no row for `gone`"]
        );
    }

    #[test]
    fn keys_are_found_however_deep() {
        let value = serde_json::json!({"a": [{"b": 1}], "c": {"d": null}});
        assert_eq!(keys(&value), ["a", "c", "b", "d"]);
    }

    #[test]
    fn properties_are_those_of_the_parts_too() {
        let schema = serde_json::json!({
            "properties": { "a": { "type": "string" } },
            "$defs": { "Part": { "oneOf": [{ "properties": { "b": {} } }], "type": "object" } },
        });
        let mut names = properties(&schema);
        names.sort_unstable();
        assert_eq!(names, ["a", "b"]);
    }

    #[test]
    fn a_place_that_is_gone_is_told() {
        let tree = [Source::new("cli/src/commands/get.rs", "")];
        let told = |document: &str| missing_places(document, &tree);
        assert!(
            told("`cli/src/commands/`, `cli/src/commands/get.rs#get` and `ccctl get`").is_empty()
        );
        assert_eq!(
            told("see `cli/src/command/`"),
            ["there is no `cli/src/command/`"]
        );
        assert_eq!(told("see `cli/src/commands/set.rs`").len(), 1);
    }

    #[test]
    fn exit_codes_are_the_arms_with_a_number() {
        let code = "    Exit::Ok => 0,\n    Exit::Usage => 64,\n    Exit::Told => other(),\n";
        assert_eq!(exit_codes(code), ["0", "64"]);
    }

    #[test]
    fn the_sample_is_the_first_block() {
        assert_eq!(sample("x\n```json\n{}\n```\ny"), Some("{}\n"));
        assert_eq!(sample("x"), None);
    }
}
