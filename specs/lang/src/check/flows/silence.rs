//! A caller who presses nothing comes to an end: a line that nobody listens on is not held for ever.

use std::collections::BTreeSet;

use model::Name;

use super::graph::free;
use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;

/// How many of the further nodes are shown.
const SHOWN: usize = 5;

/// Reports the nodes that are left by keys alone. `able` are those from which a call can end at all.
pub fn check(
    cx: &mut Context,
    resource: &str,
    flow: &Flow,
    reached: &BTreeSet<&str>,
    able: &BTreeSet<&str>,
) {
    let free = free(exits(flow), ends(flow));
    let written = flow.order.iter().map(String::as_str);
    let held = written.filter(|name| reached.contains(name) && able.contains(name));
    let held: Vec<&str> = held.filter(|name| !free.contains(name)).collect();
    let Some((first, others)) = held.split_first() else {
        return;
    };
    let at = cx.at(resource, &format!("nodes.{first}"));
    let message = format!("a caller who presses nothing can never leave the node `{first}`");
    let help = "let `exhausted` lead to an `end` or to people, or leave it out: then the call ends";
    let mut report = Report::new(Code::SilentCircle, at, message).help(help);
    for name in others.iter().take(SHOWN) {
        report = report.also(cx.at(resource, &format!("nodes.{name}")), "nor this one");
    }
    cx.report(report);
}

/// The ways on for somebody who presses nothing.
fn exits(flow: &Flow) -> impl Iterator<Item = (&str, &Name)> {
    let nodes = flow.nodes.iter();
    nodes.flat_map(|(name, node)| {
        let outline = node.as_ref().map(|node| node.outline());
        let asking = outline.and_then(|outline| outline.asking());
        let all = outline.into_iter().flat_map(|outline| outline.exits());
        let by_itself = all.filter(move |exit| asking.is_none() || exit.at_once);
        let unanswered = asking.into_iter().flat_map(|asking| asking.unanswered());
        let to = by_itself.map(|exit| exit.to).chain(unanswered);
        to.map(|to| (name.as_str(), to))
    })
}

/// The nodes in which his call can end.
fn ends(flow: &Flow) -> Vec<&str> {
    let nodes = flow.nodes.iter();
    let ending = nodes.filter(|(_, node)| {
        node.as_ref()
            .map(|node| node.outline())
            .is_some_and(|outline| match outline.asking() {
                Some(asking) => asking.can_end(),
                None => outline.can_end(),
            })
    });
    ending.map(|(name, _)| name.as_str()).collect()
}
