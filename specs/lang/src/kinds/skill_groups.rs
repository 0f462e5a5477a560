//! `skill_groups`: who answers which calls.

use std::collections::{BTreeMap, BTreeSet};

use model::config::{Priority, Ring, SkillGroup};
use model::{Extension, Name};

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Reference, Report, Shape, Table, scalar};
use crate::kinds::Item;
use crate::tree::{At, Entry, Node, Value};

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
            Shape::Other("a list of extensions in quotes"),
            "The phones that take its calls by themselves, without an agent.",
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
    ],
};

const DEFAULT_PRIORITY: u8 = 3;

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
    Some(SkillGroup {
        ring: ring?,
        members,
        phones,
        routing,
        max_waiting,
    })
}

fn members(cx: &mut Context, fields: &Fields<'_>) -> BTreeMap<Name, Priority> {
    let mut members = BTreeMap::new();
    let Some((at, node)) = fields.node(cx, "members") else {
        return members;
    };
    match &node.value {
        Value::Map(entries) => {
            for entry in entries {
                member(cx, fields, entry, &mut members);
            }
        }
        Value::List(items) => {
            for item in items {
                let Some(name) = decode::spelled::<Name>(cx, item, "the name of an agent") else {
                    continue;
                };
                add(cx, fields, name.clone(), item.at);
                if members.insert(name, Priority(DEFAULT_PRIORITY)).is_some() {
                    twice(cx, item.at);
                }
            }
        }
        Value::Null | Value::Broken => {}
        other => {
            let message = format!("`members` is a map or a list, this is {}", other.what());
            let help = "write `{ amy: 1, ben: 3 }` or `[amy, ben]`";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
        }
    }
    members
}

fn member(
    cx: &mut Context,
    fields: &Fields<'_>,
    entry: &Entry,
    members: &mut BTreeMap<Name, Priority>,
) {
    let Some(name) = decode::key::<Name>(cx, entry) else {
        return;
    };
    add(cx, fields, name.clone(), entry.at);
    let priority = match entry.value.value {
        Value::Null => Some(u32::from(DEFAULT_PRIORITY)),
        _ => scalar::whole(cx, &entry.value, "priority", 1, 5),
    };
    if let Some(priority) = priority.and_then(|priority| u8::try_from(priority).ok()) {
        members.insert(name, Priority(priority));
    }
}

fn add(cx: &mut Context, fields: &Fields<'_>, name: Name, at: At) {
    cx.places
        .insert(format!("{}/members.{name}", fields.resource), at);
    cx.references.push(Reference {
        kind: Kind::Agents,
        name: name.as_str().to_owned(),
        at,
    });
}

fn twice(cx: &mut Context, at: At) {
    let report = Report::new(Code::DuplicateKey, at, "this stands twice in the list");
    cx.report(report.help("delete one of them"));
}

fn phones(cx: &mut Context, fields: &Fields<'_>) -> BTreeSet<Extension> {
    let mut phones = BTreeSet::new();
    let Some((at, node)) = fields.node(cx, "phones") else {
        return phones;
    };
    let items: &[Node] = match &node.value {
        Value::List(items) => items,
        Value::Null | Value::Broken => &[],
        other => {
            let message = format!("`phones` is a list, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message).help("write `[\"2101\"]`"));
            &[]
        }
    };
    for item in items {
        let spelled = decode::spelled::<Extension>(cx, item, "an extension in quotes");
        let Some(extension) = spelled else { continue };
        let name = extension.as_str().to_owned();
        cx.places
            .insert(format!("{}/phones.{name}", fields.resource), item.at);
        cx.references.push(Reference {
            kind: Kind::Phones,
            name,
            at: item.at,
        });
        if !phones.insert(extension) {
            twice(cx, item.at);
        }
    }
    phones
}
