//! `survey`: asks how satisfied the caller is.

use std::collections::BTreeMap;

use model::Key;
use model::config::Survey;

use super::asking;
use super::menu::{key, keys_of};
use crate::decode::{Context, Field, Fields, Shape, Table, joined, scalar};
use crate::emit::{Map, text};
use crate::tree::Entry;

/// The variable that holds the answer when nothing is said about it.
const USUAL: &str = "Satisfaction";

/// The keys of a `survey` node.
pub static TABLE: Table = Table {
    what: "a `survey` node",
    doc: "Asks how satisfied the caller is, during the flow or after the talk: there the `then` of a \
          `transfer` leads to it. The last answer stands in the record as `satisfaction`.",
    fields: &joined::<{ 4 + asking::KEYS }>(&[&OWN, &asking::FIELDS]),
};

const OWN: [Field; 4] = [
    Field::required(
        "survey",
        Shape::Speech,
        "What is asked; a key cuts it short.",
    ),
    Field::required(
        "keys",
        Shape::Other("a map from keys in quotes to what they say"),
        "The answers, such as `{ \"1\": satisfied, \"0\": dissatisfied }`.",
    ),
    Field::default(
        "into",
        Shape::Variable,
        USUAL,
        "The variable that holds what the pressed key says.",
    ),
    Field::otherwise("next", Shape::Node, "the call ends", "The node after it."),
];

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Survey> {
    let asking = asking::read(cx, fields, "survey");
    let keys = keys(cx, fields);
    let into = fields.name(cx, "into");
    let next = fields.name(cx, "next");
    Some(Survey {
        asking: asking?,
        keys: keys?,
        into: into?,
        next,
    })
}

fn keys(cx: &mut Context, fields: &Fields<'_>) -> Option<BTreeMap<Key, String>> {
    let entries = keys_of(
        cx,
        fields,
        "write `keys: { \"1\": satisfied, \"0\": dissatisfied }`",
    )?;
    let read = |entry: &Entry| {
        let path = fields.path(&format!("keys.{}", entry.key));
        cx.places
            .insert(format!("{}/{path}", fields.resource), entry.value.at);
        let key = key(cx, entry);
        let label = scalar::short(cx, &entry.value, "the answer", "a text");
        Some((key?, label?))
    };
    let keys: Vec<_> = entries.iter().map(read).collect();
    keys.into_iter().collect()
}

/// Writes the node.
pub fn write(survey: &Survey, map: &mut Map) {
    asking::write(&survey.asking, "survey", map);
    map.each("keys", &survey.keys, text);
    map.unless("into", &survey.into.as_str(), &USUAL);
    map.some("next", survey.next.as_ref().map(text));
}
