//! Calls in flows that change, and callers who wait in groups that do.

use std::collections::BTreeMap;

use model::config::SkillGroup;
use model::{CallId, Config, IvrName, Name};

use super::{FlowCalls, GroupCalls, Moment, NAMED, NodeCalls};

/// Calls inside flows that change or are deleted.
pub(super) fn in_changed_flows(live: &Config, desired: &Config, moment: &Moment) -> Vec<FlowCalls> {
    let mut flows: BTreeMap<&IvrName, Found<'_>> = BTreeMap::new();
    for call in &moment.calls {
        let Some(ivr) = &call.ivr else { continue };
        if live.ivrs.get(ivr) != desired.ivrs.get(ivr) {
            let found = flows.entry(ivr).or_default();
            found.ids.push(call.id);
            if let Some(node) = &call.node {
                *found.nodes.entry(node).or_default() += 1;
            }
        }
    }
    let changes = |ivr: &IvrName, node: &Name| {
        let node_of = |config: &Config| config.ivrs.get(ivr)?.nodes.get(node).cloned();
        node_of(live) != node_of(desired)
    };
    let told = |(ivr, found): (&IvrName, Found<'_>)| FlowCalls {
        ivr: ivr.clone(),
        calls: found.ids.len() as u64,
        nodes: found
            .nodes
            .iter()
            .map(|(node, calls)| NodeCalls {
                node: (*node).clone(),
                calls: *calls,
                changes: changes(ivr, node),
            })
            .collect(),
        ids: found.ids.into_iter().take(NAMED).collect(),
    };
    flows.into_iter().map(told).collect()
}

#[derive(Default)]
struct Found<'m> {
    ids: Vec<CallId>,
    nodes: BTreeMap<&'m Name, u64>,
}

/// Callers who wait in groups that are deleted, and in groups that change.
pub(super) fn waiting(
    live: &Config,
    desired: &Config,
    moment: &Moment,
) -> (Vec<GroupCalls>, Vec<GroupCalls>) {
    let mut groups: BTreeMap<&Name, Vec<CallId>> = BTreeMap::new();
    for (group, call) in moment.waiting() {
        groups.entry(group).or_default().push(call);
    }
    let told = |(group, ids): (&Name, Vec<CallId>)| GroupCalls {
        skill_group: group.clone(),
        waiting: ids.len() as u64,
        ids: ids.into_iter().take(NAMED).collect(),
    };
    let (there, gone): (Vec<_>, Vec<_>) = groups
        .into_iter()
        .partition(|(group, _)| desired.skill_groups.contains_key(*group));
    let changes = |group: &Name| rules(live, group) != rules(desired, group);
    let there = there.into_iter().filter(|(group, _)| changes(group));
    (
        gone.into_iter().map(told).collect(),
        there.map(told).collect(),
    )
}

/// All that a group's callers are served by.
fn rules<'c>(config: &'c Config, group: &Name) -> Option<(&'c SkillGroup, model::config::Routing)> {
    let group = config.skill_groups.get(group)?;
    Some((group, config.routing_of(group)))
}
