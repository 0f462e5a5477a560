//! Who may what. One pure function decides, at the moment a command is carried out.

use std::fmt;

use model::Name;
use serde::{Deserialize, Serialize};

use crate::interface::Command;

/// On whose behalf a command comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Principal {
    /// The machine's administrator, known by the peer credential of the local socket.
    LocalAdmin,
    /// The bearer of a token.
    Token(Name, Role),
}

impl Principal {
    /// What it may do.
    pub const fn role(&self) -> Role {
        match self {
            Principal::LocalAdmin => Role::Admin,
            Principal::Token(_, role) => *role,
        }
    }

    /// What it is called in the history.
    pub fn name(&self) -> &str {
        match self {
            Principal::LocalAdmin => "local",
            Principal::Token(name, _) => name.as_str(),
        }
    }
}

/// What a bearer may do; each role may all that the one before it may.
#[derive(Copy, Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Sees everything but changes nothing.
    Viewer,
    /// Sets agents' states and ends calls.
    Operator,
    /// Everything.
    Admin,
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Viewer => "viewer",
            Role::Operator => "operator",
            Role::Admin => "admin",
        })
    }
}

/// What would have been needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Denied {
    /// The least role that may.
    pub needs: Role,
}

/// Decides whether `principal` may have `command` carried out. Whatever is not listed is denied to
/// all but the admin.
///
/// # Errors
/// The role that is needed.
pub fn authorize(principal: &Principal, command: &Command) -> Result<(), Denied> {
    let needs = match command {
        Command::SetPresence(..) | Command::Agent(..) | Command::EndCall(_) => Role::Operator,
        Command::Apply(_)
        | Command::SetPassword(..)
        | Command::CreateToken { .. }
        | Command::RevokeToken(_) => Role::Admin,
    };
    if principal.role() >= needs {
        Ok(())
    } else {
        Err(Denied { needs })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interface::Password;
    use crate::ledger::TokenDigest;
    use model::state::Presence;
    use model::{CallId, Extension};

    fn name(text: &str) -> Name {
        Name::new(text).expect("a name")
    }

    #[test]
    fn every_command_has_the_least_role_that_may() {
        let phone = Extension::new("2001").expect("an extension");
        let matrix = [
            (
                Command::SetPresence(name("amy"), Presence::Idle),
                Role::Operator,
            ),
            (
                Command::Agent(name("amy"), contact::AgentAct::ForceOffline),
                Role::Operator,
            ),
            (Command::EndCall(CallId(uuid::Uuid::nil())), Role::Operator),
            (
                Command::SetPassword(phone, Password("x".to_owned())),
                Role::Admin,
            ),
            (
                Command::CreateToken {
                    name: name("ci"),
                    role: Role::Viewer,
                    digest: TokenDigest([0; 32]),
                    expires: None,
                },
                Role::Admin,
            ),
            (Command::RevokeToken(name("ci")), Role::Admin),
        ];
        for (command, least) in matrix {
            for role in [Role::Viewer, Role::Operator, Role::Admin] {
                let allowed = authorize(&Principal::Token(name("t"), role), &command).is_ok();
                assert_eq!(allowed, role >= least, "{role} {command:?}");
            }
            assert!(authorize(&Principal::LocalAdmin, &command).is_ok());
        }
    }
}
