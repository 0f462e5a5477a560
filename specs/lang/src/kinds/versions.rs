//! Versions of flows: what one takes over from another, and which one a number means (feature I15).

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use model::{Config, IvrName, Name};

use super::ivrs::Flow;
use crate::Code;
use crate::decode::{Context, Report};

/// Flows by name.
pub type Flows = BTreeMap<IvrName, Flow>;

/// Gives every flow what it takes over from another. One that takes over from itself in the end is
/// reported, and stays as it is written.
pub fn inherit(cx: &mut Context, flows: &mut Flows) {
    let names: Vec<IvrName> = flows.keys().cloned().collect();
    for name in names {
        // From the far end of the chain, where a flow takes over from none, or one that is done.
        let chain = chain(cx, flows, &name);
        for (name, from) in chain.iter().zip(chain.iter().skip(1)).rev() {
            let Some(giver) = flows.get(from).cloned() else {
                continue;
            };
            if let Some(heir) = flows.get_mut(name) {
                let nodes = take_over(heir, giver);
                heir.screening.check(cx, &format!("ivrs/{name}"));
                let path = |flow: &IvrName, node: &Name| format!("ivrs/{flow}/nodes.{node}");
                let paths = nodes
                    .iter()
                    .map(|node| (path(name, node), path(from, node)));
                cx.taken_over.extend(paths);
            }
        }
    }
    for flow in flows.values_mut() {
        flow.start = flow.first();
    }
}

/// A flow, the one that it takes over from, and so on.
fn chain(cx: &mut Context, flows: &Flows, name: &IvrName) -> Vec<IvrName> {
    let mut chain = vec![name.clone()];
    while let Some(flow) = chain.last().and_then(|last| flows.get(last)) {
        let Some(from) = flow.from.clone().filter(|from| flows.contains_key(from)) else {
            break;
        };
        if chain.contains(&from) {
            let message = format!("`{name}` takes over from itself");
            let at = cx.at(&format!("ivrs/{name}"), "from");
            let help = "let one of these flows be written in full";
            cx.report(Report::new(Code::VersionCircle, at, message).help(help));
            return Vec::new();
        }
        chain.push(from);
    }
    chain
}

/// Gives a flow what another has; the names of the nodes that it has from there.
fn take_over(heir: &mut Flow, giver: Flow) -> Vec<Name> {
    let mut taken = Vec::new();
    heir.from = None;
    if heir.start.is_none() {
        heir.start = giver.first().filter(|start| !heir.without.contains(start));
    }
    heir.on_exception = heir.on_exception.take().or(giver.on_exception);
    heir.screening.take_over(giver.screening);
    for (variable, value) in giver.variables {
        heir.variables.entry(variable).or_insert(value);
    }
    for name in giver.order {
        let known = heir.order.contains(&name);
        if !known && !heir.without.contains(name.as_str()) {
            heir.order.push(name);
        }
    }
    for (name, node) in giver.nodes {
        if !heir.without.contains(&name)
            && !heir.uses.contains_key(&name)
            && let Entry::Vacant(place) = heir.nodes.entry(name)
        {
            taken.push(place.key().clone());
            place.insert(node);
        }
    }
    for (name, body) in giver.uses {
        if !heir.without.contains(&name)
            && !heir.nodes.contains_key(&name)
            && let Entry::Vacant(place) = heir.uses.entry(name)
        {
            taken.extend(body.nodes.iter().map(|(name, _)| name.clone()));
            place.insert(body);
        }
    }
    taken
}

/// Lets every number that names a flow without its version mean the latest one, unless there is a flow
/// of just that name.
pub fn bind(config: &mut Config, flows: &Flows) {
    for number in config.numbers.values_mut() {
        if !flows.contains_key(&number.ivr)
            && let Some(latest) = latest(flows.keys(), number.ivr.as_str())
        {
            number.ivr = latest.clone();
        }
    }
}

/// The latest version of the flow `base`.
pub fn latest<'f>(names: impl Iterator<Item = &'f IvrName>, base: &str) -> Option<&'f IvrName> {
    names
        .filter(|name| name.base() == base && name.version().is_some())
        .max_by_key(|name| name.version())
}
