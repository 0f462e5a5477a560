//! `set`: gives variables values.

use std::collections::BTreeMap;

use model::Name;
use model::config::{Set, Template};

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, entries, key, parameter};
use crate::emit::{Map, text};

/// The longest text of a parameter.
pub const LONGEST: usize = 1_000;

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

/// A map from variables to texts in which variables may stand.
fn templates(
    cx: &mut Context,
    fields: &Fields<'_>,
    field: &str,
    example: &str,
) -> Option<BTreeMap<Name, Template>> {
    let all = entries(cx, fields, field, example)?.iter().map(|entry| {
        let path = fields.path(&format!("{field}.{}", entry.key));
        cx.places
            .insert(format!("{}/{path}", fields.resource), entry.value.at);
        let name = key::<Name>(cx, entry);
        let text = parameter(cx, &entry.value, &fields.resource, LONGEST);
        Some((name?, text?))
    });
    let all: Vec<_> = all.collect();
    all.into_iter().collect()
}

/// Writes the node.
pub fn write(set: &Set, map: &mut Map) {
    map.each("set", &set.values, |value| text(value));
    map.put("next", text(&set.next));
}
