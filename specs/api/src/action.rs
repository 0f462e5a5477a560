//! What is done at run time and not by an apply.

use model::state::Presence;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Sets what an agent does.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SetPresence {
    /// `idle`, `not_ready`, `break` or `offline`.
    pub state: Presence,
}

/// A phone's password, made by the daemon and shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewPassword {
    /// The SIP user name: the extension.
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
