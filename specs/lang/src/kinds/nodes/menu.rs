//! `menu`: asks for a key and branches on it.

use std::collections::BTreeMap;

use model::config::{Choice, Menu};
use model::{Key, Name};

use super::asking;
use crate::Code;
use crate::decode::{self, Context, Field, Fields, Report, Shape, Table, joined};
use crate::emit::{Map, text};
use crate::tree::{Entry, Value};

/// The keys of a `menu` node.
pub static TABLE: Table = Table {
    what: "a `menu` node",
    doc: "Asks for a key and branches on it. Time-outs and wrong keys are counted together.",
    fields: &joined::<{ 2 + asking::KEYS }>(&[&OWN, &asking::FIELDS]),
};

const OWN: [Field; 2] = [
    Field::required("menu", Shape::Speech, "What is asked; a key cuts it short."),
    Field::required(
        "keys",
        Shape::Other("a map from keys in quotes to branches, or to the names of nodes"),
        "The branches.",
    ),
];

/// The keys of a branch.
pub static CHOICE: Table = Table {
    what: "a branch",
    doc: "A branch of a menu. `\"1\": sales` is short for `\"1\": { next: sales }`.",
    fields: &[
        Field::otherwise(
            "label",
            Shape::Text,
            "the key itself",
            "What the branch is called in records.",
        ),
        Field::required("next", Shape::Node, "The node that it leads to."),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Menu> {
    let asking = asking::read(cx, fields, "menu");
    let keys = keys(cx, fields);
    Some(Menu {
        asking: asking?,
        keys: keys?,
    })
}

/// Writes the node.
pub fn write(menu: &Menu, map: &mut Map) {
    asking::write(&menu.asking, "menu", map);
    map.each("keys", &menu.keys, written);
}

fn written(choice: &Choice) -> serde_yaml::Value {
    let Some(label) = &choice.label else {
        return text(&choice.next);
    };
    let mut map = Map::default();
    map.put("label", label.as_str());
    map.put("next", text(&choice.next));
    map.value()
}

fn keys(cx: &mut Context, fields: &Fields<'_>) -> Option<BTreeMap<Key, Choice>> {
    let entries = keys_of(cx, fields, "write `keys: { \"1\": sales, \"2\": support }`")?;
    let branches: Vec<_> = entries
        .iter()
        .map(|entry| branch(cx, fields, entry))
        .collect();
    branches.into_iter().collect()
}

/// The entries of `keys`, of which there is at least one. `help` says how they are written.
pub fn keys_of<'n>(cx: &mut Context, fields: &Fields<'n>, help: &str) -> Option<&'n [Entry]> {
    let (at, node) = fields.node(cx, "keys")?;
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        Value::Broken => return None,
        other => {
            let message = format!("`keys` is a map, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            return None;
        }
    };
    if entries.is_empty() {
        let help = format!("{help}; they are quoted, because an unquoted `#` begins a comment");
        let message = format!("{} has at least one key", fields.what());
        cx.report(Report::new(Code::NoKeys, at, message).help(help));
        return None;
    }
    Some(entries)
}

fn branch(cx: &mut Context, fields: &Fields<'_>, entry: &Entry) -> Option<(Key, Choice)> {
    let key = key(cx, entry);
    let path = fields.path(&format!("keys.{}", entry.key));
    cx.places
        .insert(format!("{}/{path}", fields.resource), entry.at);
    let choice = match &entry.value.value {
        Value::Scalar { .. } => {
            let next: Option<Name> = decode::spelled(cx, &entry.value, "the name of a node");
            cx.places
                .insert(format!("{}/{path}.next", fields.resource), entry.value.at);
            next.map(|next| Choice { label: None, next })
        }
        _ => choice(cx, fields, entry, &path),
    };
    Some((key?, choice?))
}

fn choice(cx: &mut Context, menu: &Fields<'_>, entry: &Entry, path: &str) -> Option<Choice> {
    let fields = Fields::open(cx, &CHOICE, &entry.value, entry.at, &menu.resource, path)?;
    let label = fields.text(cx, "label");
    let next = fields.name(cx, "next");
    next.map(|next| Choice { label, next })
}

/// A key of a telephone.
pub fn key(cx: &mut Context, entry: &Entry) -> Option<Key> {
    let mut characters = entry.key.chars();
    let key = match (characters.next().and_then(Key::new), characters.next()) {
        (Some(key), None) => Some(key),
        _ => None,
    };
    if key.is_none() {
        let message = format!("`{}` is no key of a telephone", entry.key);
        let help = "the keys are \"0\" to \"9\", \"*\" and \"#\"";
        cx.report(Report::new(Code::BadName, entry.at, message).help(help));
    } else if entry.plain {
        let message = format!("the key `{}` is without quotes", entry.key);
        let help = format!("quote it: \"{}\"", entry.key);
        let quoted = cx.quotes(entry.at, &entry.key);
        let report = Report::new(Code::QuoteIt, entry.at, message).help(help);
        cx.report(report.mend(quoted));
    }
    key
}
