//! The people who answer.

use serde::{Deserialize, Serialize};

use crate::Name;

/// One agent (feature A1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Agent {
    /// The agent's name.
    pub name: String,
    /// What customers are told; `None`: nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nickname: Option<String>,
    /// The staff number; no two agents have the same.
    pub staff_number: String,
    /// The log-in name; no two agents have the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The mobile number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mobile: Option<String>,
    /// The role: `admin` or `agent`.
    #[serde(default = "agent", skip_serializing_if = "is_agent")]
    pub role: Name,
}

#[allow(clippy::expect_used, reason = "a constant that the tests read")]
fn agent() -> Name {
    Name::new("agent").expect("`agent` is a name")
}

fn is_agent(role: &Name) -> bool {
    role.as_str() == "agent"
}
