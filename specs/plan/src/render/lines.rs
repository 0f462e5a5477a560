//! The lines below a resource: what of it differs, the nodes of a flow one after the other.

use crate::flow::NodeChange;
use crate::{Action, Change, FieldChange};

use super::words::{place, safe, value};
use super::{Length, sign};

/// Lines below one resource where not all are shown.
const MOST: usize = 12;

/// The lines of a change at that length.
pub fn of(change: &Change, length: Length) -> Vec<String> {
    let full = length == Length::Full;
    let lines = match (length, change.action) {
        (Length::Brief, _) | (Length::Usual, Action::Create | Action::Delete) => return Vec::new(),
        _ if change.nodes.is_empty() => fields(change.fields.iter(), full),
        _ => by_node(change, full),
    };
    cut(lines, length)
}

/// As many of the lines as are shown at that length.
pub fn cut(mut lines: Vec<String>, length: Length) -> Vec<String> {
    if length == Length::Brief {
        lines.clear();
    }
    if length == Length::Usual && lines.len() > MOST {
        let left = lines.len() - (MOST - 1);
        lines.truncate(MOST - 1);
        lines.push(format!("… {left} more lines: see --full"));
    }
    lines
}

fn fields<'c>(fields: impl Iterator<Item = &'c FieldChange>, full: bool) -> Vec<String> {
    fields.map(|it| field(it, "", full)).collect()
}

/// What is of the flow itself, then its nodes.
fn by_node(change: &Change, full: bool) -> Vec<String> {
    let of_flow = change
        .fields
        .iter()
        .filter(|field| !field.path.starts_with("nodes."));
    let mut lines = fields(of_flow, full);
    for node in &change.nodes {
        let path = format!("nodes.{}", node.node);
        let inside = |field: &&FieldChange| {
            let rest = field.path.strip_prefix(&path);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        let inner: Vec<&FieldChange> = change.fields.iter().filter(inside).collect();
        let whole = inner.iter().find(|field| field.path == path);
        lines.push(format!(
            "{} node {}{}{}",
            sign(node.action),
            node.node,
            words(node),
            place(whole.and_then(|field| field.place.as_ref()))
        ));
        if node.action == Action::Change || full {
            let fields = inner.iter().map(|it| field(it, &path, full));
            lines.extend(fields.map(|line| format!("    {line}")));
        }
    }
    lines
}

/// What happens to a node, in words.
fn words(node: &NodeChange) -> String {
    let mut words = vec![safe(&node.word)];
    if !node.rewired.is_empty() {
        words.push(format!("{} rewired", node.rewired.len()));
    }
    if !node.spoken.is_empty() {
        words.push("says something else".to_owned());
    }
    format!(": {}", words.join(", "))
}

fn field(field: &FieldChange, below: &str, full: bool) -> String {
    let path = field.path.strip_prefix(below).unwrap_or(&field.path);
    let path = safe(path.trim_start_matches('.'));
    let path = if path.is_empty() { "(all)" } else { &path };
    let (before, after) = (value(&field.before, full), value(&field.after, full));
    let place = place(field.place.as_ref());
    if field.before.is_null() {
        format!("+ {path}: {after}{place}")
    } else if field.after.is_null() {
        format!("- {path}: {before}{place}")
    } else {
        format!("~ {path}: {before} -> {after}{place}")
    }
}
