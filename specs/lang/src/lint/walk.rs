//! Ways through a flow.

use std::collections::BTreeSet;

use model::Name;
use model::config::{Exit, Node};

use crate::kinds::ivrs::Flow;

/// The nodes to which a call can come from the start of a flow, if it leaves each node by those exits
/// alone that `takes` says.
pub fn reached<'f>(
    flow: &'f Flow,
    takes: impl Fn(&'f Node, &Exit<'f>) -> bool,
) -> BTreeSet<&'f Name> {
    let mut reached = BTreeSet::new();
    let start = flow.start.as_ref();
    let mut next: Vec<&Name> = start.into_iter().collect();
    while let Some(name) = next.pop() {
        let Some((name, node)) = flow.nodes.get_key_value(name) else {
            continue;
        };
        if let Some(node) = node
            && reached.insert(name)
        {
            let exits = node.outline().exits().into_iter();
            let taken = exits.filter(|exit| takes(node, exit));
            next.extend(taken.map(|exit| exit.to));
        }
    }
    reached
}

/// Some of the nodes of a flow in the order in which they are written.
pub fn in_order<'f>(flow: &'f Flow, nodes: &BTreeSet<&'f Name>) -> Vec<(&'f Name, &'f Node)> {
    let written = flow.order.iter().filter_map(|name| {
        let (name, node) = flow.nodes.get_key_value(name.as_str())?;
        Some((name, node.as_ref()?))
    });
    written.filter(|(name, _)| nodes.contains(name)).collect()
}
