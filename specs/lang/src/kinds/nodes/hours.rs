//! `hours`: branches on whether somebody works.

use model::config::Hours;

use crate::decode::{Context, Field, Fields, Kind, Shape, Table};
use crate::emit::{Map, text};

/// The keys of an `hours` node.
pub static TABLE: Table = Table {
    what: "an `hours` node",
    doc: "Branches on whether business hours are open at that moment. A call that ends after `closed`, \
          without having come to a queue, ends with 106 `notWorkTime`.",
    fields: &[
        Field::required("hours", Shape::Name(Kind::Hours), "The business hours."),
        Field::required("open", Shape::Node, "The node inside of them."),
        Field::required("closed", Shape::Node, "The node outside of them."),
        Field::otherwise(
            "emergency",
            Shape::Node,
            "the node at `closed`",
            "The node while the emergency switch of the center is on, such as one that tells callers of it.",
        ),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Hours> {
    let hours = fields.name(cx, "hours");
    let open = fields.name(cx, "open");
    let closed = fields.name(cx, "closed");
    let emergency = match fields.has("emergency") {
        true => fields.name(cx, "emergency").map(Some),
        false => Some(None),
    };
    Some(Hours {
        hours: hours?,
        open: open?,
        closed: closed?,
        emergency: emergency?,
    })
}

/// Writes the node.
pub fn write(hours: &Hours, map: &mut Map) {
    map.put("hours", text(&hours.hours));
    map.put("open", text(&hours.open));
    map.put("closed", text(&hours.closed));
    map.some("emergency", hours.emergency.as_ref().map(text));
}
