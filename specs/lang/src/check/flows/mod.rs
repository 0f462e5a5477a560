//! Flows: every branch leads somewhere, every node can be reached, every call can end (I17).

mod endings;
mod graph;
mod loops;
mod names;
mod reach;
mod variables;

use std::collections::BTreeMap;

use model::Name;

use crate::decode::Context;
use crate::kinds::ivrs::Flow;
use graph::Graph;

/// Checks every flow.
pub fn check(cx: &mut Context, flows: &BTreeMap<Name, Flow>) {
    variables::check(cx, flows);
    for (name, flow) in flows {
        let resource = format!("ivrs/{name}");
        let whole =
            flow.nodes.len() == flow.order.len() && flow.nodes.values().all(Option::is_some);
        // What follows from the shape of a flow is only known when its every node and name is.
        if names::check(cx, &resource, flow) && whole {
            let graph = Graph::of(flow);
            let reached = reach::check(cx, &resource, flow, &graph);
            endings::check(cx, &resource, flow, &graph, &reached);
            loops::check(cx, &resource, flow, &graph);
        }
    }
}
