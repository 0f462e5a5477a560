//! `end`: ends the call.

use model::config::{End, Node};

use crate::decode::Plain;
use crate::decode::{Context, Field, Fields, Shape, Table, speech};
use crate::tree::Value;

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
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Node> {
    let (_, node) = fields.node(cx, "end")?;
    if node.value == Value::Null {
        return Some(Node::End(End::default()));
    }
    let speech = speech(cx, node, Plain::Text, &fields.resource, &fields.path("end"))?;
    Some(Node::End(End {
        speech: Some(speech),
    }))
}
