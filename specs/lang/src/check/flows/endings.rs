//! Every call can end.

use std::collections::BTreeSet;

use super::graph::{Graph, free};
use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;

/// How many of the trapped nodes are shown.
const SHOWN: usize = 5;

/// Reports the nodes from which a call finds no end; what it returns are the others.
pub fn check<'f>(
    cx: &mut Context,
    resource: &str,
    flow: &'f Flow,
    graph: &Graph<'f>,
    reached: &BTreeSet<&'f str>,
) -> BTreeSet<&'f str> {
    let exits = graph.exits.iter();
    let exits = exits.flat_map(|(name, exits)| exits.iter().map(|exit| (*name, exit.to)));
    let free = free(exits, graph.ends.clone());
    // In the order in which they are written.
    let trapped = flow.order.iter().map(String::as_str);
    let trapped = trapped.filter(|name| reached.contains(name) && !free.contains(name));
    let trapped: Vec<&str> = trapped.collect();
    let Some((first, others)) = trapped.split_first() else {
        return free;
    };
    let at = cx.at(resource, &format!("nodes.{first}"));
    let message = format!("a call that enters the node `{first}` can never end");
    let help = "lead one of these nodes to an `end`, or to a node with an exit that ends the call";
    let mut report = Report::new(Code::NoEnd, at, message).help(help);
    for name in others.iter().take(SHOWN) {
        report = report.also(cx.at(resource, &format!("nodes.{name}")), "nor from here");
    }
    cx.report(report);
    free
}
