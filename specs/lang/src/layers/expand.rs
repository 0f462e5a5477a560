//! From a node that uses a piece to the nodes of the piece.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use model::Name;
use model::config::Node as Step;

use crate::Code;
use crate::decode::{self, Context, Fields, Report, list};
use crate::kinds::nodes::{self, reuse};
use crate::kinds::pieces::Piece;
use crate::kinds::vars::{self, Variables};
use crate::layers::{Path, fill};
use crate::tree::{At, Entry, Node, Value};

/// How deep pieces use each other.
const DEEPEST: usize = 16;

/// Values that pieces stand for: a few lines could make any number of them.
const MAX_EXPANDED: usize = 250_000;

/// What stands between the name of a node and those of the nodes that it stands for.
const BETWEEN: &str = "--";

/// The nodes that a node stands for.
#[derive(Clone, Debug)]
pub struct Body {
    /// Where a call enters.
    pub entry: Name,
    /// The nodes in the order in which they are written.
    pub nodes: Vec<(Name, Step)>,
}

/// A piece that is being worked into a flow.
struct Frame<'o> {
    /// The name of the piece.
    name: Name,
    /// The node that uses it, by its name in the flow.
    node: String,
    piece: Arc<Piece>,
    /// Where its exits lead to in the flow, and where that is written.
    exits: BTreeMap<Name, (Name, At)>,
    outer: Option<&'o Frame<'o>>,
}

/// The nodes of the piece that the node `node` of a flow uses; `None`: that was reported.
pub fn expand(cx: &mut Context, resource: &str, node: &str, entry: &Entry) -> Option<Body> {
    work_in(cx, resource, node, entry, None)
}

fn work_in(
    cx: &mut Context,
    resource: &str,
    node: &str,
    entry: &Entry,
    outer: Option<&Frame<'_>>,
) -> Option<Body> {
    let path = format!("nodes.{node}");
    let fields = Fields::open(cx, &reuse::TABLE, &entry.value, entry.at, resource, &path)?;
    let name = fields.name(cx, "use")?;
    let piece = cx.pieces.get(&name).map(Arc::clone)?;
    cx.pieces_used.insert(name.clone());
    if !within_bounds(cx, &fields, &name, &piece, outer) {
        return None;
    }
    let values = values(cx, &fields, &name, &piece);
    let exits = exits(cx, &fields, &name, &piece, outer);
    let frame = Frame {
        name,
        node: node.to_owned(),
        piece,
        exits: exits?,
        outer,
    };
    let nodes = frame.nodes(cx, resource, entry.at, &values?);
    Some(Body {
        entry: frame.entry(cx, entry.at)?,
        nodes: nodes?,
    })
}

/// Whether the piece may be used here: not in itself, not too deep, and not too often.
fn within_bounds(
    cx: &mut Context,
    fields: &Fields<'_>,
    name: &Name,
    piece: &Piece,
    outer: Option<&Frame<'_>>,
) -> bool {
    let around: Vec<&Frame<'_>> = std::iter::successors(outer, |frame| frame.outer).collect();
    let mut path: Vec<&str> = around
        .iter()
        .rev()
        .map(|frame| frame.name.as_str())
        .collect();
    path.push(name.as_str());
    let path = path.join(" -> ");
    let at = cx.at(&fields.resource, &fields.path("use"));
    if around.iter().any(|frame| frame.name == *name) {
        let message = format!("the piece `{name}` uses itself: {path}");
        let help = "let one of these pieces lead to an exit in place of using the next";
        cx.report(Report::new(Code::PieceCircle, at, message).help(help));
        return false;
    }
    if around.len() >= DEEPEST {
        let message = format!("pieces use each other deeper than {DEEPEST}: {path}");
        cx.report(Report::new(Code::PieceDepth, at, message).help("join some of them"));
        return false;
    }
    let before = cx.expanded;
    cx.expanded = before.saturating_add(piece.nodes.iter().map(|node| count(&node.value)).sum());
    if cx.expanded > MAX_EXPANDED && before <= MAX_EXPANDED {
        let message = format!("what pieces stand for has more than {MAX_EXPANDED} values together");
        let help = "do pieces use each other more than once, and these again?";
        cx.report(Report::new(Code::TooLarge, at, message).help(help));
    }
    cx.expanded <= MAX_EXPANDED
}

fn count(node: &Node) -> usize {
    1 + match &node.value {
        Value::List(items) => items.iter().map(count).sum(),
        Value::Map(entries) => entries.iter().map(|entry| 1 + count(&entry.value)).sum(),
        _ => 0,
    }
}

/// The parameters with the values that they have here.
fn values(cx: &mut Context, fields: &Fields<'_>, name: &Name, piece: &Piece) -> Option<Variables> {
    let mut values = piece.parameters.clone();
    let given = decode::entries(cx, fields, "with", "NAME: VALUE")?;
    for entry in given {
        let Some(parameter) = piece.parameters.get(entry.key.as_str()) else {
            let message = format!("the piece `{name}` has no parameter `{}`", entry.key);
            let known = || piece.parameters.keys().map(Name::as_str);
            let guess = cx.guess(entry.at, &entry.key, known());
            let guess = guess.map(|guess| guess.besides(given));
            let report = Report::new(Code::PieceParameter, entry.at, message);
            let report = report.also(piece.at, "the piece");
            cx.report(
                report
                    .help(format!("it has {}", words(known())))
                    .guess(guess),
            );
            continue;
        };
        let (kind, declared) = (parameter.kind, parameter.declared);
        let value = vars::fit(cx, &entry.key, kind, &entry.value, declared);
        if let Some(known) = values.get_mut(entry.key.as_str()) {
            known.broken = value.is_none();
            known.value = value;
        }
    }
    for (parameter, known) in &values {
        if known.value.is_none() && !known.broken {
            let message = format!("the piece `{name}` needs a value for `{parameter}`");
            let help = format!(
                "write `with: {{ {parameter}: ... }}`, {}",
                known.kind.words()
            );
            let report = Report::new(Code::PieceParameter, fields.at, message).help(help);
            cx.report(report.also(known.declared, "declared here"));
        }
    }
    Some(values)
}

/// Where the exits of the piece lead to in the flow.
fn exits(
    cx: &mut Context,
    fields: &Fields<'_>,
    name: &Name,
    piece: &Piece,
    outer: Option<&Frame<'_>>,
) -> Option<BTreeMap<Name, (Name, At)>> {
    let mut exits = BTreeMap::new();
    let mut good = true;
    let led = decode::entries(cx, fields, "exits", "EXIT: NODE")?;
    for entry in led {
        let Some((exit, _)) = piece.exits.get_key_value(entry.key.as_str()) else {
            let message = format!("the piece `{name}` has no exit `{}`", entry.key);
            let known = || piece.exits.keys().map(Name::as_str);
            let guess = cx.guess(entry.at, &entry.key, known());
            let guess = guess.map(|guess| guess.besides(led));
            let report =
                Report::new(Code::PieceExit, entry.at, message).also(piece.at, "the piece");
            cx.report(
                report
                    .help(format!("it has {}", words(known())))
                    .guess(guess),
            );
            continue;
        };
        let at = entry.value.at;
        let to = decode::spelled::<Name>(cx, &entry.value, "the name of a node");
        match to.and_then(|to| reached(cx, outer, to, at)) {
            Some(to) => drop(exits.insert(exit.clone(), (to, at))),
            None => good = false,
        }
    }
    let missing = |exit: &&Name| !exits.contains_key(*exit);
    let missing: Vec<&Name> = piece.exits.keys().filter(missing).collect();
    // One that leads to a node that is not there has been reported.
    if good {
        for exit in missing {
            let message = format!("the exit `{exit}` of the piece `{name}` leads nowhere");
            let help = format!("write `exits: {{ {exit}: NODE }}`");
            let mut report = Report::new(Code::PieceExit, fields.at, message).help(help);
            if let Some(at) = piece.exits.get(exit) {
                report = report.also(*at, "the exit");
            }
            cx.report(report);
            good = false;
        }
    }
    good.then_some(exits)
}

/// The node of the flow that a name means where a node `use` stands.
fn reached(cx: &mut Context, outer: Option<&Frame<'_>>, to: Name, at: At) -> Option<Name> {
    match outer {
        None => Some(to),
        Some(frame) => {
            let target = frame.target(cx, &to);
            if target.is_none() {
                frame.nowhere(cx, &to, at);
            }
            target.map(|(to, _)| to)
        }
    }
}

fn words<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let words = list(names);
    if words.is_empty() {
        "none".to_owned()
    } else {
        words
    }
}

impl Frame<'_> {
    /// The name in the flow of one of its nodes.
    fn full(&self, node: &str) -> String {
        format!("{}{BETWEEN}{node}", self.node)
    }

    /// Where a call enters, which may be in a piece that its first node uses.
    fn entry(&self, cx: &mut Context, at: At) -> Option<Name> {
        let full = first(cx, &self.piece, &self.node, self.piece.start.as_str());
        self.named(cx, &full, at)
    }

    /// The name in the flow, which may have become too long.
    fn named(&self, cx: &mut Context, full: &str, at: At) -> Option<Name> {
        let name = Name::new(full);
        if let Err(error) = &name {
            let message = format!("the node `{full}` that this stands for: {error}");
            let help = "give this node, or the one that uses the piece, a shorter name";
            cx.report(Report::new(Code::BadName, at, message).help(help));
        }
        name.ok()
    }

    /// What a name means among its nodes and exits, and of an exit where that is written.
    fn target(&self, cx: &Context, name: &Name) -> Option<(Name, Option<At>)> {
        if let Some((to, at)) = self.exits.get(name) {
            return Some((to.clone(), Some(*at)));
        }
        self.piece.node(name.as_str())?;
        let full = first(cx, &self.piece, &self.node, name.as_str());
        Name::new(&full).ok().map(|full| (full, None))
    }

    fn nowhere(&self, cx: &mut Context, name: &Name, at: At) {
        let piece = &self.piece;
        let nodes = piece.nodes.iter().map(|node| node.key.as_str());
        let known = nodes.chain(piece.exits.keys().map(Name::as_str));
        let guess = cx.guess(at, name.as_str(), known);
        let message = format!(
            "the piece `{}` has neither a node nor an exit `{name}`",
            self.name
        );
        let help = format!("add a node `{name}`, or write `{name}` among its `exits`");
        cx.report(
            Report::new(Code::UnknownNode, at, message)
                .help(help)
                .guess(guess),
        );
    }

    /// Its nodes as nodes of the flow, if there is nothing wrong with any.
    fn nodes(
        &self,
        cx: &mut Context,
        resource: &str,
        at: At,
        values: &Variables,
    ) -> Option<Vec<(Name, Step)>> {
        let mut views = BTreeMap::new();
        let mut nodes = Vec::new();
        let mut good = true;
        for entry in &self.piece.nodes {
            let mut entry = entry.clone();
            entry.at = self.seen(cx, &mut views, at, entry.at);
            self.see(cx, &mut views, at, &mut entry.value);
            match self.node(cx, resource, values, entry) {
                Some(read) => nodes.extend(read),
                None => good = false,
            }
        }
        good.then_some(nodes)
    }

    /// One of its nodes, or all those for which it stands.
    fn node(
        &self,
        cx: &mut Context,
        resource: &str,
        values: &Variables,
        mut entry: Entry,
    ) -> Option<Vec<(Name, Step)>> {
        decode::key::<Name>(cx, &entry)?;
        let full = self.full(&entry.key);
        let path = format!("nodes.{full}");
        let place = format!("{resource}/{path}");
        cx.places.insert(place.clone(), entry.at);
        fill(cx, values, &Path::new(&place), &mut entry.value);
        if nodes::uses(&entry).is_some() {
            return work_in(cx, resource, &full, &entry, Some(self)).map(|body| body.nodes);
        }
        let step = nodes::read(cx, &entry, resource, &path)?;
        let step = self.lead(cx, resource, &path, step)?;
        let name = self.named(cx, &full, entry.at)?;
        Some(vec![(name, step)])
    }

    /// The node with the names that its ways out have in the flow.
    fn lead(&self, cx: &mut Context, resource: &str, path: &str, mut step: Step) -> Option<Step> {
        let exits = step.outline().exits();
        let fields: Vec<String> = exits.into_iter().map(|exit| exit.field).collect();
        let mut good = true;
        for (field, to) in fields.into_iter().zip(step.exits_mut()) {
            let field = format!("{path}.{field}");
            match self.target(cx, to) {
                Some((target, written)) => {
                    *to = target;
                    if let Some(at) = written {
                        cx.places.insert(format!("{resource}/{field}"), at);
                    }
                }
                None => {
                    let at = cx.at(resource, &field);
                    self.nowhere(cx, to, at);
                    good = false;
                }
            }
        }
        good.then_some(step)
    }

    /// Lets the places of a tree say which node uses it.
    fn see(&self, cx: &mut Context, views: &mut BTreeMap<u32, u32>, at: At, node: &mut Node) {
        node.at = self.seen(cx, views, at, node.at);
        match &mut node.value {
            Value::List(items) => {
                let items = items.iter_mut();
                items.for_each(|item| self.see(cx, views, at, item));
            }
            Value::Map(entries) => {
                for entry in entries {
                    entry.at = self.seen(cx, views, at, entry.at);
                    self.see(cx, views, at, &mut entry.value);
                }
            }
            _ => {}
        }
    }

    fn seen(&self, cx: &mut Context, views: &mut BTreeMap<u32, u32>, by: At, at: At) -> At {
        let view = views.entry(at.file);
        let file = *view.or_insert_with(|| cx.view(at.file, by, &self.node));
        At { file, ..at }
    }
}

/// The full name of a node of a piece; of one that uses a piece, that of the node where it begins.
fn first(cx: &Context, piece: &Piece, prefix: &str, node: &str) -> String {
    let mut full = format!("{prefix}{BETWEEN}{node}");
    let mut inner = piece.used_by(node);
    let mut seen = BTreeSet::new();
    while let Some((name, piece)) = inner.and_then(|name| Some((name, cx.pieces.get(name)?))) {
        // A piece that uses itself is reported where it does.
        if !seen.insert(name) || seen.len() > DEEPEST {
            break;
        }
        let start = piece.start.as_str();
        full = format!("{full}{BETWEEN}{start}");
        inner = piece.used_by(start);
    }
    full
}
