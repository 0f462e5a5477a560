//! `menu`: asks for a key and branches on it.

use std::collections::BTreeMap;

use model::config::{Choice, Menu, Node, Reaction};
use model::{Key, Name};

use crate::Code;
use crate::decode::{self, Context, Field, Fields, Report, Shape, Table};
use crate::tree::{Entry, Value};

/// The keys of a `menu` node.
pub static TABLE: Table = Table {
    what: "a `menu` node",
    doc: "Asks for a key and branches on it. Time-outs and wrong keys are counted together.",
    fields: &[
        Field::required("menu", Shape::Speech, "What is asked; a key cuts it short."),
        Field::default(
            "timeout",
            Shape::Time {
                min: 1_000,
                max: 600_000,
            },
            "5s",
            "The wait for a key after the prompt.",
        ),
        Field::default(
            "max_errors",
            Shape::Count { min: 1, max: 10 },
            "3",
            "The failure on which the call leaves by `exhausted`: with 3, the third.",
        ),
        Field::required(
            "keys",
            Shape::Other("a map from keys in quotes to branches, or to the names of nodes"),
            "The branches.",
        ),
        Field::otherwise(
            "on_timeout",
            Shape::Map(&REACTION),
            "the menu asks again",
            "What happens when no key comes.",
        ),
        Field::otherwise(
            "on_error",
            Shape::Map(&REACTION),
            "the menu asks again",
            "What happens on a key without a branch.",
        ),
        Field::otherwise(
            "exhausted",
            Shape::Node,
            "the call ends",
            "Where the call goes after `max_errors` failures.",
        ),
    ],
};

/// The keys of a branch.
pub static CHOICE: Table = Table {
    what: "a branch",
    doc: "A branch of a menu. `\"1\": sales` is short for `\"1\": { next: sales }`.",
    fields: &[
        Field::otherwise(
            "label",
            Shape::Text,
            "the key itself",
            "What the branch is called in records.",
        ),
        Field::required("next", Shape::Node, "The node that it leads to."),
    ],
};

/// The keys of a reaction.
pub static REACTION: Table = Table {
    what: "a reaction",
    doc: "What a menu does about a failed try.",
    fields: &[
        Field::optional("play", Shape::Speech, "What is said about it."),
        Field::otherwise(
            "next",
            Shape::Node,
            "the menu asks again",
            "Where the call goes then.",
        ),
    ],
};

/// Reads the node.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Node> {
    let speech = fields.speech(cx, "menu");
    let timeout = fields.time(cx, "timeout");
    let max_errors = fields.count(cx, "max_errors");
    let keys = keys(cx, fields);
    let on_timeout = reaction(cx, fields, "on_timeout");
    let on_error = reaction(cx, fields, "on_error");
    let exhausted = fields.name(cx, "exhausted");
    let (speech, timeout, max_errors) = (speech?, timeout?, max_errors?);
    let (keys, on_timeout, on_error) = (keys?, on_timeout?, on_error?);
    let menu = Menu {
        speech,
        timeout,
        max_errors,
        keys,
        on_timeout,
        on_error,
        exhausted,
    };
    Some(Node::Menu(menu))
}

fn keys(cx: &mut Context, fields: &Fields<'_>) -> Option<BTreeMap<Key, Choice>> {
    let (at, node) = fields.node(cx, "keys")?;
    let entries = match &node.value {
        Value::Map(entries) => entries.as_slice(),
        Value::Null => &[],
        Value::Broken => return None,
        other => {
            let message = format!("`keys` is a map, this is {}", other.what());
            let help = "write `keys: { \"1\": sales, \"2\": support }`";
            cx.report(Report::new(Code::WrongShape, at, message).help(help));
            return None;
        }
    };
    if entries.is_empty() {
        let help = "add a branch, such as `\"1\": sales`; keys are quoted, because an unquoted `#` \
                    begins a comment";
        cx.report(Report::new(Code::NoKeys, at, "a menu has at least one key").help(help));
        return None;
    }
    let branches: Vec<_> = entries
        .iter()
        .map(|entry| branch(cx, fields, entry))
        .collect();
    branches.into_iter().collect()
}

fn branch(cx: &mut Context, fields: &Fields<'_>, entry: &Entry) -> Option<(Key, Choice)> {
    let key = key(cx, entry);
    let path = fields.path(&format!("keys.{}", entry.key));
    cx.places
        .insert(format!("{}/{path}", fields.resource), entry.at);
    let choice = match &entry.value.value {
        Value::Scalar { .. } => {
            let next: Option<Name> = decode::spelled(cx, &entry.value, "the name of a node");
            cx.places
                .insert(format!("{}/{path}.next", fields.resource), entry.value.at);
            next.map(|next| Choice { label: None, next })
        }
        _ => choice(cx, fields, entry, &path),
    };
    Some((key?, choice?))
}

fn choice(cx: &mut Context, menu: &Fields<'_>, entry: &Entry, path: &str) -> Option<Choice> {
    let fields = Fields::open(cx, &CHOICE, &entry.value, entry.at, &menu.resource, path)?;
    let label = fields.text(cx, "label");
    let next = fields.name(cx, "next");
    next.map(|next| Choice { label, next })
}

fn key(cx: &mut Context, entry: &Entry) -> Option<Key> {
    let mut characters = entry.key.chars();
    let key = match (characters.next().and_then(Key::new), characters.next()) {
        (Some(key), None) => Some(key),
        _ => None,
    };
    if key.is_none() {
        let message = format!("`{}` is no key of a telephone", entry.key);
        let help = "the keys are \"0\" to \"9\", \"*\" and \"#\"";
        cx.report(Report::new(Code::BadName, entry.at, message).help(help));
    } else if entry.plain {
        let message = format!("the key `{}` is without quotes", entry.key);
        let help = format!("quote it: \"{}\"", entry.key);
        cx.report(Report::new(Code::QuoteIt, entry.at, message).help(help));
    }
    key
}

fn reaction(cx: &mut Context, menu: &Fields<'_>, name: &str) -> Option<Reaction> {
    let Some((at, node)) = menu.node(cx, name) else {
        return Some(Reaction::default());
    };
    let fields = Fields::open(cx, &REACTION, node, at, &menu.resource, &menu.path(name))?;
    let play = fields.speech(cx, "play");
    let next = fields.name(cx, "next");
    Some(Reaction { play, next })
}
