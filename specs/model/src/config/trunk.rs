//! Connections to carriers and IP-PBXs.

use ipnet::IpNet;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Codec, Dtmf, Numbering, Secret, Srtp, is_default};
use crate::Span;

/// One connection (features T1, T2 and T3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Trunk {
    /// How the two sides find each other.
    pub mode: Mode,
    /// Where the other side takes signalling, `host:port` or a host name alone; of a trunk that
    /// registers its registrar, of a gateway nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// The transport of signalling.
    #[serde(default, skip_serializing_if = "is_default")]
    pub transport: Transport,
    /// Networks that may send calls in; nobody else may, not even loopback. Where it is empty: of a
    /// trunk whose address is a name or that registers, the addresses of its servers; of a gateway,
    /// wherever it is, since it has a password.
    #[serde(default)]
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
    /// Whether its voices are protected.
    #[serde(default, skip_serializing_if = "is_default")]
    pub srtp: Srtp,
    /// How it writes numbers, and where it says whose they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub numbering: Numbering,
    /// How often a peer is asked whether it is there; zero: never.
    #[serde(
        default = "Trunk::probe_by_default",
        skip_serializing_if = "Trunk::is_probed_by_default"
    )]
    pub probe: Span,
    /// How often a connection to one of its servers is asked whether it lives; zero: never.
    #[serde(default, skip_serializing_if = "is_default")]
    pub keep_alive: Span,
    /// Our account at their registrar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub register: Option<Register>,
    /// Their account at ours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gateway: Option<Gateway>,
}

impl Trunk {
    /// How often a peer is asked where nothing else is written.
    pub const PROBE: Span = Span::seconds(60);

    /// The codecs that it speaks, best first.
    pub fn spoken(&self) -> &[Codec] {
        match self.codecs.as_slice() {
            [] => Codec::OF_TRUNKS,
            codecs => codecs,
        }
    }

    fn probe_by_default() -> Span {
        Trunk::PROBE
    }

    fn is_probed_by_default(probe: &Span) -> bool {
        *probe == Trunk::PROBE
    }

    /// Where the password of its account comes from, ours there or theirs here.
    pub fn password(&self) -> Option<&Secret> {
        let ours = self.register.as_ref().map(|account| &account.password);
        let theirs = self.gateway.as_ref().and_then(|it| it.password.as_ref());
        ours.or(theirs)
    }

    /// The servers of a trunk in the order in which they are tried: what calls and registrations are
    /// sent to.
    pub fn servers(&self) -> Vec<&str> {
        match (&self.register, self.mode) {
            (_, Mode::Gateway) => Vec::new(),
            (None, _) => vec![&self.address],
            (Some(register), _) => match &register.outbound_proxy {
                Some(proxy) => vec![proxy],
                None => std::iter::once(&self.address)
                    .chain(&register.backup_servers)
                    .map(String::as_str)
                    .collect(),
            },
        }
    }
}

/// An account of ours at a carrier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Register {
    /// The user name.
    pub username: String,
    /// Where its password comes from.
    pub password: Secret,
    /// The only realm that the password is for; `None`: whichever the registrar names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub realm: Option<String>,
    /// Where everything is sent in place of the registrar.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outbound_proxy: Option<String>,
    /// Registrars that take over in this order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub backup_servers: Vec<String>,
    /// For how long to register.
    pub expires: Span,
}

impl Register {
    /// For how long to register where nothing else is written.
    pub const EXPIRES: Span = Span::seconds(3600);
}

/// An account that we issue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Gateway {
    /// The user name.
    pub username: String,
    /// Where its password comes from; `None`: set at run time by `ccctl trunk password`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub password: Option<Secret>,
}

/// How the two sides of a trunk find each other.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Both have fixed addresses.
    #[default]
    Peer,
    /// We register there.
    Register,
    /// They register here.
    Gateway,
}

impl Mode {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Mode::Peer => "peer",
            Mode::Register => "register",
            Mode::Gateway => "gateway",
        }
    }
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
