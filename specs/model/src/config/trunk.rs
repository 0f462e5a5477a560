//! Connections to carriers and IP-PBXs.

use ipnet::IpNet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Codec, Dtmf, is_default};

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
    /// The codecs that it speaks, best first; none: those of every trunk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub codecs: Vec<Codec>,
    /// How keys are sent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub dtmf: Dtmf,
}

impl Trunk {
    /// The codecs that it speaks, best first.
    pub fn spoken(&self) -> &[Codec] {
        match self.codecs.as_slice() {
            [] => Codec::OF_TRUNKS,
            codecs => codecs,
        }
    }
}

/// How the two sides of a trunk find each other.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Both have fixed addresses.
    #[default]
    Peer,
}

/// A transport of signalling (RFC 3261 section 18).
#[derive(
    Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Transport {
    /// Datagrams.
    #[default]
    Udp,
    /// Connections.
    Tcp,
    /// Connections that nobody else reads.
    Tls,
}

impl Transport {
    /// All of them.
    pub const ALL: [Transport; 3] = [Transport::Udp, Transport::Tcp, Transport::Tls];

    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Transport::Udp => "udp",
            Transport::Tcp => "tcp",
            Transport::Tls => "tls",
        }
    }

    /// The port where nobody says another.
    pub fn port(self) -> u16 {
        match self {
            Transport::Udp | Transport::Tcp => 5060,
            Transport::Tls => 5061,
        }
    }
}

/// Why a text is no transport.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a transport is `udp`, `tcp` or `tls`")]
pub struct InvalidTransport;

impl std::str::FromStr for Transport {
    type Err = InvalidTransport;
    fn from_str(text: &str) -> Result<Transport, InvalidTransport> {
        let mut all = Transport::ALL.into_iter();
        all.find(|it| it.word() == text).ok_or(InvalidTransport)
    }
}

impl std::fmt::Display for Transport {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
