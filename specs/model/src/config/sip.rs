//! Where phones find the center.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Transport;

/// What phones are told of the center, where its own addresses are not what they reach.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sip {
    /// The domain of their accounts; `None`: the host of their first server.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// Where they register, the best first; none: the addresses of the daemon.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<SipServer>,
}

/// A place at which phones register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SipServer {
    /// How it is reached.
    pub transport: Transport,
    /// A host name or an IP address, which in IPv6 has brackets.
    pub host: String,
    /// The port.
    pub port: u16,
}

impl fmt::Display for SipServer {
    /// `tls:sip.example.com:5061`, which the language reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.transport, self.host, self.port)
    }
}
