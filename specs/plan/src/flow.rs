//! What happens to the nodes of a flow: which come and go, which lead elsewhere, which say something
//! else.

use std::collections::{BTreeMap, BTreeSet};

use model::config::{Ivr, Node, Speech};
use model::{Config, IvrName, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::change::{Action, Change};

/// What happens to one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NodeChange {
    /// Its name.
    pub node: Name,
    /// What happens.
    pub action: Action,
    /// The word for its type, such as `menu`; of a node that becomes another type, the other.
    #[serde(rename = "type")]
    pub word: String,
    /// Ways out of it that lead elsewhere.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rewired: Vec<Rewired>,
    /// What it says otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spoken: Vec<Spoken>,
}

/// A way out of a node that leads elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rewired {
    /// The field that names the next node, such as `keys.2.next`.
    pub exit: String,
    /// Where it leads; absent: it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Name>,
    /// Where it will lead; absent: it is taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Name>,
}

/// Something that a node says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spoken {
    /// What it says, a text or `prompt NAME`; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What it will say; absent: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

/// What happens to the nodes of the flow that a change is of; of any other resource nothing.
pub(crate) fn of(change: &Change, live: &Config, desired: &Config) -> Vec<NodeChange> {
    if change.kind != "ivrs" {
        return Vec::new();
    }
    let Ok(name) = IvrName::new(&change.name) else {
        return Vec::new();
    };
    match (live.ivrs.get(&name), desired.ivrs.get(&name)) {
        (Some(before), Some(after)) => nodes(before, after),
        _ => Vec::new(),
    }
}

/// Deleted ones first, then those that come, then those that change, each by name.
fn nodes(before: &Ivr, after: &Ivr) -> Vec<NodeChange> {
    let names: BTreeSet<&Name> = before.nodes.keys().chain(after.nodes.keys()).collect();
    let mut changes: Vec<NodeChange> = names
        .into_iter()
        .filter_map(|name| node(name, before.nodes.get(name), after.nodes.get(name)))
        .collect();
    changes.sort_by_key(|change| change.action);
    changes
}

fn node(name: &Name, before: Option<&Node>, after: Option<&Node>) -> Option<NodeChange> {
    let (action, shown) = match (before, after) {
        (Some(before), None) => (Action::Delete, before),
        (None, Some(after)) => (Action::Create, after),
        (Some(before), Some(after)) if before != after => (Action::Change, after),
        _ => return None,
    };
    let mut change = NodeChange {
        node: name.clone(),
        action,
        word: shown.word().to_owned(),
        rewired: Vec::new(),
        spoken: Vec::new(),
    };
    if let (Some(before), Some(after)) = (before, after) {
        change.rewired = rewired(before, after);
        change.spoken = spoken(before, after);
    }
    Some(change)
}

fn rewired(before: &Node, after: &Node) -> Vec<Rewired> {
    let (before, after) = (exits(before), exits(after));
    let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let fields = fields.into_iter();
    fields
        .filter(|field| before.get(*field) != after.get(*field))
        .map(|field| Rewired {
            exit: field.clone(),
            before: before.get(field).cloned(),
            after: after.get(field).cloned(),
        })
        .collect()
}

fn exits(node: &Node) -> BTreeMap<String, Name> {
    let exits = node.outline().exits().into_iter();
    exits.map(|exit| (exit.field, exit.to.clone())).collect()
}

/// What only one of them says, paired in order.
fn spoken(before: &Node, after: &Node) -> Vec<Spoken> {
    let (before, after) = (said(before), said(after));
    let gone = before.iter().filter(|said| !after.contains(said));
    let come = after.iter().filter(|said| !before.contains(said));
    let (mut gone, mut come) = (gone.cloned().fuse(), come.cloned().fuse());
    std::iter::from_fn(|| match (gone.next(), come.next()) {
        (None, None) => None,
        (before, after) => Some(Spoken { before, after }),
    })
    .collect()
}

fn said(node: &Node) -> Vec<String> {
    let speeches = node.outline().speeches().into_iter();
    speeches
        .map(|speech| match speech {
            Speech::Text(text) => text.to_string(),
            Speech::Prompt(name) => format!("prompt {name}"),
        })
        .collect()
}
