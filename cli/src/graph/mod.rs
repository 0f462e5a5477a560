//! A flow as a picture: its nodes, and the ways between them.

mod layers;
mod mermaid;
mod places;
mod svg;

use std::collections::BTreeMap;

use model::Name;
use model::config::{Ivr, Node};
use serde_json::Value;

pub use mermaid::mermaid;
pub use svg::{MAX_NODES, svg};

use crate::printer::{clean, width};

/// So many columns of what a node says are shown.
const SHOWN: usize = 26;

/// Where a call begins.
const START: &str = "start";
/// The exit by which a call goes on.
const NEXT: &str = "next";

/// A flow to be drawn.
#[derive(Debug)]
pub struct Picture {
    /// What the flow is called.
    pub name: String,
    /// Where calls come in, then its nodes in the order in which calls reach them.
    pub nodes: Vec<Point>,
    /// The ways between them, one from a node to another.
    pub ways: Vec<Way>,
}

/// A node, or where calls come in.
#[derive(Debug, PartialEq)]
pub struct Point {
    /// What it is.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its type and the beginning of what it says or names.
    pub text: String,
    /// All of what it says or names.
    pub whole: String,
    /// Whether a call comes to it in the usual course of things.
    pub usual: bool,
}

/// What a point is, as far as it shows.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Where calls come in, by themselves or because something is gone.
    Entry,
    /// It plays something, or asks nobody.
    Plain,
    /// It asks the caller.
    Question,
    /// It decides by itself.
    Decision,
    /// It hands the call to somebody.
    Handover,
    /// It ends the call.
    End,
}

/// A way from a node to another.
#[derive(Debug, PartialEq)]
pub struct Way {
    /// The index of the node from which it leads.
    pub from: usize,
    /// The index of the node to which it leads.
    pub to: usize,
    /// What makes a call take it; nothing: it goes on.
    pub labels: Vec<String>,
}

impl Picture {
    /// The picture of a flow. `written` is the flow as it is written in YAML.
    pub fn of(name: &str, ivr: &Ivr, written: &Value) -> Picture {
        let entries = entries(ivr);
        let order = order(ivr, &entries);
        let places = order.iter().enumerate();
        let places: BTreeMap<&Name, usize> = places
            .map(|(n, (name, _))| (*name, n + entries.len()))
            .collect();
        let mut nodes: Vec<Point> = entries.iter().map(|(word, _)| entry(word)).collect();
        let mut ways = Ways::default();
        for (n, (_, to)) in entries.iter().enumerate() {
            ways.add(n, places.get(to), None);
        }
        for (name, usual) in &order {
            let Some(node) = ivr.nodes.get(*name) else {
                continue;
            };
            let from = nodes.len();
            let said = written.pointer(&format!("/nodes/{name}/{}", node.word()));
            nodes.push(point(name, node, said, *usual));
            for exit in node.outline().exits() {
                ways.add(from, places.get(exit.to), label(node, &exit.field));
            }
        }
        for way in &mut ways.0 {
            // A way that is simply the next one says so only beside others.
            if way.labels == [NEXT] {
                way.labels.clear();
            }
        }
        let name = clean(name);
        let ways = ways.0;
        Picture { name, nodes, ways }
    }
}

/// Where calls come in.
fn entries(ivr: &Ivr) -> Vec<(&'static str, &Name)> {
    let blocked = ivr.screening.on_blocked.as_ref();
    let others = [
        ("on_blocked", blocked),
        ("on_exception", ivr.on_exception.as_ref()),
    ];
    let others = others
        .into_iter()
        .filter_map(|(word, to)| Some((word, to?)));
    std::iter::once((START, &ivr.start)).chain(others).collect()
}

/// The nodes in the order in which calls reach them, and whether they do so from where calls begin.
fn order<'i>(ivr: &'i Ivr, entries: &[(&str, &'i Name)]) -> Vec<(&'i Name, bool)> {
    let mut order: Vec<(&Name, bool)> = Vec::new();
    for (n, (_, entry)) in entries.iter().enumerate() {
        let mut next = vec![*entry];
        while let Some(name) = next.pop() {
            let Some(node) = ivr.nodes.get(name) else {
                continue;
            };
            if !order.iter().any(|(known, _)| *known == name) {
                order.push((name, n == 0));
                next.extend(node.outline().exits().iter().rev().map(|exit| exit.to));
            }
        }
    }
    order
}

#[derive(Default)]
struct Ways(Vec<Way>);

impl Ways {
    fn add(&mut self, from: usize, to: Option<&usize>, label: Option<String>) {
        let Some(to) = to.copied() else { return };
        let known = self.0.iter_mut();
        let mut known = known.rev().take_while(|way| way.from == from);
        if let Some(way) = known.find(|way| way.to == to) {
            way.labels.push(label.unwrap_or_else(|| NEXT.to_owned()));
            return;
        }
        let labels = vec![label.unwrap_or_else(|| NEXT.to_owned())];
        self.0.push(Way { from, to, labels });
    }
}

fn entry(word: &str) -> Point {
    Point {
        kind: Kind::Entry,
        name: word.to_owned(),
        text: String::new(),
        whole: String::new(),
        usual: word == START,
    }
}

fn point(name: &Name, node: &Node, said: Option<&Value>, usual: bool) -> Point {
    let said = match said {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Object(map)) => match map.get("prompt").and_then(Value::as_str) {
            Some(prompt) => format!("({prompt})"),
            None => String::new(),
        },
        _ => String::new(),
    };
    let whole = clean(&said.replace(['\n', '\t'], " "));
    let text = format!("{} {}", node.word(), shortened(&whole));
    Point {
        kind: kind(node),
        name: clean(name.as_str()),
        text: text.trim_end().to_owned(),
        whole,
        usual,
    }
}

const fn kind(node: &Node) -> Kind {
    match node {
        Node::Play(_) | Node::Set(_) | Node::Http(_) => Kind::Plain,
        Node::Menu(_)
        | Node::DynamicMenu(_)
        | Node::Collect(_)
        | Node::Survey(_)
        | Node::Voicemail(_) => Kind::Question,
        Node::Hours(_) | Node::Condition(_) => Kind::Decision,
        Node::Transfer(_) | Node::Dial(_) | Node::DialExtension(_) => Kind::Handover,
        Node::End(_) => Kind::End,
    }
}

/// What makes a call leave a node by an exit; `None`: it goes on.
fn label(node: &Node, field: &str) -> Option<String> {
    let word = field.strip_suffix(".next").unwrap_or(field);
    let label = match (node, word.split_once('.')) {
        (_, None) if word == NEXT => return None,
        (Node::Menu(menu), Some((_, key))) if word.starts_with("keys.") => {
            let choices = menu.keys.iter();
            let mut choices = choices.filter(|(known, _)| known.to_string() == key);
            let label = choices.next().and_then(|(_, choice)| choice.label.as_ref());
            label.map_or(key.to_owned(), |label| format!("{key} {label}"))
        }
        (Node::Condition(condition), Some((_, n))) => {
            let branch = n
                .parse()
                .ok()
                .and_then(|n: usize| condition.branches.get(n));
            branch.map_or(String::new(), |branch| match &branch.label {
                Some(label) => label.clone(),
                None => branch.when.to_string(),
            })
        }
        (Node::Condition(condition), None) => {
            let label = condition.otherwise.label.clone();
            label.unwrap_or_else(|| word.to_owned())
        }
        (Node::Transfer(transfer), None) if word == "on_timeout" => match transfer.timeout {
            Some(timeout) => format!("{word} {timeout}"),
            None => word.to_owned(),
        },
        // One of those to which a customer's system may lead.
        (Node::DynamicMenu(_), Some(_)) if word.starts_with("targets.") => "targets".to_owned(),
        _ => word.to_owned(),
    };
    Some(shortened(&clean(&label)))
}

/// The beginning of a text.
fn shortened(text: &str) -> String {
    if width(text) <= SHOWN {
        return text.to_owned();
    }
    let mut out = String::new();
    for sign in text.chars() {
        if width(&out) + width(sign.encode_utf8(&mut [0; 4])) >= SHOWN {
            break;
        }
        out.push(sign);
    }
    format!("{}…", out.trim_end())
}

#[cfg(test)]
mod tests;
