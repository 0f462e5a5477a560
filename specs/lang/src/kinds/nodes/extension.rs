//! `extension`: asks for an extension and calls that phone.

use model::config::DialExtension;

use super::asking;
use crate::decode::{Context, Field, Fields, Shape, Table, joined};
use crate::emit::{Map, music, text};

/// The keys of an `extension` node.
pub static TABLE: Table = Table {
    what: "an `extension` node",
    doc: "Asks for the extension of one of the center's phones and calls it, past every queue. An agent \
          who is not ready for his queues is there for whoever wants him.",
    fields: &joined::<{ 8 + asking::KEYS }>(&[&OWN, &asking::FIELDS]),
};

const OWN: [Field; 8] = [
    Field::required(
        "extension",
        Shape::Speech,
        "What is asked; a key cuts it short.",
    ),
    Field::required(
        "length",
        Shape::Count { min: 4, max: 6 },
        "How many digits an extension has; the last one ends the answer. One that no phone has is a wrong \
         answer.",
    ),
    Field::otherwise(
        "music",
        Shape::Music,
        "ring-back tone",
        "What the caller hears while the phone rings.",
    ),
    Field::default(
        "ring",
        Shape::Time {
            min: 1_000,
            max: 180_000,
        },
        "30s",
        "How long the phone rings.",
    ),
    Field::otherwise(
        "on_busy",
        Shape::Node,
        "the call ends",
        "Where the call goes when whoever has the phone is in a call, works after one or rejects this one.",
    ),
    Field::otherwise(
        "on_no_answer",
        Shape::Node,
        "the call ends",
        "Where it goes when nobody answers.",
    ),
    Field::otherwise(
        "on_offline",
        Shape::Node,
        "the call ends",
        "Where it goes when the phone cannot be reached or its agent is away.",
    ),
    Field::otherwise(
        "then",
        Shape::Node,
        "the call ends",
        "Where the caller goes when the other side has hung up.",
    ),
];

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<DialExtension> {
    let asking = asking::read(cx, fields, "extension");
    let length = fields.count(cx, "length");
    let music = fields.speech(cx, "music");
    let ring = fields.time(cx, "ring");
    let on_busy = fields.name(cx, "on_busy");
    let on_no_answer = fields.name(cx, "on_no_answer");
    let on_offline = fields.name(cx, "on_offline");
    let then = fields.name(cx, "then");
    Some(DialExtension {
        asking: asking?,
        length: length?,
        music,
        ring: ring?,
        on_busy,
        on_no_answer,
        on_offline,
        then,
    })
}

/// Writes the node.
pub fn write(node: &DialExtension, map: &mut Map) {
    let default = DialExtension::new(node.asking.clone(), node.length);
    asking::write(&node.asking, "extension", map);
    map.put("length", node.length);
    map.some("music", node.music.as_ref().map(music));
    if node.ring != default.ring {
        map.put("ring", text(&node.ring));
    }
    map.some("on_busy", node.on_busy.as_ref().map(text));
    map.some("on_no_answer", node.on_no_answer.as_ref().map(text));
    map.some("on_offline", node.on_offline.as_ref().map(text));
    map.some("then", node.then.as_ref().map(text));
}
