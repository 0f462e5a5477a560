//! Every name in a flow is that of one of its nodes.

use model::Name;

use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;

/// Reports names that no node has; true when there are none.
pub fn check(cx: &mut Context, resource: &str, flow: &Flow) -> bool {
    let mut good = true;
    if let Some(name) = &flow.start {
        good &= known(cx, resource, flow, "start", name);
    };
    if let Some(name) = &flow.on_exception {
        good &= known(cx, resource, flow, "on_exception", name);
    }
    if let Some(name) = &flow.screening.on_blocked {
        good &= known(cx, resource, flow, "on_blocked", name);
    }
    for (name, node) in &flow.nodes {
        for exit in node.iter().flat_map(|node| node.outline().exits()) {
            let field = format!("nodes.{name}.{}", exit.field);
            good &= known(cx, resource, flow, &field, exit.to);
        }
    }
    good
}

fn known(cx: &mut Context, resource: &str, flow: &Flow, field: &str, name: &Name) -> bool {
    if flow.nodes.contains_key(name) || flow.order.iter().any(|known| known == name.as_str()) {
        return true;
    }
    let at = cx.at(resource, field);
    let guess = cx.guess(at, name.as_str(), flow.order.iter().map(String::as_str));
    let message = format!("this flow has no node `{name}`");
    let help = format!("add a node `{name}`, or name another");
    cx.report(
        Report::new(Code::UnknownNode, at, message)
            .help(help)
            .guess(guess),
    );
    false
}
