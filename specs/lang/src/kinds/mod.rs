//! One file per kind of resource: its keys, and how they become a value of the model.

pub mod agents;
pub mod break_reasons;
pub mod caller_lists;
pub mod center;
pub mod codecs;
pub mod hotwords;
pub mod hours;
pub mod ignore;
pub mod ivrs;
pub mod managed;
pub mod moved;
pub mod nodes;
pub mod numbering;
pub mod numbers;
pub mod phones;
pub mod pieces;
pub mod prompts;
pub mod protected;
pub mod roles;
pub mod routing;
pub mod screening;
pub mod sip;
pub mod skill_groups;
pub mod srtp;
pub mod tests;
pub mod trunks;
pub mod vars;
pub mod versions;
pub mod webhooks;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::str::FromStr;

use model::{Config, Name};

use crate::decode::{self, Context, Fields, Kind, Report, list};
use crate::tree::{At, Entry, Node, Value};
use crate::{Code, Files};

/// What has been read so far. Resources with a problem are missing.
#[derive(Debug, Default)]
pub struct Draft {
    /// The resources except the flows.
    pub config: Config,
    /// The flows, whose nodes may be missing.
    pub flows: versions::Flows,
    /// Resources with another name.
    pub moved: Vec<moved::Read>,
    /// The center's own tests.
    pub tests: BTreeMap<Name, tests::Read>,
}

/// One resource as it is written.
#[derive(Debug)]
pub struct Item<'n> {
    /// Where its name stands.
    pub at: At,
    /// Its path: `kind/name`.
    pub path: String,
    /// What belongs to it.
    pub node: &'n Node,
}

/// Reads the resources of one file.
pub fn read(cx: &mut Context, files: &dyn Files, root: &Node, draft: &mut Draft) {
    let entries = match &root.value {
        Value::Map(entries) => entries,
        Value::Null | Value::Broken => return,
        other => {
            let message = format!("a file is a map of kinds, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, root.at, message).help(kinds()));
            return;
        }
    };
    for entry in entries {
        match Kind::ALL.into_iter().find(|kind| kind.key() == entry.key) {
            Some(kind) => section(cx, files, kind, entry, draft),
            None => {
                let message = format!("there is no kind `{}`", entry.key);
                let guess = cx.guess(entry.at, &entry.key, Kind::ALL.into_iter().map(Kind::key));
                let guess = guess.map(|guess| guess.besides(entries));
                let report = Report::new(Code::UnknownKind, entry.at, message);
                cx.report(report.help(kinds()).guess(guess));
            }
        }
    }
}

/// Reads the variables and the pieces of one file.
pub fn definitions(cx: &mut Context, root: &Node) {
    let Value::Map(entries) = &root.value else {
        return;
    };
    for entry in entries {
        if entry.key == Kind::Vars.key() {
            let mut variables = std::mem::take(&mut cx.variables_declared);
            each(cx, Kind::Vars, entry, &mut variables, vars::read);
            cx.variables_declared = variables;
        } else if entry.key == Kind::Pieces.key() {
            let mut known = std::mem::take(&mut cx.pieces);
            each(cx, Kind::Pieces, entry, &mut known, pieces::read);
            cx.pieces = known;
        }
    }
}

fn kinds() -> String {
    format!(
        "the kinds are {}",
        list(Kind::ALL.into_iter().map(Kind::key))
    )
}

fn section(cx: &mut Context, files: &dyn Files, kind: Kind, entry: &Entry, draft: &mut Draft) {
    let config = &mut draft.config;
    match kind {
        Kind::Center => center::read(cx, entry, &mut config.center),
        Kind::Trunks => each(cx, kind, entry, &mut config.trunks, trunks::read),
        Kind::Numbers => each(cx, kind, entry, &mut config.numbers, numbers::read),
        Kind::Prompts => {
            let read = |cx: &mut Context, item: &Item<'_>| prompts::read(cx, files, item);
            each(cx, kind, entry, &mut config.prompts, read);
        }
        Kind::Ivrs => each(cx, kind, entry, &mut draft.flows, ivrs::read),
        Kind::SkillGroups => each(
            cx,
            kind,
            entry,
            &mut config.skill_groups,
            skill_groups::read,
        ),
        Kind::Agents => each(cx, kind, entry, &mut config.agents, agents::read),
        Kind::Phones => each(cx, kind, entry, &mut config.phones, phones::read),
        Kind::Hours => each(cx, kind, entry, &mut config.hours, hours::read),
        Kind::Hotwords => each(cx, kind, entry, &mut config.hotwords, hotwords::read),
        Kind::Webhooks => each(cx, kind, entry, &mut config.webhooks, webhooks::read),
        Kind::Routing => each(cx, kind, entry, &mut config.routing, routing::read),
        Kind::CallerLists => each(
            cx,
            kind,
            entry,
            &mut config.caller_lists,
            caller_lists::read,
        ),
        Kind::Roles => each(cx, kind, entry, &mut config.roles, roles::read),
        Kind::Tests => each(cx, kind, entry, &mut draft.tests, tests::read),
        Kind::Moved => moved::read(cx, entry, &mut draft.moved),
        // They are read before, because the others name them or are told by them.
        Kind::Pieces | Kind::Vars | Kind::Ignore => {}
    }
}

/// Reads every resource of a section.
fn each<K, V>(
    cx: &mut Context,
    kind: Kind,
    section: &Entry,
    into: &mut BTreeMap<K, V>,
    read: impl Fn(&mut Context, &Item<'_>) -> Option<V>,
) where
    K: FromStr + Ord,
    K::Err: Display,
{
    let entries = match &section.value.value {
        Value::Map(entries) => entries,
        Value::Null | Value::Broken => return,
        other => {
            let message = format!(
                "`{}` is a map by name, this is {}",
                kind.key(),
                other.what()
            );
            cx.report(Report::new(Code::WrongShape, section.value.at, message));
            return;
        }
    };
    for entry in entries {
        let name = decode::key(cx, entry);
        if !declare(cx, kind, entry) {
            continue;
        }
        let path = format!("{}/{}", kind.key(), entry.key);
        cx.places.insert(path.clone(), entry.at);
        let node = match kind {
            Kind::Tests => Cow::Borrowed(&entry.value),
            _ => protected::without(cx, &path, &entry.value),
        };
        let item = Item {
            at: entry.at,
            path,
            node: &node,
        };
        // What belongs to a bad name is read all the same: it may have problems of its own.
        if let (Some(value), Some(name)) = (read(cx, &item), name) {
            into.insert(name, value);
        }
    }
}

/// Notes the name of a resource; false when there is one already.
fn declare(cx: &mut Context, kind: Kind, entry: &Entry) -> bool {
    let names = cx.declared.entry(kind).or_default();
    let Some(first) = names.get(&entry.key).copied() else {
        names.insert(entry.key.clone(), entry.at);
        return true;
    };
    let message = format!("there is a second {} named `{}`", kind.one(), entry.key);
    let report = Report::new(Code::DuplicateResource, entry.at, message).label("the second");
    cx.report(
        report
            .also(first, "the first")
            .help("delete one of them, or rename it"),
    );
    false
}

/// The items of a list.
fn items<'n>(cx: &mut Context, fields: &Fields<'n>, name: &str) -> Option<&'n [Node]> {
    let (at, node) = fields.node(cx, name)?;
    match &node.value {
        Value::List(items) => Some(items),
        Value::Null | Value::Broken => None,
        other => {
            let message = format!("`{name}` is a list, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message).help("write `[a, b]`"));
            None
        }
    }
}
