//! Every variable that a text names has a value from somewhere.

use std::collections::BTreeSet;

use model::config::SystemVariable;
use model::{IvrName, Name};

use crate::Code;
use crate::decode::{Context, Report, VariableUse};
use crate::kinds::ivrs::Flow;
use crate::kinds::versions::Flows;

/// Reports variables to which nothing gives a value: in the texts of a flow its own nodes, in those of
/// the prompt library the nodes of any flow.
pub fn check(cx: &mut Context, flows: &Flows) {
    for used in std::mem::take(&mut cx.variables) {
        let of_flow = used.resource.strip_prefix("ivrs/");
        let near = |name: &IvrName| of_flow.is_none_or(|flow| flow == name.as_str());
        let near: Vec<&Flow> = flows
            .iter()
            .filter(|(name, _)| near(name))
            .map(|(_, flow)| flow)
            .collect();
        // A node that could not be read may be the one that gives the value.
        let readable = near
            .iter()
            .all(|flow| flow.nodes.values().all(Option::is_some));
        let set: BTreeSet<&Name> = near.iter().flat_map(|flow| set(flow)).collect();
        if readable && !set.contains(&used.name) {
            unknown(cx, &used, &set);
        }
    }
}

fn set(flow: &Flow) -> impl Iterator<Item = &Name> {
    let by_nodes = flow.nodes.values().flatten();
    let by_nodes = by_nodes.flat_map(|node| node.outline().sets());
    by_nodes.chain(flow.variables.keys())
}

fn unknown(cx: &mut Context, used: &VariableUse, set: &BTreeSet<&Name>) {
    let system = SystemVariable::ALL.into_iter().map(SystemVariable::name);
    let mut known: Vec<&str> = system.collect();
    known.extend(set.iter().map(|name| name.as_str()));
    let message = format!("nothing gives the variable `{}` a value", used.name);
    let guess = cx.guess(used.at, used.name.as_str(), known.iter().copied());
    let help = format!("the variables here are {}", known.join(", "));
    cx.report(
        Report::new(Code::UnknownVariable, used.at, message)
            .help(help)
            .guess(guess),
    );
}
