//! The nodes that tests name.

use std::collections::BTreeMap;

use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::Draft;

/// Reports nodes that the flow of the dialled number does not have.
pub fn check(cx: &mut Context, draft: &Draft) {
    for read in draft.tests.values() {
        let number = draft.config.numbers.get(&read.test.dial);
        let Some((ivr, flow)) =
            number.and_then(|number| Some((&number.ivr, draft.flows.get(&number.ivr)?)))
        else {
            continue;
        };
        let names: BTreeMap<&str, ()> = flow.order.iter().map(|n| (n.as_str(), ())).collect();
        for (node, at) in &read.nodes {
            if names.contains_key(node.as_str()) {
                continue;
            }
            let message = format!("the flow `{ivr}` has no node `{node}`");
            let guess = cx.guess(*at, node.as_str(), names.keys().copied());
            let report = Report::new(Code::TestNode, *at, message).also(flow.at, "the flow");
            cx.report(report.guess(guess));
        }
    }
}
