//! Tokens: who may use the interface from elsewhere.

use std::fmt;

use jiff::Timestamp;
use model::Name;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks for a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreateToken {
    /// What the token is called in lists and logs.
    pub name: Name,
    /// The role that says what it allows: `viewer`, `operator`, `admin`, or one of the configuration.
    pub role: Name,
    /// When it ends to hold; absent: never.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}

/// A token as it is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewToken {
    /// The secret itself.
    pub token: String,
    /// What is known of it afterwards.
    #[serde(flatten)]
    pub about: Token,
}

impl fmt::Debug for NewToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewToken")
            .field("about", &self.about)
            .finish_non_exhaustive()
    }
}

/// What is known of a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Token {
    /// What it is called.
    pub name: Name,
    /// The role that says what it allows: `viewer`, `operator`, `admin`, or one of the configuration.
    pub role: Name,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it ends to hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
}
