//! `numbers`: what callers dial.

use model::config::Number;

use crate::decode::{Context, Field, Fields, Kind, Shape, Table};
use crate::kinds::Item;

/// The keys of a number.
pub static TABLE: Table = Table {
    what: "a number",
    doc: "A number that callers dial, as the trunk sends it; its name is the number in quotes.",
    fields: &[
        Field::required(
            "trunk",
            Shape::Name(Kind::Trunks),
            "The trunk on which its calls come in.",
        ),
        Field::required("ivr", Shape::Name(Kind::Ivrs), "The flow that answers."),
        Field::optional(
            "channels",
            Shape::Count {
                min: 1,
                max: 100_000,
            },
            "Calls at once.",
        ),
    ],
};

/// Reads one number.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Number> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let trunk = fields.name(cx, "trunk");
    let ivr = fields.name(cx, "ivr");
    let channels = fields.count(cx, "channels");
    Some(Number {
        trunk: trunk?,
        ivr: ivr?,
        channels,
    })
}
