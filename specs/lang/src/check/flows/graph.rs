//! A flow as nodes and exits.

use std::collections::BTreeMap;

use model::Name;
use model::config::Node;

use crate::kinds::ivrs::Flow;

/// The nodes of a flow by name.
pub struct Graph<'f> {
    /// The exits of each node.
    pub exits: BTreeMap<&'f str, Vec<Exit<'f>>>,
    /// The nodes in which a call can end.
    pub ends: Vec<&'f str>,
}

/// A way out of a node.
pub struct Exit<'f> {
    /// The field that names the next node, below the node's own path.
    pub field: String,
    /// The next node.
    pub to: &'f Name,
    /// Whether a call can leave this way as soon as it comes.
    pub at_once: bool,
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
            if ends(node) {
                graph.ends.push(name.as_str());
            }
            graph.exits.insert(name.as_str(), exits(node));
        }
        graph
    }
}

/// Every exit of a node.
pub fn exits(node: &Node) -> Vec<Exit<'_>> {
    let mut exits = Vec::new();
    let mut add = |field: &str, to, at_once| {
        if let Some(to) = to {
            exits.push(Exit {
                field: field.to_owned(),
                to,
                at_once,
            });
        }
    };
    match node {
        Node::Play(play) => add("next", Some(&play.next), false),
        Node::Menu(menu) => {
            for (key, choice) in &menu.keys {
                add(&format!("keys.{key}.next"), Some(&choice.next), false);
            }
            add("on_timeout.next", menu.on_timeout.next.as_ref(), false);
            add("on_error.next", menu.on_error.next.as_ref(), false);
            add("exhausted", menu.exhausted.as_ref(), false);
        }
        Node::Transfer(transfer) => {
            add("on_timeout", transfer.on_timeout.as_ref(), false);
            add("on_no_agent", transfer.on_no_agent.as_ref(), true);
            add("on_full", transfer.on_full.as_ref(), true);
            add("then", transfer.then.as_ref(), false);
        }
        Node::End(_) => {}
    }
    exits
}

/// Whether a call can end in a node: at an end, or by an exit that is not named.
fn ends(node: &Node) -> bool {
    match node {
        Node::Play(_) => false,
        Node::Menu(menu) => {
            let asks_again = menu.on_timeout.next.is_none() || menu.on_error.next.is_none();
            menu.exhausted.is_none() && (asks_again || menu.max_errors == 1)
        }
        Node::Transfer(transfer) => {
            transfer.then.is_none()
                || transfer.on_no_agent.is_none()
                || transfer.on_full.is_none()
                || (transfer.timeout.is_some() && transfer.on_timeout.is_none())
        }
        Node::End(_) => true,
    }
}
