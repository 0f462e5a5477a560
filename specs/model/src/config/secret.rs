//! Secrets as the configuration knows them: where they come from, never what they are.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The source of a secret. Its value travels beside the configuration and is never part of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secret {
    /// An environment variable of whoever applies.
    Env(String),
    /// A file of whoever applies, relative to the configuration's directory.
    File(String),
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Secret::Env(name) => write!(f, "env:{name}"),
            Secret::File(path) => write!(f, "file:{path}"),
        }
    }
}
