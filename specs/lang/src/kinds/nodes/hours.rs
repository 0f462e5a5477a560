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
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Hours> {
    let hours = fields.name(cx, "hours");
    let open = fields.name(cx, "open");
    let closed = fields.name(cx, "closed");
    Some(Hours {
        hours: hours?,
        open: open?,
        closed: closed?,
    })
}

/// Writes the node.
pub fn write(hours: &Hours, map: &mut Map) {
    map.put("hours", text(&hours.hours));
    map.put("open", text(&hours.open));
    map.put("closed", text(&hours.closed));
}
