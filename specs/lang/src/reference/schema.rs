//! The language as a JSON Schema, for editors. It is made from the tables that the compiler reads by,
//! and refuses nothing that the compiler takes: it knows less of values and all of keys.

use std::collections::{BTreeMap, VecDeque};
use std::ptr;

use serde_json::{Map, Value, json};

use super::places::{Inside, inside};
use super::table;
use crate::decode::{Field, Kind, Need, Shape, Table};
use crate::kinds::{ignore, nodes, protected};

/// A time as it is written.
const TIME: &str = "^([0-9]+(ms|s|m|h|d))+$";

/// Names that exist, by kind: they are suggested where one is expected, and others are not refused.
pub type Names = BTreeMap<&'static str, Vec<String>>;

/// The schema of a file of a center.
pub fn schema(names: &Names) -> Value {
    let mut builder = Builder {
        names,
        known: Vec::new(),
        open: VecDeque::new(),
    };
    let kinds = Kind::ALL.map(|kind| (kind.key().to_owned(), builder.kind(kind)));
    let properties: Map<String, Value> = kinds.into_iter().collect();
    let definitions = builder.definitions();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A contact center",
        "description": "A file of a center: a map of kinds, each kind a map of resources by name.",
        "type": ["object", "null"],
        "properties": properties,
        "additionalProperties": false,
        "$defs": definitions,
    })
}

/// Tables that were met, and those of them that are still to be written.
struct Builder<'n> {
    names: &'n Names,
    known: Vec<&'static Table>,
    open: VecDeque<&'static Table>,
}

impl Builder<'_> {
    fn kind(&mut self, kind: Kind) -> Value {
        let table = table(kind);
        let resource = self.reference(table);
        match kind {
            Kind::Center | Kind::Ignore => resource,
            Kind::Moved => json!({
                "description": table.doc,
                "type": ["array", "null"],
                "items": resource,
            }),
            // In an overlay the value alone stands behind the name.
            Kind::Vars => json!({
                "description": table.doc,
                "type": ["object", "null"],
                "additionalProperties": {
                    "anyOf": [resource, { "type": ["string", "number", "boolean", "array"] }],
                },
            }),
            // A number alone is a weight.
            Kind::Hotwords => json!({
                "description": table.doc,
                "type": ["object", "null"],
                "additionalProperties": { "anyOf": [resource, { "type": "integer" }] },
            }),
            _ => json!({
                "description": table.doc,
                "type": ["object", "null"],
                "additionalProperties": resource,
            }),
        }
    }

    /// A reference to a table, which is written once.
    fn reference(&mut self, table: &'static Table) -> Value {
        if !self.known.iter().any(|known| ptr::eq(*known, table)) {
            self.known.push(table);
            self.open.push_back(table);
        }
        json!({ "$ref": format!("#/$defs/{}", title(table)) })
    }

    fn definitions(mut self) -> Map<String, Value> {
        let mut definitions = Map::new();
        while let Some(table) = self.open.pop_front() {
            let written = self.written(table);
            definitions.insert(title(table), written);
        }
        definitions
    }

    fn written(&mut self, table: &'static Table) -> Value {
        let mut properties: Map<String, Value> = table
            .fields
            .iter()
            .map(|field| (field.name.to_owned(), self.field(table, field)))
            .collect();
        if may_be_protected(table) {
            let field = &protected::FIELD;
            properties.insert(field.name.to_owned(), self.field(table, field));
        }
        if may_ignore(table) {
            let field = &ignore::FIELD;
            properties.insert(field.name.to_owned(), self.field(table, field));
        }
        let is_required = |field: &&Field| matches!(field.need, Need::Required);
        let required: Vec<&str> = table
            .fields
            .iter()
            .filter(is_required)
            .map(|field| field.name)
            .collect();
        // Where every key may be left out, nothing at all may be written.
        let kind = if required.is_empty() {
            json!(["object", "null"])
        } else {
            json!("object")
        };
        json!({
            "description": table.doc,
            "type": kind,
            "properties": properties,
            "required": required,
            "additionalProperties": false,
        })
    }

    fn field(&mut self, table: &'static Table, field: &'static Field) -> Value {
        let mut schema = match inside(table, field) {
            Inside::Plain => self.plain(&field.shape),
            Inside::Map(map) => self.maps(map, &field.shape),
            Inside::Nodes => self.nodes(),
        };
        let words = field.shape.words();
        if let Value::Object(schema) = &mut schema {
            schema.insert(
                "description".to_owned(),
                format!("{} ({words})", field.doc).into(),
            );
            if let Some(default) = default(field) {
                schema.insert("default".to_owned(), default);
            }
        }
        schema
    }

    fn plain(&self, shape: &Shape) -> Value {
        match shape {
            Shape::Text | Shape::Node | Shape::Variable | Shape::Template { .. } => {
                json!({ "type": "string" })
            }
            Shape::Flag => json!({ "type": "boolean" }),
            Shape::Count { min, max } => {
                json!({ "type": "integer", "minimum": min, "maximum": max })
            }
            Shape::Time { .. } => json!({ "type": "string", "pattern": TIME }),
            Shape::Word(words) => json!({ "enum": words }),
            Shape::Name(kind) => self.name(*kind),
            Shape::Speech | Shape::Music | Shape::Other(_) | Shape::Map(_) => json!({}),
        }
    }

    fn name(&self, kind: Kind) -> Value {
        match self.names.get(kind.key()) {
            Some(names) if !names.is_empty() => {
                json!({ "anyOf": [{ "enum": names }, { "type": "string" }] })
            }
            _ => json!({ "type": "string" }),
        }
    }

    /// One map, or several in a list or by name, each with a short form perhaps.
    fn maps(&mut self, map: &'static Table, shape: &Shape) -> Value {
        let one = self.reference(map);
        let short = json!({ "type": ["string", "number", "boolean", "null"] });
        match shape {
            Shape::Map(_) => json!({ "anyOf": [one] }),
            Shape::Speech | Shape::Music => json!({ "anyOf": [{ "type": "string" }, one] }),
            _ => {
                let each = json!({ "anyOf": [one, short] });
                let list = json!({ "type": "array", "items": each });
                let named = json!({ "anyOf": [one, short, list] });
                json!({ "anyOf": [
                    one,
                    list,
                    { "type": "object", "additionalProperties": named },
                    short,
                ] })
            }
        }
    }

    fn nodes(&mut self) -> Value {
        let types = nodes::TYPES.iter().map(|node| self.node(node));
        let types: Vec<Value> = types.chain([json!({ "type": "null" })]).collect();
        json!({ "type": ["object", "null"], "additionalProperties": { "anyOf": types } })
    }

    /// A node is of the type whose key it has.
    fn node(&mut self, node: &'static nodes::Type) -> Value {
        json!({ "allOf": [self.reference(node.table), { "required": [node.name] }] })
    }
}

/// What a table is called: `menu_node` of `` a `menu` node``.
fn title(table: &Table) -> String {
    let words = table
        .what
        .strip_prefix("a ")
        .or_else(|| table.what.strip_prefix("an "));
    let words = words.unwrap_or(table.what);
    let kept = words
        .chars()
        .filter(|c| c.is_alphanumeric() || " _".contains(*c));
    kept.map(|c| if c == ' ' { '_' } else { c }).collect()
}

/// What holds when the key is left out, as a value.
fn default(field: &Field) -> Option<Value> {
    let Need::Default(written) = field.need else {
        return None;
    };
    match field.shape {
        Shape::Flag | Shape::Count { .. } => serde_json::from_str(written).ok(),
        Shape::Text | Shape::Time { .. } | Shape::Word(_) | Shape::Name(_) => Some(written.into()),
        _ => None,
    }
}

/// Whether it is the table of a kind whose resources can be deleted.
fn may_be_protected(of: &'static Table) -> bool {
    let lasting = |kind: &Kind| !matches!(kind, Kind::Center | Kind::Ignore | Kind::Tests);
    let mut kinds = Kind::ALL.into_iter().filter(lasting);
    kinds.any(|kind| ptr::eq(table(kind), of))
}

/// Whether it is the table of a kind whose resources have warnings that can be ignored.
fn may_ignore(of: &'static Table) -> bool {
    let mut kinds = Kind::ALL
        .into_iter()
        .filter(|kind| ignore::stands_in(*kind));
    kinds.any(|kind| ptr::eq(table(kind), of))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn whole() -> Value {
        schema(&Names::new())
    }

    /// Every `$ref` below a value.
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_map_of_the_language_is_defined_once_and_reached() {
        let schema = whole();
        let mut found = BTreeSet::new();
        references(&schema, &mut found);
        let defined = schema["$defs"].as_object().expect("definitions");
        let defined: BTreeSet<String> = defined
            .keys()
            .map(|name| format!("#/$defs/{name}"))
            .collect();
        assert_eq!(found, defined);
        assert_eq!(defined.len(), crate::reference::entries().len());
    }

    #[test]
    fn keys_have_their_shape_their_meaning_and_what_stands_for_them() {
        let schema = whole();
        let ring = &schema["$defs"]["routing"]["properties"]["ring_timeout"];
        assert_eq!(
            (&ring["type"], &ring["default"]),
            (&json!("string"), &json!("20s")),
            "{schema:#}"
        );
        assert!(
            ring["description"]
                .as_str()
                .is_some_and(|doc| doc.contains("a time from"))
        );
        assert_eq!(
            schema["$defs"]["agent"]["required"],
            json!(["name", "staff_number"])
        );
    }

    #[test]
    fn names_that_exist_are_suggested_and_others_not_refused() {
        let names = Names::from([("roles", vec!["agent".to_owned(), "lead".to_owned()])]);
        let role = &schema(&names)["$defs"]["agent"]["properties"]["role"]["anyOf"];
        assert_eq!(
            role,
            &json!([{ "enum": ["agent", "lead"] }, { "type": "string" }])
        );
    }
}
