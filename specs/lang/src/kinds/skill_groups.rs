//! `skill_groups`: who answers which calls.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use model::config::{Priority, Ring, SkillGroup};
use model::{Extension, Name};

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Reference, Report, Shape, Table, scalar};
use crate::kinds::{Item, managed};
use crate::tree::{At, Entry, Value};

/// The keys of a skill group.
pub static TABLE: Table = Table {
    what: "a skill group",
    doc: "Agents and phones that answer the same calls. Its waiting callers are its queue.",
    fields: &[
        Field::default(
            "ring",
            Shape::Word(&["sequential", "simultaneous"]),
            "sequential",
            "Whether one device rings after the other or all free ones at once.",
        ),
        Field::optional(
            "members",
            Shape::Other("a map from agents to priorities 1 (highest) to 5, or a list of agents"),
            "The agents; those of a list have priority 3.",
        ),
        Field::optional(
            "phones",
            Shape::Other(
                "a map from extensions in quotes to priorities 1 (highest) to 5, or a list of them",
            ),
            "The phones that take its calls by themselves, without an agent; those of a list have \
             priority 3.",
        ),
        Field::otherwise(
            "routing",
            Shape::Name(Kind::Routing),
            "the routing named `default`, if there is one",
            "How its calls are ordered and answered.",
        ),
        Field::otherwise(
            "max_waiting",
            Shape::Count {
                min: 0,
                max: 100_000,
            },
            "1000",
            "Callers that may wait at once, with those for whom somebody rings; a further one leaves \
             by `on_full`.",
        ),
        Field::otherwise(
            "max_ringing",
            Shape::Count { min: 2, max: 100 },
            "100",
            "Devices that ring at once for one caller where `ring` is `simultaneous`; the members are \
             taken in their order.",
        ),
        managed::field(
            "`false`: who its members are is left to those who change it at run time (`ccctl set member`); \
             `ccctl drift` tells nothing of that.",
        ),
    ],
};

/// Reads one skill group.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<SkillGroup> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let ring = fields.word(cx, "ring").map(|word| match word {
        "simultaneous" => Ring::Simultaneous,
        _ => Ring::Sequential,
    });
    let members = members(cx, &fields);
    let phones = phones(cx, &fields);
    let routing = fields.name(cx, "routing");
    let max_waiting = fields.count(cx, "max_waiting");
    let max_ringing = fields.count(cx, "max_ringing");
    let unmanaged = managed::is_left(cx, &fields);
    Some(SkillGroup {
        ring: ring?,
        members,
        phones,
        routing,
        max_waiting,
        max_ringing,
        unmanaged,
    })
}

fn members(cx: &mut Context, fields: &Fields<'_>) -> BTreeMap<Name, Priority> {
    let help = "write `{ amy: 1, ben: 3 }` or `[amy, ben]`";
    with_priorities(
        cx,
        fields,
        "members",
        Kind::Agents,
        "the name of an agent",
        help,
    )
}

fn phones(cx: &mut Context, fields: &Fields<'_>) -> BTreeMap<Extension, Priority> {
    let help = "write `{ \"2101\": 1 }` or `[\"2101\"]`";
    with_priorities(
        cx,
        fields,
        "phones",
        Kind::Phones,
        "an extension in quotes",
        help,
    )
}

/// What is a map to priorities, or a list.
fn with_priorities<K>(
    cx: &mut Context,
    fields: &Fields<'_>,
    field: &str,
    kind: Kind,
    what: &str,
    help: &str,
) -> BTreeMap<K, Priority>
where
    K: FromStr + Ord + Display,
    K::Err: Display,
{
    let mut found = BTreeMap::new();
    let Some((at, node)) = fields.node(cx, field) else {
        return found;
    };
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                let Some(name) = decode::key::<K>(cx, entry) else {
                    continue;
                };
                note(cx, fields, field, kind, &name, entry.at);
                if let Some(priority) = priority(cx, entry) {
                    found.insert(name, priority);
                }
            }
        }
        Value::List(items) => {
            for item in items {
                let Some(name) = decode::spelled::<K>(cx, item, what) else {
                    continue;
                };
                note(cx, fields, field, kind, &name, item.at);
                if found.insert(name, Priority::default()).is_some() {
                    let report =
                        Report::new(Code::DuplicateKey, item.at, "this stands twice in the list");
                    cx.report(report.help("delete one of them"));
                }
            }
        }
        Value::Null | Value::Broken => {}
        other => {
            let message = format!("`{field}` is a map or a list, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
        }
    }
    found
}

fn priority(cx: &mut Context, entry: &Entry) -> Option<Priority> {
    if matches!(entry.value.value, Value::Null) {
        return Some(Priority::default());
    }
    let priority = scalar::whole(cx, &entry.value, "priority", 1, 5)?;
    u8::try_from(priority).ok().map(Priority)
}

fn note(
    cx: &mut Context,
    fields: &Fields<'_>,
    field: &str,
    kind: Kind,
    name: &impl Display,
    at: At,
) {
    cx.places
        .insert(format!("{}/{field}.{name}", fields.resource), at);
    let name = name.to_string();
    cx.references.push(Reference { kind, name, at });
}
