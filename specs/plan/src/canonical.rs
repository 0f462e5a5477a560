//! JSON with one spelling per value, and hashes of it.

use std::collections::BTreeMap;

use lang::emit;
use model::Config;
use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// SHA-256 of each resource, by `kind/name`, as 64 hexadecimal digits. Equal hashes mean equal
/// resources, whatever wrote them.
pub fn hashes(config: &Config) -> BTreeMap<String, String> {
    emit::resources(config)
        .into_iter()
        .flat_map(|(kind, resources)| {
            resources
                .into_iter()
                .map(move |(name, value)| (format!("{kind}/{name}"), sha256(&value)))
        })
        .collect()
}

/// SHA-256 of a value's canonical JSON, as 64 hexadecimal digits.
pub(crate) fn sha256(value: &Value) -> String {
    let mut text = Vec::new();
    write(value, &mut text);
    hex::encode(Sha256::digest(&text))
}

/// Writes a value without spaces, the keys of each object in the order of their bytes. The order is
/// made here because a map of serde_json keeps that of its making when another crate asks for it.
fn write(value: &Value, to: &mut Vec<u8>) {
    match value {
        Value::Object(fields) => {
            let mut sorted: Vec<(&String, &Value)> = fields.iter().collect();
            sorted.sort_unstable_by_key(|(key, _)| *key);
            to.push(b'{');
            for (n, (key, value)) in sorted.into_iter().enumerate() {
                if n > 0 {
                    to.push(b',');
                }
                plain(key, to);
                to.push(b':');
                write(value, to);
            }
            to.push(b'}');
        }
        Value::Array(items) => {
            to.push(b'[');
            for (n, item) in items.iter().enumerate() {
                if n > 0 {
                    to.push(b',');
                }
                write(item, to);
            }
            to.push(b']');
        }
        value => plain(value, to),
    }
}

fn plain(value: &impl Serialize, to: &mut Vec<u8>) {
    // Texts, numbers and words can always be written, and memory takes all of it.
    let _ = serde_json::to_writer(to, value);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_canonical_text_sorts_keys_and_keeps_lists() {
        let mut text = Vec::new();
        write(
            &json!({"b": [2, 1], "a": {"d": null, "c": "\"x\""}}),
            &mut text,
        );
        assert_eq!(text, br#"{"a":{"c":"\"x\"","d":null},"b":[2,1]}"#);
    }

    #[test]
    fn the_hash_is_that_of_the_canonical_text() {
        // sha256 of `{}`.
        let known = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(sha256(&json!({})), known);
    }
}
