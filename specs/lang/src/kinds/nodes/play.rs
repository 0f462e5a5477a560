//! `play`: plays something and goes on.

use model::config::{Node, Play};

use crate::decode::{Context, Field, Fields, Shape, Table};

/// The keys of a `play` node.
pub static TABLE: Table = Table {
    what: "a `play` node",
    doc: "Plays something and goes on.",
    fields: &[
        Field::required("play", Shape::Speech, "What is played."),
        Field::default(
            "interruptible",
            Shape::Flag,
            "false",
            "Whether a key cuts it short.",
        ),
        Field::default(
            "times",
            Shape::Count { min: 1, max: 10 },
            "1",
            "How often it is played.",
        ),
        Field::required("next", Shape::Node, "The node after it."),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Node> {
    let speech = fields.speech(cx, "play");
    let interruptible = fields.flag(cx, "interruptible");
    let times = fields.count(cx, "times");
    let next = fields.name(cx, "next");
    let (speech, interruptible) = (speech?, interruptible?);
    Some(Node::Play(Play {
        speech,
        interruptible,
        times: times?,
        next: next?,
    }))
}
