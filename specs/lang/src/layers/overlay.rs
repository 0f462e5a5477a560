//! Overlays: what differs in one environment, by kind, name and key.

use std::collections::BTreeMap;

use crate::Code;
use crate::decode::{Context, Kind, Report};
use crate::tree::{At, Entry, Node, Value};

/// The base's resources by kind and name: the file, the kind's place in it and the name's place in that.
type Index = BTreeMap<(String, String), [usize; 3]>;

/// Reports `!remove` and `!replace` in a file that is laid over nothing.
pub fn refuse_tags(cx: &mut Context, node: &mut Node) {
    match &mut node.value {
        Value::Removed => {
            refused(cx, node.at, "`!remove`");
            node.value = Value::Broken;
        }
        Value::Instead(inner) => {
            let inner = std::mem::replace(inner.as_mut(), Node::new(node.at, Value::Broken));
            refused(cx, node.at, "`!replace`");
            *node = inner;
            refuse_tags(cx, node);
        }
        Value::List(items) => items.iter_mut().for_each(|item| refuse_tags(cx, item)),
        Value::Map(entries) => {
            let values = entries.iter_mut().map(|entry| &mut entry.value);
            values.for_each(|value| refuse_tags(cx, value));
        }
        Value::Null | Value::Scalar { .. } | Value::Variable(_) | Value::Broken => {}
    }
}

fn refused(cx: &mut Context, at: At, tag: &str) {
    let message = format!("{tag} belongs into an overlay, and this file is laid over nothing");
    let help = "delete it, or put it into the file of an environment, `env/NAME.yaml`";
    cx.report(Report::new(Code::OverlayTag, at, message).help(help));
}

/// Lays the files of an overlay over those of the base. What the base does not have stands in a file of
/// its own behind them.
pub fn merge(cx: &mut Context, base: &mut Vec<Node>, overlay: Vec<Node>) {
    if overlay.is_empty() {
        return;
    }
    let index = index(base);
    for mut root in overlay {
        if let Value::Map(kinds) = &mut root.value {
            let rest = std::mem::take(kinds).into_iter();
            *kinds = rest
                .filter_map(|kind| lay_kind(cx, base, &index, kind))
                .collect();
        }
        base.push(root);
    }
    base.iter_mut().for_each(prune);
}

fn index(base: &[Node]) -> Index {
    let mut index = Index::new();
    for (file, root) in base.iter().enumerate() {
        for (section, kind) in entries(root).iter().enumerate() {
            for (place, name) in entries(&kind.value).iter().enumerate() {
                let key = (kind.key.clone(), name.key.clone());
                index.entry(key).or_insert([file, section, place]);
            }
        }
    }
    index
}

fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Map(entries) => entries,
        _ => &[],
    }
}

/// Lays one kind over the base; what is left is what the base does not have.
fn lay_kind(cx: &mut Context, base: &mut [Node], index: &Index, mut kind: Entry) -> Option<Entry> {
    let Value::Map(names) = &mut kind.value.value else {
        if matches!(kind.value.value, Value::Removed | Value::Instead(_)) {
            let message = format!(
                "an overlay takes away or replaces no whole kind such as `{}`",
                kind.key
            );
            let help = "write `!remove` or `!replace` behind each name";
            cx.report(Report::new(Code::OverlayTag, kind.value.at, message).help(help));
            return None;
        }
        return Some(kind);
    };
    let mut rest = Vec::new();
    for name in std::mem::take(names) {
        let place = index.get(&(kind.key.clone(), name.key.clone()));
        match place.and_then(|place| below(base, *place)) {
            Some(under) => lay_name(cx, &kind.key, under, name),
            None => rest.extend(fresh_entry(cx, name)),
        }
    }
    if kind.key == Kind::Center.key()
        && let Some(settings) = center(base)
    {
        settings.append(&mut rest);
    }
    let written = !rest.is_empty();
    *names = rest;
    written.then_some(kind)
}

fn below(base: &mut [Node], [file, section, place]: [usize; 3]) -> Option<&mut Entry> {
    let Value::Map(kinds) = &mut base.get_mut(file)?.value else {
        return None;
    };
    match &mut kinds.get_mut(section)?.value.value {
        Value::Map(names) => names.get_mut(place),
        _ => None,
    }
}

/// The settings of the center, of which there is one map in all files together.
fn center(base: &mut [Node]) -> Option<&mut Vec<Entry>> {
    base.iter_mut().find_map(|root| {
        let Value::Map(kinds) = &mut root.value else {
            return None;
        };
        let center = kinds
            .iter_mut()
            .find(|kind| kind.key == Kind::Center.key())?;
        match &mut center.value.value {
            Value::Map(settings) => Some(settings),
            _ => None,
        }
    })
}

/// Lays a resource over the one of its name. What is written behind a variable's name is its value.
fn lay_name(cx: &mut Context, kind: &str, under: &mut Entry, over: Entry) {
    let value = matches!(
        over.value.value,
        Value::Scalar { .. } | Value::List(_) | Value::Variable(_)
    );
    match &mut under.value.value {
        Value::Map(keys) if value && kind == Kind::Vars.key() => {
            let default = Entry {
                key: "default".to_owned(),
                ..over
            };
            lay_map(cx, keys, vec![default]);
        }
        _ => lay(cx, under, over),
    }
}

fn lay(cx: &mut Context, under: &mut Entry, over: Entry) {
    match (&mut under.value.value, over.value.value) {
        (Value::Map(keys), Value::Map(over)) => lay_map(cx, keys, over),
        (_, Value::Removed) => under.value.value = Value::Removed,
        (_, value) => {
            let node = Node {
                value,
                ..over.value
            };
            under.value = fresh(cx, node);
            under.at = over.at;
            under.plain = over.plain;
        }
    }
}

fn lay_map(cx: &mut Context, under: &mut Vec<Entry>, over: Vec<Entry>) {
    let keys = under.iter().enumerate();
    let keys: BTreeMap<&str, usize> = keys.map(|(n, entry)| (entry.key.as_str(), n)).collect();
    let places: Vec<Option<usize>> = over
        .iter()
        .map(|entry| keys.get(entry.key.as_str()).copied())
        .collect();
    for (place, entry) in places.into_iter().zip(over) {
        match place.and_then(|place| under.get_mut(place)) {
            Some(there) => lay(cx, there, entry),
            None => under.extend(fresh_entry(cx, entry)),
        }
    }
}

/// An entry that is laid over nothing.
fn fresh_entry(cx: &mut Context, entry: Entry) -> Option<Entry> {
    if entry.value.value == Value::Removed {
        let message = format!("there is no `{}` to take away", entry.key);
        let help = "delete the line, or write the name as it stands in the center";
        cx.report(Report::new(Code::NothingToRemove, entry.at, message).help(help));
        return None;
    }
    let value = fresh(cx, entry.value);
    Some(Entry { value, ..entry })
}

/// A value that stands by itself: nothing in it can be taken away, and all of it is new.
fn fresh(cx: &mut Context, node: Node) -> Node {
    let at = node.at;
    let value = match node.value {
        Value::Instead(inner) => return fresh(cx, *inner),
        Value::Removed => {
            let message = "there is nothing to take away here";
            cx.report(Report::new(Code::NothingToRemove, at, message).help("delete it"));
            Value::Broken
        }
        Value::List(items) => Value::List(items.into_iter().map(|item| fresh(cx, item)).collect()),
        Value::Map(entries) => {
            let entries = entries.into_iter();
            Value::Map(entries.filter_map(|entry| fresh_entry(cx, entry)).collect())
        }
        value => value,
    };
    Node { value, ..node }
}

/// Drops what was taken away.
fn prune(node: &mut Node) {
    match &mut node.value {
        Value::Map(entries) => {
            entries.retain(|entry| entry.value.value != Value::Removed);
            entries.iter_mut().for_each(|entry| prune(&mut entry.value));
        }
        Value::List(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}
