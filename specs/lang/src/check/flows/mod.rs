//! Flows: every branch leads somewhere, every node can be reached, every call can end (I17).

mod endings;
mod graph;
mod loops;
mod names;
mod reach;
mod silence;
mod variables;
mod waits;

use crate::decode::Context;
use crate::kinds::versions::Flows;
use graph::Graph;

/// Checks every flow.
pub fn check(cx: &mut Context, flows: &Flows) {
    variables::check(cx, flows);
    for (name, flow) in flows {
        let resource = format!("ivrs/{name}");
        let whole =
            flow.nodes.len() == flow.order.len() && flow.nodes.values().all(Option::is_some);
        if flow.from.is_some() {
            // What it takes over from could not be read, so that its nodes are not all known.
            continue;
        }
        waits::check(cx, &resource, flow);
        // What follows from the shape of a flow is only known when its every node and name is.
        if names::check(cx, &resource, flow) && whole {
            let graph = Graph::of(flow);
            let reached = reach::check(cx, &resource, flow, &graph);
            let able = endings::check(cx, &resource, flow, &graph, &reached);
            silence::check(cx, &resource, flow, &reached, &able);
            loops::check(cx, &resource, flow, &graph);
        }
    }
}
