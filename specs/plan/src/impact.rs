//! What a plan does to the callers and agents of the moment.

use std::collections::{BTreeMap, BTreeSet};

use model::{Config, DialString, IvrName, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the daemon counts when a plan is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiveCounts {
    /// Calls that are up.
    pub calls_up: u64,
    /// Of these, callers who wait for an agent.
    pub waiting: u64,
    /// Calls by the flow that they entered with.
    pub calls_by_flow: BTreeMap<IvrName, u64>,
    /// Waiting callers by skill group.
    pub waiting_by_group: BTreeMap<Name, u64>,
    /// Agents who are rung or talk.
    pub agents_on_call: BTreeSet<Name>,
}

/// What a plan does, as of the moment when it was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Impact {
    /// Calls that are up.
    pub calls_up: u64,
    /// Of these, callers who wait for an agent.
    pub waiting: u64,
    /// Numbers that stop answering because they are deleted.
    pub numbers_stopping: Vec<DialString>,
    /// Agents who will take a group's calls.
    pub agents_gaining: Vec<Membership>,
    /// Agents who will take them no more.
    pub agents_losing: Vec<Membership>,
    /// Deleted agents who are rung or talk; they finish their call.
    pub agents_deleted_on_call: Vec<Name>,
    /// Calls inside flows that change or are deleted; they keep the flow that they began with.
    pub calls_in_changed_flows: Vec<FlowCalls>,
    /// Callers who wait in groups that are deleted; they leave by their flow's exception exit.
    pub waiting_in_deleted_groups: Vec<GroupCalls>,
}

/// An agent and a skill group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Membership {
    /// The agent.
    pub agent: Name,
    /// The group.
    pub skill_group: Name,
}

/// Calls inside a flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FlowCalls {
    /// The flow.
    pub ivr: IvrName,
    /// How many calls.
    pub calls: u64,
}

/// Callers who wait in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GroupCalls {
    /// The group.
    pub skill_group: Name,
    /// How many callers.
    pub waiting: u64,
}

impl Impact {
    /// What turning `live` into `desired` does while `counts` hold.
    pub fn of(live: &Config, desired: &Config, counts: &LiveCounts) -> Impact {
        Impact {
            calls_up: counts.calls_up,
            waiting: counts.waiting,
            numbers_stopping: numbers_stopping(live, desired),
            agents_gaining: memberships_beyond(desired, live),
            agents_losing: memberships_beyond(live, desired),
            agents_deleted_on_call: agents_deleted_on_call(desired, counts),
            calls_in_changed_flows: calls_in_changed_flows(live, desired, counts),
            waiting_in_deleted_groups: waiting_in_deleted_groups(desired, counts),
        }
    }
}

fn numbers_stopping(live: &Config, desired: &Config) -> Vec<DialString> {
    live.numbers
        .keys()
        .filter(|number| !desired.numbers.contains_key(*number))
        .cloned()
        .collect()
}

/// The memberships of `one` that `other` does not have.
fn memberships_beyond(one: &Config, other: &Config) -> Vec<Membership> {
    let has = |group: &Name, agent: &Name| {
        other
            .skill_groups
            .get(group)
            .is_some_and(|group| group.members.contains_key(agent))
    };
    one.skill_groups
        .iter()
        .flat_map(|(name, group)| group.members.keys().map(move |agent| (name, agent)))
        .filter(|(group, agent)| !has(group, agent))
        .map(|(group, agent)| Membership {
            agent: agent.clone(),
            skill_group: group.clone(),
        })
        .collect()
}

fn agents_deleted_on_call(desired: &Config, counts: &LiveCounts) -> Vec<Name> {
    let deleted = |agent: &&Name| !desired.agents.contains_key(*agent);
    counts
        .agents_on_call
        .iter()
        .filter(deleted)
        .cloned()
        .collect()
}

fn calls_in_changed_flows(live: &Config, desired: &Config, counts: &LiveCounts) -> Vec<FlowCalls> {
    counts
        .calls_by_flow
        .iter()
        .filter(|(ivr, calls)| **calls > 0 && live.ivrs.get(*ivr) != desired.ivrs.get(*ivr))
        .map(|(ivr, calls)| FlowCalls {
            ivr: ivr.clone(),
            calls: *calls,
        })
        .collect()
}

fn waiting_in_deleted_groups(desired: &Config, counts: &LiveCounts) -> Vec<GroupCalls> {
    counts
        .waiting_by_group
        .iter()
        .filter(|(group, waiting)| **waiting > 0 && !desired.skill_groups.contains_key(*group))
        .map(|(group, waiting)| GroupCalls {
            skill_group: group.clone(),
            waiting: *waiting,
        })
        .collect()
}
