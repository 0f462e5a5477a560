//! Every wait that is to lead on has a length: without one the caller waits for ever.

use model::config::Node;

use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;

/// Reports exits after a longest wait where no longest wait is written.
pub fn check(cx: &mut Context, resource: &str, flow: &Flow) {
    for (name, node) in &flow.nodes {
        let Some(Node::Transfer(transfer)) = node else {
            continue;
        };
        if transfer.timeout.is_some() || transfer.on_timeout.is_none() {
            continue;
        }
        let at = cx.at(resource, &format!("nodes.{name}.on_timeout"));
        let message = "a wait without `timeout` has no end: `on_timeout` is never taken";
        let help = "add the longest wait, such as `timeout: 5m`, or delete `on_timeout`";
        cx.report(Report::new(Code::EndlessWait, at, message).help(help));
    }
}
