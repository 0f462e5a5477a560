//! `ivrs`: call flows.

use std::collections::BTreeMap;

use model::Name;
use model::config::{Node as Step, Screening};

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Kind, Report, Shape, Table};
use crate::kinds::{Item, nodes};
use crate::tree::{At, Value};

/// The keys of a flow.
pub static TABLE: Table = Table {
    what: "a flow",
    doc: "A call flow: named nodes, each with one meaning and named exits.",
    fields: &[
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
        Field::required(
            "nodes",
            Shape::Other("a map from names to nodes"),
            "The nodes by name.",
        ),
    ],
};

/// A flow as it is written. Its nodes that have a problem are there without a meaning, so that the
/// names in the others can still be looked up.
#[derive(Debug)]
pub struct Flow {
    /// Where a call begins.
    pub start: Name,
    /// Where it goes when something is gone.
    pub on_exception: Option<Name>,
    /// Who may call it.
    pub screening: Screening,
    /// Variables with a value from the beginning.
    pub variables: BTreeMap<Name, String>,
    /// The nodes.
    pub nodes: BTreeMap<Name, Option<Step>>,
    /// The names of the nodes as they are written, readable or not.
    pub order: Vec<String>,
    /// Where its name stands.
    pub at: At,
}

/// Reads one flow.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Flow> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let start: Option<Name> = fields.name(cx, "start");
    let on_exception = fields.name(cx, "on_exception");
    let screening = screening(cx, &fields);
    let variables = decode::texts(cx, &fields, "variables");
    let (at, node) = fields.node(cx, "nodes")?;
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        Value::Broken => return None,
        other => {
            let message = format!("`nodes` is a map by name, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message));
            return None;
        }
    };
    if entries.is_empty() {
        let report = Report::new(Code::NoNodes, at, "a flow has at least one node");
        cx.report(report.help("the shortest flow is `nodes: { bye: { end: } }`"));
    }
    let mut nodes = BTreeMap::new();
    let mut first = None;
    for entry in entries {
        let Some(name) = decode::key::<Name>(cx, entry) else {
            continue;
        };
        let path = format!("nodes.{name}");
        cx.places.insert(format!("{}/{path}", item.path), entry.at);
        first.get_or_insert_with(|| name.clone());
        let step = nodes::read(cx, entry, &item.path, &path);
        nodes.insert(name, step);
    }
    let order = entries.iter().map(|entry| entry.key.clone()).collect();
    Some(Flow {
        start: start.or(first)?,
        on_exception,
        screening: screening?,
        variables: variables?,
        nodes,
        order,
        at: item.at,
    })
}

fn screening(cx: &mut Context, fields: &Fields<'_>) -> Option<Screening> {
    let blacklist = decode::list_of_names(cx, fields, "blacklist", Kind::CallerLists);
    let whitelist = decode::list_of_names(cx, fields, "whitelist", Kind::CallerLists);
    let whitelist_only = fields.flag(cx, "whitelist_only");
    let on_blocked = fields.name(cx, "on_blocked");
    if whitelist_only == Some(true) && whitelist.as_ref().is_some_and(Vec::is_empty) {
        let at = cx.at(&fields.resource, "whitelist_only");
        let message = "a flow that takes only its `whitelist` has none";
        let help = "add `whitelist: [LIST]`, or delete `whitelist_only`";
        cx.report(Report::new(Code::MissingKey, at, message).help(help));
    }
    Some(Screening {
        blacklist: blacklist?,
        whitelist: whitelist?,
        whitelist_only: whitelist_only?,
        on_blocked,
    })
}
