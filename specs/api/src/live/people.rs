//! Those who answer.

use jiff::Timestamp;
use model::config::Ring;
use model::state::{AgentState, PhoneState, Presence};
use model::{CallId, Extension, Name};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A skill group and its queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SkillGroup {
    /// Its name.
    pub name: Name,
    /// Whether one device rings after the other or several at once.
    pub ring: Ring,
    /// Callers that wait.
    pub waiting: u32,
    /// How long the first of them has waited; absent: nobody waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longest_wait_ms: Option<u64>,
    /// Agents and phones of the group.
    pub members: u32,
    /// Members that can be offered a call.
    pub idle: u32,
    /// Members in a call or rung by one.
    pub on_call: u32,
    /// Members at work after a call.
    pub wrap_up: u32,
    /// Members that are present but take no queue calls.
    pub not_ready: u32,
    /// Members on a break.
    #[serde(rename = "break")]
    pub on_break: u32,
    /// Members that are away or cannot be reached.
    pub offline: u32,
}

/// An agent and what he does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Agent {
    /// The resource's name.
    pub name: Name,
    /// The agent's own name.
    pub full_name: String,
    /// The staff number.
    pub staff_number: String,
    /// What he does.
    pub state: AgentState,
    /// Since when.
    pub since: Timestamp,
    /// What he has chosen; what calls cause goes before it.
    pub presence: Presence,
    /// Why he is on a break.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Name>,
    /// What he chose during his call and will be after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pending: Option<Presence>,
    /// When his wrap-up ends by itself; absent: he is not in it, or it ends when he acts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wrap_up_until: Option<Timestamp>,
    /// Whether he was forced offline and can choose nothing.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forced: bool,
    /// Whether a device of his can be rung.
    pub reachable: bool,
    /// The phones bound to him.
    pub phones: Vec<Extension>,
    /// The skill groups that he is in.
    pub skill_groups: Vec<Name>,
    /// The call that he is in or rung by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub call: Option<CallId>,
}

/// A phone and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Phone {
    /// Its extension.
    pub extension: Extension,
    /// What people call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The agent whose state it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agent: Option<Name>,
    /// What it does.
    pub state: PhoneState,
    /// Where it can be reached.
    pub contacts: Vec<PhoneContact>,
    /// Whether it has a password; without one it cannot register.
    pub has_password: bool,
}

/// One address of a phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PhoneContact {
    /// The contact's SIP URI.
    pub uri: String,
    /// When the registration ends; absent: the contact is fixed by the configuration.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// What the phone says it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub user_agent: Option<String>,
}
