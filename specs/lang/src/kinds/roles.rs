//! `roles`: who may see and change what.

use std::collections::{BTreeMap, BTreeSet};

use model::Name;
use model::config::{Grant, Groups, Module, Permission, Role};

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Reference, Report, Shape, Table, scalar};
use crate::kinds::Item;
use crate::tree::{At, Node, Value};

/// The keys of a role.
pub static TABLE: Table = Table {
    what: "a role",
    doc: "What somebody may see and change: an agent beside what concerns himself, a token, an API \
          client. `agent`, `viewer`, `operator` and `admin` are built in. What a role does not name \
          it does not allow.",
    fields: &[
        Field::optional("name", Shape::Text, "What people call it."),
        module("analytics", "Figures of the past."),
        module("records", "Records of calls, and what happened in them."),
        module(
            "monitoring",
            "Calls, queues and agents as they are; `change`: to set agents' states and to end calls.",
        ),
        module(
            "listening",
            "Recordings, and calls that are up, to be heard; `change`: to speak in them.",
        ),
        module(
            "configuration",
            "What the YAML describes; `change`: to apply. It needs `skill_groups: all`. Roles, the \
             roles of agents and `number_privacy` are changed by an `admin` alone.",
        ),
        Field::required(
            "skill_groups",
            GROUPS,
            "The skill groups that it sees, with their agents, phones, calls and records. What \
             belongs to no skill group is seen by `all` alone.",
        ),
        Field::default(
            "plain_numbers",
            Shape::Flag,
            "false",
            "Whether customers' numbers are shown whole where `number_privacy` masks them.",
        ),
    ],
};

/// The keys of what a role allows of one module, where it has skill groups of its own.
pub static GRANT: Table = Table {
    what: "what a role allows",
    doc: "What a role allows of one module, for other skill groups than those of the role.",
    fields: &[
        Field::required(
            "permission",
            Shape::Word(PERMISSIONS),
            "How much it allows.",
        ),
        Field::otherwise(
            "skill_groups",
            GROUPS,
            "those of the role",
            "The skill groups that it sees of this module.",
        ),
    ],
};

const PERMISSIONS: &[&str] = &["none", "view", "change"];

const GROUPS: Shape = Shape::Other("`all`, or a list of skill groups");

const fn module(name: &'static str, doc: &'static str) -> Field {
    let shape =
        Shape::Other("`none`, `view` or `change`, or a map of `permission` and `skill_groups`");
    Field::default(name, shape, "none", doc)
}

/// Reads one role.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Role> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let name = fields.text(cx, "name").unwrap_or_default();
    let may: BTreeMap<Module, Grant> = Module::ALL
        .into_iter()
        .filter_map(|module| Some((module, grant(cx, &fields, module)?)))
        .filter(|(_, grant)| grant.permission != Permission::None)
        .collect();
    let skill_groups = groups(cx, &fields);
    let plain_numbers = fields.flag(cx, "plain_numbers");
    Some(Role {
        name,
        may,
        skill_groups: skill_groups?,
        plain_numbers: plain_numbers?,
    })
}

fn grant(cx: &mut Context, fields: &Fields<'_>, module: Module) -> Option<Grant> {
    let (at, node) = fields.node(cx, module.word())?;
    if !matches!(node.value, Value::Map(_)) {
        let word = scalar::choice(cx, node, module.word(), PERMISSIONS)?;
        return Some(Grant::of(permission(word)));
    }
    let path = fields.path(module.word());
    let fields = Fields::open(cx, &GRANT, node, at, &fields.resource, &path)?;
    let word = fields.word(cx, "permission");
    let skill_groups = groups(cx, &fields);
    Some(Grant {
        permission: permission(word?),
        skill_groups,
    })
}

fn permission(word: &str) -> Permission {
    match word {
        "change" => Permission::Change,
        "view" => Permission::View,
        _ => Permission::None,
    }
}

fn groups(cx: &mut Context, fields: &Fields<'_>) -> Option<Groups> {
    let (at, node) = fields.node(cx, "skill_groups")?;
    match &node.value {
        Value::List(items) => Some(Groups::These(these(cx, items))),
        Value::Scalar { text, .. } if text == "all" => Some(Groups::All),
        Value::Broken => None,
        other => {
            let message = format!(
                "`skill_groups` is `all` or a list of skill groups, this is {}",
                other.what()
            );
            let help = "write `all`, or `[sales, support]`";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            None
        }
    }
}

fn these(cx: &mut Context, items: &[Node]) -> BTreeSet<Name> {
    let mut names = BTreeSet::new();
    for item in items {
        let spelled = decode::spelled::<Name>(cx, item, "the name of a skill group");
        let Some(name) = spelled else { continue };
        cx.references.push(Reference {
            kind: Kind::SkillGroups,
            name: name.as_str().to_owned(),
            at: item.at,
        });
        if !names.insert(name) {
            twice(cx, item.at);
        }
    }
    names
}

fn twice(cx: &mut Context, at: At) {
    let report = Report::new(Code::DuplicateKey, at, "this stands twice in the list");
    cx.report(report.help("delete one of them"));
}
