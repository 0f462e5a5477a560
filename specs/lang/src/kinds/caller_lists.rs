//! `caller_lists`: callers whom flows and the center let in or turn away.

use std::collections::BTreeSet;

use model::config::{CallerList, CallerPattern};

use crate::decode::{self, Context, Field, Fields, Shape, Table};
use crate::emit::Map;
use crate::kinds::Item;

/// The keys of a list of callers.
pub static TABLE: Table = Table {
    what: "a caller list",
    doc: "Callers by number. `center.inbound_blacklist` and the `blacklist` and `whitelist` of flows name \
          such lists.",
    fields: &[
        Field::optional(
            "numbers",
            Shape::Other(
                "a list of numbers in quotes, or of beginnings with a final `*`: `[\"13800138000\", \"0755*\"]`",
            ),
            "The numbers. However a carrier spells one, it is the same.",
        ),
        Field::default(
            "withheld",
            Shape::Flag,
            "false",
            "Whether callers who withhold their number are on it.",
        ),
        Field::optional("note", Shape::Text, "What it is for."),
    ],
};

/// Reads one list.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<CallerList> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let numbers: Vec<CallerPattern> =
        decode::list_of(cx, &fields, "numbers", "a number in quotes")?;
    let withheld = fields.flag(cx, "withheld");
    let note = fields.text(cx, "note").unwrap_or_default();
    Some(CallerList {
        numbers: numbers.into_iter().collect::<BTreeSet<_>>(),
        withheld: withheld?,
        note,
    })
}

/// Writes one list.
pub fn write(list: &CallerList) -> serde_yaml::Value {
    let mut map = Map::default();
    map.list("numbers", &list.numbers);
    map.unless("withheld", &list.withheld, &false);
    map.unless("note", &list.note.as_str(), &"");
    map.value()
}
