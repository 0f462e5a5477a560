//! JSON with one spelling per value, and hashes of it.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

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

/// A hash of several values, none of which is copied for it.
pub(crate) struct Seal {
    hash: io::BufWriter<Hash>,
    good: bool,
}

impl Seal {
    /// Of nothing yet.
    pub fn new() -> Seal {
        Seal {
            hash: io::BufWriter::new(Hash(Sha256::new())),
            good: true,
        }
    }

    /// Takes a value in as it is written: of a type whose form is always the same.
    pub fn take(&mut self, value: &impl Serialize) {
        self.good &= serde_json::to_writer(&mut self.hash, value).is_ok();
    }

    /// Takes a value in by its canonical JSON: of one that has values of any form in it.
    pub fn take_sorted(&mut self, value: &impl Serialize) {
        let mut text = Vec::new();
        let value = serde_json::to_value(value).map(|value| write(&value, &mut text));
        self.good &= value.is_ok() && self.hash.write_all(&text).is_ok();
    }

    /// SHA-256 of all of it, as 64 hexadecimal digits. What cannot be JSON has none, and no hash is that.
    pub fn finish(self) -> String {
        match self.hash.into_inner() {
            Ok(Hash(hash)) if self.good => hex::encode(hash.finalize()),
            _ => "none".to_owned(),
        }
    }
}

/// Takes what is written into a hash.
struct Hash(Sha256);

impl io::Write for Hash {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
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
    fn what_is_hashed_while_it_is_written_has_the_hash_of_its_text() {
        let mut seal = Seal::new();
        seal.take(&[1]);
        seal.take_sorted(&json!({"b": "a", "a": 1}));
        // sha256 of `[1]{"a":1,"b":"a"}`.
        let known = "83a0f98893529a4797e9231a32475f41fc05349bcddb17ac70e50e1dbff0366c";
        assert_eq!(seal.finish(), known);
    }

    #[test]
    fn the_hash_is_that_of_the_canonical_text() {
        // sha256 of `{}`.
        let known = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert_eq!(sha256(&json!({})), known);
    }
}
