//! `end`: ends the call.

use model::config::End;

use serde_yaml::Value;

use crate::decode::{Context, Field, Fields, Plain, Shape, Table, speech};
use crate::emit::{self, Map};
use crate::tree;

/// The keys of an `end` node.
pub static TABLE: Table = Table {
    what: "an `end` node",
    doc: "Ends the call.",
    fields: &[Field::required(
        "end",
        Shape::Speech,
        "What is said before; nothing for nothing.",
    )],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<End> {
    let (_, node) = fields.node(cx, "end")?;
    if node.value == tree::Value::Null {
        return Some(End::default());
    }
    let speech = speech(cx, node, Plain::Text, &fields.resource, &fields.path("end"))?;
    Some(End {
        speech: Some(speech),
    })
}

/// Writes the node.
pub fn write(end: &End, map: &mut Map) {
    map.put("end", end.speech.as_ref().map_or(Value::Null, emit::speech));
}
