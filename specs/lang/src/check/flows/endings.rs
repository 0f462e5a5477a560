//! Every call can end.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Graph;
use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;

/// How many of the trapped nodes are shown.
const SHOWN: usize = 5;

/// Reports the nodes from which a call finds no end.
pub fn check<'f>(
    cx: &mut Context,
    resource: &str,
    flow: &'f Flow,
    graph: &Graph<'f>,
    reached: &BTreeSet<&'f str>,
) {
    let free = free(graph);
    // In the order in which they are written.
    let trapped = flow.order.iter().map(String::as_str);
    let trapped = trapped.filter(|name| reached.contains(name) && !free.contains(name));
    let trapped: Vec<&str> = trapped.collect();
    let Some((first, others)) = trapped.split_first() else {
        return;
    };
    let at = cx.at(resource, &format!("nodes.{first}"));
    let message = format!("a call that enters the node `{first}` can never end");
    let help = "lead one of these nodes to an `end`, or to a node with an exit that ends the call";
    let mut report = Report::new(Code::NoEnd, at, message).help(help);
    for name in others.iter().take(SHOWN) {
        report = report.also(cx.at(resource, &format!("nodes.{name}")), "nor from here");
    }
    cx.report(report);
}

/// The nodes from which an end can be reached.
fn free<'f>(graph: &Graph<'f>) -> BTreeSet<&'f str> {
    let mut before: BTreeMap<&str, Vec<&'f str>> = BTreeMap::new();
    for (name, exits) in &graph.exits {
        for exit in exits {
            before.entry(exit.to.as_str()).or_default().push(name);
        }
    }
    let mut free = BTreeSet::new();
    let mut next = graph.ends.clone();
    while let Some(name) = next.pop() {
        if free.insert(name) {
            next.extend(before.get(name).into_iter().flatten());
        }
    }
    free
}
