//! Connections to carriers and IP-PBXs.

use ipnet::IpNet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Numbering, is_default};

/// One connection (feature T1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trunk {
    /// How the two sides find each other.
    pub mode: Mode,
    /// The peer's `host:port` for signalling.
    pub address: String,
    /// The transport of signalling.
    #[serde(default, skip_serializing_if = "is_default")]
    pub transport: Transport,
    /// Networks that may send calls in; nobody else may, not even loopback.
    pub allow: Vec<IpNet>,
    /// Calls at once, both directions; `None`: no limit of the trunk's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channels: Option<u32>,
    /// How it writes numbers, and where it says whose they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub numbering: Numbering,
}

/// How the two sides of a trunk find each other.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Both have fixed addresses.
    #[default]
    Peer,
}

/// A transport of signalling.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// UDP (RFC 3261 section 18).
    #[default]
    Udp,
}
