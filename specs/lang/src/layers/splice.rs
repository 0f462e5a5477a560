//! The nodes of pieces among those of the flows that use them.

use std::collections::BTreeMap;

use model::Name;

use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;
use crate::kinds::versions::Flows;

/// Puts into every flow the nodes that its nodes `use` stand for, and leads to them what led there.
pub fn splice(cx: &mut Context, flows: &mut Flows) {
    for (name, flow) in flows {
        if !flow.uses.is_empty() {
            let resource = format!("ivrs/{name}");
            let entries = put(cx, &resource, flow);
            lead(flow, &entries);
        }
    }
}

/// Puts the nodes into the flow; what it returns is where a call enters each node `use`.
fn put(cx: &mut Context, resource: &str, flow: &mut Flow) -> BTreeMap<Name, Name> {
    let mut entries = BTreeMap::new();
    let mut uses = std::mem::take(&mut flow.uses);
    for written in std::mem::take(&mut flow.order) {
        let Some((node, body)) = uses.remove_entry(written.as_str()) else {
            flow.order.push(written);
            continue;
        };
        for (name, step) in body.nodes {
            if flow.nodes.contains_key(&name) {
                let at = cx.at(resource, &format!("nodes.{node}"));
                let message = format!(
                    "this flow has a node `{name}` besides the one that `{node}` stands for"
                );
                let report = Report::new(Code::NodeClash, at, message);
                cx.report(report.help("rename one of them"));
                continue;
            }
            flow.order.push(name.as_str().to_owned());
            flow.nodes.insert(name, Some(step));
        }
        entries.insert(node, body.entry);
    }
    entries
}

fn lead(flow: &mut Flow, entries: &BTreeMap<Name, Name>) {
    let blocked = flow.screening.on_blocked.as_mut();
    let named = [flow.start.as_mut(), flow.on_exception.as_mut(), blocked];
    let steps = flow.nodes.values_mut().flatten();
    let targets = steps.flat_map(|step| step.exits_mut());
    for name in named.into_iter().flatten().chain(targets) {
        if let Some(entry) = entries.get(name) {
            *name = entry.clone();
        }
    }
}
