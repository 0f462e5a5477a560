//! `pieces`: parts of flows that several flows use.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::Name;

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Report, Shape, Table};
use crate::kinds::vars::{self, Variables};
use crate::kinds::{Item, nodes};
use crate::tree::{At, Entry};

/// The keys of a piece.
pub static TABLE: Table = Table {
    what: "a piece",
    doc: "A part of a flow that several flows use, each by a node `use`. Its nodes lead to each other and to \
          its exits, which the node that uses it leads on. They become nodes of the flow: the node `ask` of \
          the piece that the node `pay` uses is `pay--ask` there, in plans, in records and in tests.",
    fields: &[
        Field::optional(
            "parameters",
            Shape::Other("a map from names to declarations like those of `vars`"),
            "What differs from one use to another. In the piece a parameter is a variable: `!var NAME`, \
             `${var.NAME}`; it hides the one of the center of that name.",
        ),
        Field::optional(
            "exits",
            Shape::Other("a list of names"),
            "The ways out. A node of the piece leads to one as it leads to a node.",
        ),
        Field::otherwise(
            "start",
            Shape::Node,
            "the first node",
            "Where a call enters.",
        ),
        Field::required(
            "nodes",
            Shape::Other("a map from names to nodes"),
            "The nodes by name.",
        ),
    ],
};

/// A piece as it is written. Its nodes are read where it is used, with the values of its parameters.
#[derive(Clone, Debug)]
pub struct Piece {
    /// Where its name stands.
    pub at: At,
    /// Its parameters.
    pub parameters: Variables,
    /// Its ways out, and where they are named.
    pub exits: BTreeMap<Name, At>,
    /// Where a call enters.
    pub start: Name,
    /// Its nodes.
    pub nodes: Vec<Entry>,
}

impl Piece {
    /// A node of it.
    pub fn node(&self, name: &str) -> Option<&Entry> {
        self.nodes.iter().find(|entry| entry.key == name)
    }

    /// The piece that a node of it uses.
    pub fn used_by(&self, name: &str) -> Option<&str> {
        nodes::uses(self.node(name)?)
    }
}

/// Reads one piece.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Arc<Piece>> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let parameters = parameters(cx, &fields);
    let exits: Vec<Name> = decode::list_of(cx, &fields, "exits", "the name of an exit")?;
    let exits = exits.into_iter();
    let exits = exits.map(|exit| {
        let at = cx.at(&item.path, &format!("exits.{exit}"));
        (exit, at)
    });
    let exits: BTreeMap<Name, At> = exits.collect();
    let start = fields.name(cx, "start");
    let nodes = decode::entries(cx, &fields, "nodes", "bye: { end: }")?.to_vec();
    if nodes.is_empty() {
        let report = Report::new(Code::NoNodes, item.at, "a piece has at least one node");
        cx.report(report.help("the shortest piece is `nodes: { bye: { end: } }`"));
        return None;
    }
    let first = nodes.iter().find_map(|entry| Name::new(&entry.key).ok());
    let piece = Piece {
        at: item.at,
        parameters: parameters?,
        exits,
        start: start.or(first)?,
        nodes,
    };
    names(cx, item, &piece).then(|| Arc::new(piece))
}

/// Whether each name is that of one thing, and the start is there.
fn names(cx: &mut Context, item: &Item<'_>, piece: &Piece) -> bool {
    let mut good = true;
    for entry in &piece.nodes {
        if let Some(exit) = piece.exits.get(entry.key.as_str()) {
            let message = format!("`{}` is both a node and an exit of this piece", entry.key);
            let report = Report::new(Code::PieceExit, entry.at, message).also(*exit, "the exit");
            cx.report(report.help("rename one of them"));
            good = false;
        }
    }
    if piece.node(piece.start.as_str()).is_none() {
        let at = cx.at(&item.path, "start");
        let message = format!("this piece has no node `{}`", piece.start);
        cx.report(Report::new(Code::UnknownNode, at, message));
        good = false;
    }
    good
}

fn parameters(cx: &mut Context, fields: &Fields<'_>) -> Option<Variables> {
    let example = "tries: { type: number, default: 3 }";
    let entries = decode::entries(cx, fields, "parameters", example)?;
    let mut parameters = Variables::new();
    for entry in entries {
        let item = Item {
            at: entry.at,
            path: format!(
                "{}/{}",
                fields.resource,
                fields.path(&format!("parameters.{}", entry.key))
            ),
            node: &entry.value,
        };
        let name = decode::key::<Name>(cx, entry);
        let variable = vars::declared(cx, &item, &entry.key);
        parameters.insert(name?, variable?);
    }
    Some(parameters)
}
