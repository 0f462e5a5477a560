//! API clients: programs that are integrated with the center.

use std::fmt;

use jiff::Timestamp;
use model::Name;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Asks for a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CreateClient {
    /// What the client is called in lists and logs.
    pub name: Name,
    /// The role that says what it may do: `viewer`, `operator`, `admin`, or one of the configuration.
    pub role: Name,
}

/// Asks for another secret of a client.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct RotateClient {
    /// How many seconds the secret before holds; absent: a day's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlap_seconds: Option<u32>,
}

impl RotateClient {
    /// How long two secrets hold side by side, unless something else is asked for.
    pub const OVERLAP_SECONDS: u32 = 24 * 3_600;
}

/// A client with its secret, as it is shown this once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewClient {
    /// The secret.
    pub client_secret: String,
    /// What is known of it afterwards.
    #[serde(flatten)]
    pub about: Client,
}

impl fmt::Debug for NewClient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewClient")
            .field("about", &self.about)
            .finish_non_exhaustive()
    }
}

/// What is known of a client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Client {
    /// What it is called.
    pub name: Name,
    /// What it calls itself.
    pub client_id: String,
    /// The role that says what it may do.
    pub role: Name,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its secret was made.
    pub secret_created_at: Timestamp,
    /// When the secret before ends; absent: it has ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_secret_until: Option<Timestamp>,
}

/// The answer of `/oauth/token` (RFC 6749 section 5.1).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccessToken {
    /// The token, for `Authorization: Bearer …`.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// How many seconds it holds.
    pub expires_in: u64,
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessToken")
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

/// Why no token is given (RFC 6749 section 5.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TokenRefusal {
    /// `invalid_request`, `invalid_client`, `invalid_scope` or `unsupported_grant_type`.
    pub error: String,
    /// What to do about it.
    pub error_description: String,
}
