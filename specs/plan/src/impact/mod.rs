//! What a plan does to the callers, agents, numbers and phones of the moment.

mod calls;
mod moment;
mod numbers;
pub(crate) mod people;
mod telephones;
mod webhooks;

use model::{CallId, Config, DialString, IvrName, Name, Places};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::guard::{self, Removals};

pub use moment::{LiveCall, Moment};
pub use numbers::{NumberWay, OtherWay};
pub use telephones::{Dropping, Why};
pub use webhooks::{LeftBehind, OutOfReach};

/// Calls that are named one by one in one place; of more the number alone is told.
pub const NAMED: usize = 100;

/// What a plan does, as of the moment when it was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Impact {
    /// Calls that are up.
    pub calls_up: u64,
    /// Of these, callers who wait for an agent.
    pub waiting: u64,
    /// Numbers that stop answering: they are deleted, or no calls come in on them any more.
    pub numbers_stopping: Vec<DialString>,
    /// Numbers whose next call comes by another trunk or goes into another flow.
    pub numbers_elsewhere: Vec<OtherWay>,
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
    /// Callers who wait in groups that change; they keep their places.
    pub waiting_in_changed_groups: Vec<GroupCalls>,
    /// Phones that are registered and will not be.
    pub registrations_dropping: Vec<Dropping>,
    /// Our accounts at carriers that are given up, or registered anew.
    pub trunks_registering: Vec<Name>,
    /// Texts to be spoken and files to be converted before it takes effect.
    pub prompts_to_make: u64,
    /// Resources that are protected and would be deleted: the plan is refused as long as they are.
    pub protected: Vec<String>,
    /// Members of skill groups, numbers and agents that it removes.
    pub removals: Removals,
    /// How many of each the live configuration lets one apply remove without `--allow-removing`.
    pub removals_allowed: u64,
    /// Live changes that end: what they are about is deleted, or this says the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub live_changes_ending: Vec<String>,
    /// Webhooks that begin or change and cannot be called from where the daemon is, as far as that is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub webhooks_out_of_reach: Vec<OutOfReach>,
    /// Webhooks that are deleted while records wait for them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub webhooks_left_behind: Vec<LeftBehind>,
}

/// An agent and a skill group.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
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
    /// The node that they entered last, and how many are there.
    #[serde(default)]
    pub nodes: Vec<NodeCalls>,
    /// Their ids, at most 100.
    #[serde(default)]
    pub ids: Vec<CallId>,
}

/// Calls in a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NodeCalls {
    /// The node.
    pub node: Name,
    /// How many calls.
    pub calls: u64,
    /// Whether the node itself changes or is deleted.
    pub changes: bool,
}

/// Callers who wait in a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct GroupCalls {
    /// The group.
    pub skill_group: Name,
    /// How many callers.
    pub waiting: u64,
    /// The ids of their calls, at most 100.
    #[serde(default)]
    pub ids: Vec<CallId>,
}

impl Impact {
    /// What turning `live` into `desired` does at that moment.
    pub fn of(live: &Config, desired: &Config, moment: &Moment) -> Impact {
        let (waiting_in_deleted_groups, waiting_in_changed_groups) =
            calls::waiting(live, desired, moment);
        Impact {
            calls_up: moment.calls.len() as u64,
            waiting: moment.waiting().count() as u64,
            numbers_stopping: numbers::stopping(live, desired),
            numbers_elsewhere: numbers::elsewhere(live, desired),
            agents_gaining: people::memberships_beyond(desired, live),
            agents_losing: people::memberships_beyond(live, desired),
            agents_deleted_on_call: people::deleted_on_call(desired, moment),
            calls_in_changed_flows: calls::in_changed_flows(live, desired, moment),
            waiting_in_deleted_groups,
            waiting_in_changed_groups,
            registrations_dropping: telephones::dropping(live, desired, moment),
            trunks_registering: telephones::registering(live, desired),
            prompts_to_make: moment.prompts_to_make,
            protected: guard::protected_deletions(live, desired),
            removals: Removals::of(live, desired),
            removals_allowed: u64::from(live.center.max_removals),
            live_changes_ending: Vec::new(),
            webhooks_out_of_reach: Vec::new(),
            webhooks_left_behind: Vec::new(),
        }
    }

    /// Says of what it tells where that is written.
    pub(crate) fn locate(&mut self, places: &Places) {
        let told = self.webhooks_out_of_reach.iter_mut();
        told.for_each(|one| one.locate(places));
    }
}
