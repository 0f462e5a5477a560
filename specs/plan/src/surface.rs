//! Resources as JSON in the shape in which they are written, so that the path of a difference is the
//! path of the YAML.

use std::collections::BTreeMap;

use model::Config;
use serde_json::{Map, Value};

/// The kinds in the order of the manual.
pub(crate) const KINDS: [&str; 10] = [
    "center",
    "trunks",
    "numbers",
    "prompts",
    "ivrs",
    "skill_groups",
    "agents",
    "phones",
    "routing",
    "roles",
];

/// Every resource by kind and name. The center is the only resource of its kind and is named
/// `center`.
pub(crate) fn resources(
    config: &Config,
) -> impl IntoIterator<Item = (&'static str, BTreeMap<String, Value>)> {
    let mut kinds = match serde_json::to_value(config) {
        Ok(Value::Object(kinds)) => kinds,
        _ => Map::new(),
    };
    KINDS.map(|kind| {
        let value = kinds.remove(kind).unwrap_or_default();
        let resources = match (kind, value) {
            ("center", center) => BTreeMap::from([(kind.to_owned(), center)]),
            (_, Value::Object(resources)) => resources.into_iter().collect(),
            _ => BTreeMap::new(),
        };
        let written = resources
            .into_iter()
            .map(|(name, value)| (name, written(kind, value)));
        (kind, written.collect())
    })
}

fn written(kind: &str, mut value: Value) -> Value {
    match kind {
        "prompts" => prompt(value),
        "ivrs" => {
            if let Some(Value::Object(nodes)) = value.get_mut("nodes") {
                nodes
                    .values_mut()
                    .for_each(|value| *value = node(value.take()));
            }
            value
        }
        "phones" => {
            if let Some(password) = value.get_mut("password") {
                *password = secret(password.take());
            }
            value
        }
        _ => value,
    }
}

/// `{file: {file, sha256}}` is written `{file, sha256}`, `{text: {text, voice}}` is `{text, voice}`.
fn prompt(value: Value) -> Value {
    match only(value) {
        Ok((_, inner)) => inner,
        Err(value) => value,
    }
}

/// `{menu: {speech, keys}}` is written `{menu: speech, keys}`.
fn node(value: Value) -> Value {
    let (kind, inner) = match only(value) {
        Ok(only) => only,
        Err(value) => return value,
    };
    let Value::Object(mut fields) = inner else {
        return inner;
    };
    let subject = if kind == "transfer" {
        "group"
    } else {
        "speech"
    };
    let head = fields.remove(subject).unwrap_or_default();
    fields
        .values_mut()
        .for_each(|value| *value = speech(value.take()));
    for reaction in ["on_timeout", "on_error"] {
        if let Some(play) = fields
            .get_mut(reaction)
            .and_then(|value| value.get_mut("play"))
        {
            *play = speech(play.take());
        }
    }
    fields.insert(kind, speech(head));
    Value::Object(fields)
}

/// `{text: "..."}` is written as the text alone.
fn speech(value: Value) -> Value {
    match &value {
        Value::Object(fields) if fields.len() == 1 => match fields.get("text") {
            Some(text @ Value::String(_)) => text.clone(),
            _ => value,
        },
        _ => value,
    }
}

/// `{env: "NAME"}` is written `env:NAME`.
fn secret(value: Value) -> Value {
    match only(value) {
        Ok((source, Value::String(name))) => Value::String(format!("{source}:{name}")),
        Ok((source, other)) => Value::Object(Map::from_iter([(source, other)])),
        Err(value) => value,
    }
}

/// The key and the value of an object that has one.
fn only(value: Value) -> Result<(String, Value), Value> {
    match value {
        Value::Object(fields) if fields.len() == 1 => fields.into_iter().next().ok_or(Value::Null),
        other => Err(other),
    }
}
