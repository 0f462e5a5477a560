//! What a phone is told so that it registers.

use model::Extension;
use model::config::{Codec, Srtp, Transport};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The account of a phone, without its password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PhoneAccount {
    /// Its extension, which is its SIP user name.
    pub extension: Extension,
    /// What people call it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The domain of its address of record.
    pub domain: String,
    /// The realm of its password.
    pub realm: String,
    /// How it reaches its servers.
    pub transport: Transport,
    /// Where it registers, the best first.
    pub servers: Vec<AccountServer>,
    /// For how long it registers, in seconds.
    pub expires_s: u32,
    /// The codecs that it may speak, the best first.
    pub codecs: Vec<Codec>,
    /// Whether its voices are protected.
    pub srtp: Srtp,
    /// Where its password comes from.
    pub password: PasswordFrom,
}

/// A place at which a phone registers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccountServer {
    /// A host name or an IP address.
    pub host: String,
    /// The port.
    pub port: u16,
}

/// Where the password of a phone comes from.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PasswordFrom {
    /// Its `password` in the YAML; it is nowhere else.
    Configuration,
    /// It was made at run time and shown that once.
    RunTime,
    /// It has none and cannot register.
    Nowhere,
}
