//! Every node can be reached.

use std::collections::BTreeSet;

use model::Name;

use super::graph::Graph;
use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;

/// Reports nodes that no call can reach; what it returns are the others.
pub fn check<'f>(
    cx: &mut Context,
    resource: &str,
    flow: &'f Flow,
    graph: &Graph<'f>,
) -> BTreeSet<&'f str> {
    let mut reached = BTreeSet::new();
    let on_blocked = flow.screening.on_blocked.as_ref();
    let entries = [flow.start.as_ref(), flow.on_exception.as_ref(), on_blocked];
    let mut next: Vec<&str> = entries.into_iter().flatten().map(Name::as_str).collect();
    while let Some(name) = next.pop() {
        if reached.insert(name) {
            let exits = graph.exits.get(name).into_iter().flatten();
            next.extend(exits.map(|exit| exit.to.as_str()));
        }
    }
    for name in flow
        .nodes
        .keys()
        .filter(|name| !reached.contains(name.as_str()))
    {
        let at = cx.at(resource, &format!("nodes.{name}"));
        let message = format!("no call can reach the node `{name}`");
        let help = format!(
            "let another node lead to it, or delete it; calls begin at `{}`",
            flow.start.as_ref().map_or("", Name::as_str)
        );
        cx.report(Report::new(Code::Unreachable, at, message).help(help));
    }
    reached
}
