//! Resources one by one, as JSON in the shape in which they are written: the path of a difference
//! between two configurations is then the path in their YAML.

use std::collections::BTreeMap;

use model::Config;
use model::config::{Priority, Prompt};
use serde_json::{Map, Value, json};
use serde_yaml::Value as Yaml;

use crate::decode::Kind;

/// The resources of one kind by name. The center is the only resource of its kind and is named `center`.
pub type Resources = BTreeMap<String, Value>;

/// Every kind in the order of the manual, with its resources.
pub fn resources(config: &Config) -> Vec<(&'static str, Resources)> {
    let mut written = match super::kinds(config).value() {
        Yaml::Mapping(kinds) => kinds,
        _ => serde_yaml::Mapping::new(),
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_live());
    kinds
        .map(|kind| {
            let value = written.remove(kind.key()).map_or(Value::Null, plain);
            (kind.key(), by_name(config, kind, value))
        })
        .collect()
}

fn by_name(config: &Config, kind: Kind, value: Value) -> Resources {
    let resources = match value {
        Value::Object(resources) => resources,
        _ => Map::new(),
    };
    match kind {
        Kind::Center => BTreeMap::from([(kind.key().to_owned(), Value::Object(resources))]),
        Kind::Prompts => {
            let resources = resources.into_iter();
            resources
                .map(|(name, value)| (name.clone(), with_hash(config, &name, value)))
                .collect()
        }
        _ => {
            let resources = resources.into_iter();
            resources
                .map(|(name, value)| (name, at_length(kind, value)))
                .collect()
        }
    }
}

/// Without the short forms that stand for a whole list or branch: a difference is then that of the one
/// member or of the one key that differs.
fn at_length(kind: Kind, mut value: Value) -> Value {
    match kind {
        Kind::SkillGroups => {
            if let Some(members) = value.get_mut("members") {
                *members = with_priorities(members.take());
            }
        }
        Kind::Hotwords if value.is_number() => return json!({ "weight": value }),
        Kind::Ivrs => {
            let nodes = value.get_mut("nodes").and_then(Value::as_object_mut);
            nodes
                .into_iter()
                .flat_map(Map::values_mut)
                .for_each(with_branches);
        }
        _ => {}
    }
    value
}

fn with_priorities(members: Value) -> Value {
    match members {
        Value::Array(names) => {
            let names = names.iter().filter_map(Value::as_str);
            let default = json!(Priority::default().0);
            Value::Object(
                names
                    .map(|name| (name.to_owned(), default.clone()))
                    .collect(),
            )
        }
        other => other,
    }
}

fn with_branches(node: &mut Value) {
    if node.get("menu").is_none() {
        return;
    }
    let keys = node.get_mut("keys").and_then(Value::as_object_mut);
    for branch in keys.into_iter().flat_map(Map::values_mut) {
        if branch.is_string() {
            *branch = json!({ "next": branch.take() });
        }
    }
}

/// What changes when only the content of a prompt's file does.
fn with_hash(config: &Config, name: &str, mut value: Value) -> Value {
    if let (Some(Prompt::File(clip)), Value::Object(fields)) =
        (config.prompts.get(name), &mut value)
    {
        fields.insert("sha256".to_owned(), json!(clip.sha256));
    }
    value
}

/// The same as JSON. A secret is written as its source.
fn plain(value: Yaml) -> Value {
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => json!(flag),
        Yaml::Number(number) => match (number.as_u64(), number.as_i64()) {
            (Some(count), _) => json!(count),
            (None, Some(count)) => json!(count),
            (None, None) => json!(number.as_f64()),
        },
        Yaml::String(text) => json!(text),
        Yaml::Sequence(items) => items.into_iter().map(plain).collect(),
        Yaml::Mapping(fields) => {
            let fields = fields.into_iter();
            let fields = fields.filter_map(|(key, value)| match key {
                Yaml::String(key) => Some((key, plain(value))),
                _ => None,
            });
            Value::Object(fields.collect())
        }
        Yaml::Tagged(tagged) => plain(tagged.value),
    }
}
