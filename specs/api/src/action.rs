//! What is done at run time and not by an apply.

use model::Name;
use model::state::Presence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sets what an agent does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPresence {
    /// `idle`, `not_ready`, `break` or `offline`.
    pub state: Presence,
    /// Why, of a break: one of the center's `break_reasons`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Name>,
}

/// Does something else about an agent's state.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ActForAgent {
    /// What.
    pub act: AgentAct,
}

/// What can be done about an agent's state.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgentAct {
    /// The wrap-up goes on until the agent acts.
    Stay,
    /// The wrap-up ends, and the agent is idle.
    Return,
    /// The agent is what the center says of those who log in.
    LogIn,
    /// The agent is offline.
    LogOut,
    /// The agent is offline and can choose nothing.
    ForceOffline,
    /// The agent can log in again.
    Restore,
}

/// The password of a phone or of a gateway's account, made by the daemon and shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewPassword {
    /// The SIP user name: of a phone its extension.
    pub username: String,
    /// The password.
    pub password: String,
    /// The realm for which it is kept.
    pub realm: String,
}

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewPassword")
            .field("username", &self.username)
            .finish_non_exhaustive()
    }
}
