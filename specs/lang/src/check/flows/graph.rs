//! A flow as nodes and exits.

use std::collections::{BTreeMap, BTreeSet};

use model::Name;
use model::config::Exit;

use crate::kinds::ivrs::Flow;

/// The nodes of a flow by name.
pub struct Graph<'f> {
    /// The exits of each node.
    pub exits: BTreeMap<&'f str, Vec<Exit<'f>>>,
    /// The nodes in which a call can end.
    pub ends: Vec<&'f str>,
}

impl<'f> Graph<'f> {
    /// The graph of the readable nodes of a flow.
    pub fn of(flow: &'f Flow) -> Graph<'f> {
        let mut graph = Graph {
            exits: BTreeMap::new(),
            ends: Vec::new(),
        };
        for (name, node) in &flow.nodes {
            let Some(node) = node else { continue };
            if node.outline().can_end() {
                graph.ends.push(name.as_str());
            }
            graph.exits.insert(name.as_str(), node.outline().exits());
        }
        graph
    }
}

/// The nodes from which one of `ends` can be reached over these exits.
pub fn free<'f>(
    exits: impl Iterator<Item = (&'f str, &'f Name)>,
    ends: Vec<&'f str>,
) -> BTreeSet<&'f str> {
    let mut before: BTreeMap<&str, Vec<&'f str>> = BTreeMap::new();
    for (from, to) in exits {
        before.entry(to.as_str()).or_default().push(from);
    }
    let mut free = BTreeSet::new();
    let mut next = ends;
    while let Some(name) = next.pop() {
        if free.insert(name) {
            next.extend(before.get(name).into_iter().flatten());
        }
    }
    free
}
