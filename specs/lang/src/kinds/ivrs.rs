//! `ivrs`: call flows.

use std::collections::{BTreeMap, BTreeSet};

use model::config::Node as Step;
use model::{IvrName, Name};

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Reference, Report, Shape, Table};
use crate::kinds::screening::{self, Written};
use crate::kinds::{Item, nodes};
use crate::layers::{self, Body};
use crate::tree::{At, Value};

/// The keys of a flow.
pub static TABLE: Table = Table {
    what: "a flow",
    doc: "A call flow: named nodes, each with one meaning and named exits. `main@1`, `main@2` are versions of \
          `main`; a number names one of them, or `main` for the latest.",
    fields: &[
        Field::optional(
            "note",
            Shape::Text,
            "What it is for, or what a version changes.",
        ),
        Field::optional(
            "from",
            Shape::Name(Kind::Ivrs),
            "The flow from which it takes over what it does not write itself: nodes by name, and the other \
             keys. A node that is written as nothing (`old_node:`) is left out.",
        ),
        Field::otherwise(
            "start",
            Shape::Node,
            "the first node",
            "Where a call begins.",
        ),
        Field::otherwise(
            "on_exception",
            Shape::Node,
            "the call ends",
            "Where a call goes when a node cannot do its work, because what it names is gone.",
        ),
        Field::optional(
            "blacklist",
            Shape::Other("a list of names under `caller_lists`"),
            "Callers whom this flow turns away (status 100).",
        ),
        Field::optional(
            "whitelist",
            Shape::Other("a list of names under `caller_lists`"),
            "Callers whom this flow takes even if they are on a blacklist.",
        ),
        Field::default(
            "whitelist_only",
            Shape::Flag,
            "false",
            "Whether nobody else is taken than those on the whitelist.",
        ),
        Field::otherwise(
            "on_blocked",
            Shape::Node,
            "their calls are not answered",
            "The node where callers begin who are turned away.",
        ),
        Field::optional(
            "variables",
            Shape::Other("a map from the names of variables to texts"),
            "Variables of the call that have a value from the beginning.",
        ),
        Field::otherwise(
            "nodes",
            Shape::Other("a map from names to nodes"),
            "required, unless there is `from`",
            "The nodes by name.",
        ),
    ],
};

/// A flow as it is written. Its nodes that have a problem are there without a meaning, so that the
/// names in the others can still be looked up.
#[derive(Clone, Debug)]
pub struct Flow {
    /// The flow that it is a version of, or takes over from otherwise.
    pub from: Option<IvrName>,
    /// What it is for.
    pub note: String,
    /// Where a call begins, if that is written.
    pub start: Option<Name>,
    /// Where it goes when something is gone.
    pub on_exception: Option<Name>,
    /// Whom it takes.
    pub screening: Written,
    /// Variables with a value from the beginning.
    pub variables: BTreeMap<Name, String>,
    /// The nodes.
    pub nodes: BTreeMap<Name, Option<Step>>,
    /// The nodes that stand for those of pieces.
    pub uses: BTreeMap<Name, Body>,
    /// Nodes of the flow that it takes over from which it does without.
    pub without: BTreeSet<Name>,
    /// The names of the nodes as they are written, readable or not.
    pub order: Vec<String>,
    /// Where its name stands.
    pub at: At,
}

impl Flow {
    /// The node where a call begins: the one that is named, or the first.
    pub fn first(&self) -> Option<Name> {
        let first = || self.order.iter().find_map(|name| Name::new(name).ok());
        self.start.clone().or_else(first)
    }
}

/// Reads one flow.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Flow> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let from = from(cx, &fields);
    let note = fields.text(cx, "note").unwrap_or_default();
    let start = fields.name(cx, "start");
    let on_exception = fields.name(cx, "on_exception");
    let screening = screening::read(cx, &fields);
    let variables = decode::texts(cx, &fields, "variables");
    let mut flow = Flow {
        from,
        note,
        start,
        on_exception,
        screening: screening?,
        variables: variables?,
        nodes: BTreeMap::new(),
        uses: BTreeMap::new(),
        without: BTreeSet::new(),
        order: Vec::new(),
        at: item.at,
    };
    read_nodes(cx, &fields, item, &mut flow)?;
    (flow.from.is_some() || flow.first().is_some()).then_some(flow)
}

/// The flow that another takes over from.
fn from(cx: &mut Context, fields: &Fields<'_>) -> Option<IvrName> {
    if !fields.has("from") {
        return None;
    }
    let (_, node) = fields.node(cx, "from")?;
    let from: IvrName = decode::spelled(cx, node, "the name of a flow")?;
    cx.references.push(Reference {
        kind: Kind::Ivrs,
        name: from.as_str().to_owned(),
        at: node.at,
    });
    Some(from)
}

fn read_nodes(
    cx: &mut Context,
    fields: &Fields<'_>,
    item: &Item<'_>,
    flow: &mut Flow,
) -> Option<()> {
    let entries = decode::entries(cx, fields, "nodes", "bye: { end: }")?;
    if entries.is_empty() && !fields.has("from") {
        let at = cx.at(&item.path, "nodes");
        let report = Report::new(Code::NoNodes, at, "a flow has at least one node");
        cx.report(report.help("the shortest flow is `nodes: { bye: { end: } }`"));
        return None;
    }
    for entry in entries {
        let Some(name) = decode::key::<Name>(cx, entry) else {
            continue;
        };
        let path = format!("nodes.{name}");
        cx.places.insert(format!("{}/{path}", item.path), entry.at);
        if fields.has("from") && entry.value.value == Value::Null {
            flow.without.insert(name);
            continue;
        }
        if nodes::uses(entry).is_some() {
            match layers::expand(cx, &item.path, name.as_str(), entry) {
                Some(body) => drop(flow.uses.insert(name, body)),
                None => drop(flow.nodes.insert(name, None)),
            }
            continue;
        }
        let step = nodes::read(cx, entry, &item.path, &path);
        flow.nodes.insert(name, step);
    }
    let written = entries.iter().map(|entry| entry.key.clone());
    flow.order = written
        .filter(|name| !flow.without.contains(name.as_str()))
        .collect();
    Some(())
}
