//! `play`: plays something and goes on.

use model::config::Play;

use crate::decode::{Context, Field, Fields, Shape, Table};
use crate::emit::{Map, speech, text};

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
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Play> {
    let speech = fields.speech(cx, "play");
    let interruptible = fields.flag(cx, "interruptible");
    let times = fields.count(cx, "times");
    let next = fields.name(cx, "next");
    let (speech, interruptible) = (speech?, interruptible?);
    Some(Play {
        speech,
        interruptible,
        times: times?,
        next: next?,
    })
}

/// Writes the node.
pub fn write(play: &Play, map: &mut Map) {
    map.put("play", speech(&play.speech));
    map.unless("interruptible", &play.interruptible, &false);
    map.unless("times", &play.times, &1);
    map.put("next", text(&play.next));
}
