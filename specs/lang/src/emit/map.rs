//! Maps in the making.

use std::collections::BTreeMap;
use std::fmt::Display;

use model::config::Secret;
use serde_yaml::value::{Tag, TaggedValue};
use serde_yaml::{Mapping, Value};

/// A map whose keys keep their order.
#[derive(Debug, Default)]
pub struct Map(Mapping);

impl Map {
    /// Adds a key.
    pub fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.0.insert(Value::from(key), value.into());
    }

    /// Adds a key, if there is a value.
    pub fn some(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Adds a key, if its value is not its default.
    pub fn unless<T: PartialEq + Clone + Into<Value>>(
        &mut self,
        key: &str,
        value: &T,
        default: &T,
    ) {
        if value != default {
            self.put(key, value.clone());
        }
    }

    /// Adds a list of names, if it is not empty.
    pub fn list<'v>(
        &mut self,
        key: &str,
        values: impl IntoIterator<Item = &'v (impl Display + 'v)>,
    ) {
        let values: Vec<Value> = values.into_iter().map(text).collect();
        if !values.is_empty() {
            self.put(key, values);
        }
    }

    /// Adds a map, if it is not empty.
    pub fn map(&mut self, key: &str, map: Map) {
        if !map.is_empty() {
            self.put(key, map.value());
        }
    }

    /// Adds a map of resources, if there are any.
    pub fn each<K: Display, V>(
        &mut self,
        key: &str,
        values: &BTreeMap<K, V>,
        emit: impl Fn(&V) -> Value,
    ) {
        let mut map = Map::default();
        values
            .iter()
            .for_each(|(name, value)| map.put(&name.to_string(), emit(value)));
        self.map(key, map);
    }

    /// Sets a key of a resource of a kind to `true`, if there is such a resource.
    pub fn flag(&mut self, kind: &str, name: &str, key: &str) {
        let resources = self.0.get_mut(kind).and_then(Value::as_mapping_mut);
        let resource = resources.and_then(|it| it.get_mut(name)?.as_mapping_mut());
        if let Some(resource) = resource {
            resource.insert(Value::from(key), Value::from(true));
        }
    }

    /// Whether it has no keys.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The map as YAML.
    pub fn value(self) -> Value {
        Value::Mapping(self.0)
    }
}

/// What something is called, as a text.
pub fn text(value: &impl Display) -> Value {
    Value::from(value.to_string())
}

/// `!secret env:NAME`.
pub fn secret(secret: &Secret) -> Value {
    Value::Tagged(Box::new(TaggedValue {
        tag: Tag::new("!secret"),
        value: text(secret),
    }))
}
