//! No call goes round without waiting: a circle of exits that are taken at once would never end.

use std::collections::{BTreeMap, BTreeSet};

use super::graph::Graph;
use crate::Code;
use crate::decode::{Context, Report};
use crate::kinds::ivrs::Flow;

/// Reports the nodes of circles in which nothing is waited for.
pub fn check<'f>(cx: &mut Context, resource: &str, flow: &'f Flow, graph: &Graph<'f>) {
    let circle = circling(graph);
    let written = flow.order.iter().map(String::as_str);
    let nodes: Vec<&str> = written.filter(|name| circle.contains(name)).collect();
    let Some((first, others)) = nodes.split_first() else {
        return;
    };
    let at = cx.at(resource, &format!("nodes.{first}"));
    let message = format!("a call can go round from `{first}` without waiting for anything");
    let help = "lead one of these exits to a `play`, a `menu` or an `end`";
    let mut report = Report::new(Code::BusyLoop, at, message).help(help);
    for name in others.iter().take(5) {
        report = report.also(cx.at(resource, &format!("nodes.{name}")), "by this node");
    }
    cx.report(report);
}

/// The nodes that stay when those without an exit or without an entry are taken away again and
/// again: the circles, and what lies between two of them.
fn circling<'f>(graph: &Graph<'f>) -> BTreeSet<&'f str> {
    let mut edges = BTreeSet::new();
    for (from, exits) in &graph.exits {
        let at_once = exits.iter().filter(|exit| exit.at_once);
        edges.extend(at_once.map(|exit| (*from, exit.to.as_str())));
    }
    let forward = survivors(edges.iter().copied());
    let both = edges
        .iter()
        .filter(|(from, to)| forward.contains(from) && forward.contains(to));
    survivors(both.map(|(from, to)| (*to, *from)))
}

/// The nodes from which one can go on for ever.
fn survivors<'f>(edges: impl Iterator<Item = (&'f str, &'f str)>) -> BTreeSet<&'f str> {
    let mut exits: BTreeMap<&str, usize> = BTreeMap::new();
    let mut before: BTreeMap<&str, Vec<&'f str>> = BTreeMap::new();
    for (from, to) in edges {
        *exits.entry(from).or_default() += 1;
        exits.entry(to).or_default();
        before.entry(to).or_default().push(from);
    }
    let none = exits.iter().filter(|(_, count)| **count == 0);
    let mut dead: Vec<&str> = none.map(|(name, _)| *name).collect();
    while let Some(name) = dead.pop() {
        exits.remove(name);
        for from in before.get(name).into_iter().flatten() {
            if let Some(count) = exits.get_mut(from) {
                *count -= 1;
                if *count == 0 {
                    dead.push(from);
                }
            }
        }
    }
    exits.into_keys().collect()
}
