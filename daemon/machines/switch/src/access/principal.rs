//! On whose behalf something is asked.

use std::fmt;

use model::Name;
use model::config::{Config, Role};

/// On whose behalf something is asked. Roles are named, never held: what a role allows is looked up in
/// the live configuration each time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Principal {
    /// The machine's administrator, known by the peer credential of the local socket.
    LocalAdmin,
    /// The bearer of a token.
    Token {
        /// What the token is called.
        name: Name,
        /// Its role.
        role: Name,
    },
    /// A program that is integrated with the center.
    Client {
        /// What the client is called.
        name: Name,
        /// Its role.
        role: Name,
    },
    /// An agent. His role is the one that the live configuration gives him.
    Agent(Name),
}

impl Principal {
    /// The name of its role; `None`: it has none, because the agent is gone.
    pub(super) fn role<'a>(&'a self, config: &'a Config) -> Option<&'a str> {
        match self {
            Principal::LocalAdmin => Some(Role::ADMIN),
            Principal::Token { role, .. } | Principal::Client { role, .. } => Some(role.as_str()),
            Principal::Agent(name) => config.agents.get(name).map(|agent| agent.role.as_str()),
        }
    }

    /// The agent that it is, if the configuration knows him.
    pub(super) fn agent<'a>(&'a self, config: &Config) -> Option<&'a Name> {
        match self {
            Principal::Agent(name) if config.agents.contains_key(name) => Some(name),
            _ => None,
        }
    }
}

/// What it is called in the history and in logs.
impl fmt::Display for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Principal::LocalAdmin => f.write_str("local"),
            Principal::Token { name, .. } => write!(f, "{name}"),
            Principal::Client { name, .. } => write!(f, "client {name}"),
            Principal::Agent(name) => write!(f, "agent {name}"),
        }
    }
}
