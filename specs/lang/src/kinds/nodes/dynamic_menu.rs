//! `dynamic_menu`: a menu whose branches a customer's system has given.

use model::Name;
use model::config::DynamicMenu;

use super::asking;
use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, joined, spelled};
use crate::emit::{Map, text};
use crate::kinds::items;

/// The keys of a `dynamic_menu` node.
pub static TABLE: Table = Table {
    what: "a `dynamic_menu` node",
    doc: "Asks for a key and branches on it, as JSON in a variable says: a list such as `[{\"digits\": \
          \"1\", \"name\": \"a\", \"label\": \"sales\", \"next\": \"sales\"}]`. A branch without one key as \
          its `digits`, or with a `next` that is none of `targets`, is left out. The `label` (or \
          `lable`) and the `name` stand in records.",
    fields: &joined::<{ 4 + asking::KEYS }>(&[&OWN, &asking::FIELDS]),
};

const OWN: [Field; 4] = [
    Field::required(
        "dynamic_menu",
        Shape::Speech,
        "What is asked; a key cuts it short.",
    ),
    Field::required(
        "branches",
        Shape::Template { longest: 1_000 },
        "The JSON, such as `${dynamicEntries}` that an `http` node has received.",
    ),
    Field::required(
        "targets",
        Shape::Other("a list of nodes of this flow"),
        "The nodes to which branches may lead.",
    ),
    Field::otherwise(
        "on_invalid",
        Shape::Node,
        "the exception exit of the flow",
        "Where the call goes if there is no branch that can be used.",
    ),
];

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<DynamicMenu> {
    let asking = asking::read(cx, fields, "dynamic_menu");
    let branches = fields.template(cx, "branches");
    let targets = targets(cx, fields);
    let on_invalid = fields.name(cx, "on_invalid");
    Some(DynamicMenu {
        asking: asking?,
        branches: branches?,
        targets: targets?,
        on_invalid,
    })
}

fn targets(cx: &mut Context, fields: &Fields<'_>) -> Option<Vec<Name>> {
    let items = items(cx, fields, "targets")?;
    let mut targets = Vec::new();
    for (n, item) in items.iter().enumerate() {
        let path = fields.path(&format!("targets.{n}"));
        cx.places
            .insert(format!("{}/{path}", fields.resource), item.at);
        targets.push(spelled::<Name>(cx, item, "the name of a node"));
    }
    let targets: Vec<Name> = targets.into_iter().collect::<Option<_>>()?;
    if targets.is_empty() {
        let at = cx.at(&fields.resource, &fields.path("targets"));
        let message = "a `dynamic_menu` node has at least one target";
        let help = "name the nodes to which its branches may lead";
        cx.report(Report::new(Code::WrongShape, at, message).help(help));
        return None;
    }
    Some(targets)
}

/// Writes the node.
pub fn write(menu: &DynamicMenu, map: &mut Map) {
    asking::write(&menu.asking, "dynamic_menu", map);
    map.put("branches", text(&menu.branches));
    map.put("targets", menu.targets.iter().map(text).collect::<Vec<_>>());
    map.some("on_invalid", menu.on_invalid.as_ref().map(text));
}
