//! `set`: gives variables values.

use model::config::Set;

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, templates};
use crate::emit::{Map, text};

/// The keys of a `set` node.
pub static TABLE: Table = Table {
    what: "a `set` node",
    doc: "Gives variables of the call values. All texts take the values from before the node.",
    fields: &[
        Field::required(
            "set",
            Shape::Other("a map from the names of variables to texts, with `${Variables}`"),
            "The values.",
        ),
        Field::required("next", Shape::Node, "The node after it."),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Set> {
    let values = templates(cx, fields, "set", "Level: gold");
    let next = fields.name(cx, "next");
    let values = values?;
    if values.is_empty() {
        let at = cx.at(&fields.resource, &fields.path("set"));
        let report = Report::new(
            Code::WrongShape,
            at,
            "a `set` node sets at least one variable",
        );
        cx.report(report.help("write `set: { Level: gold }`"));
        return None;
    }
    Some(Set {
        values,
        next: next?,
    })
}

/// Writes the node.
pub fn write(set: &Set, map: &mut Map) {
    map.each("set", &set.values, text);
    map.put("next", text(&set.next));
}
