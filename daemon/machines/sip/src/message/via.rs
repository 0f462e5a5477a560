//! Via: which way a request came and its answers go.

use std::fmt;
use std::net::{IpAddr, SocketAddr};

use super::clean::Clean;
use super::{Params, uri};
use crate::Transport;

/// The start of every branch made after RFC 2543 (RFC 3261 section 8.1.1.7).
pub const MAGIC_COOKIE: &str = "z9hG4bK";

/// One hop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Via {
    /// `UDP`, `TCP`, `TLS` or another, in upper case.
    pub transport: String,
    /// Name or address, IPv6 without its brackets.
    pub host: String,
    /// The port, if one is given.
    pub port: Option<u16>,
    /// Branch, received, rport and others.
    pub params: Params,
}

impl Via {
    /// The Via of a request of ours. For datagrams it asks for `rport` (RFC 3581); answers come back
    /// over a connection by themselves.
    pub fn new(transport: Transport, local: SocketAddr, branch: &str) -> Via {
        let params = Params::default().with("branch", branch);
        Via {
            transport: transport.via().to_string(),
            host: local.ip().to_string(),
            port: Some(local.port()),
            params: match transport.is_reliable() {
                true => params,
                false => params.with("rport", ""),
            },
        }
    }

    /// What one value of a Via header says. `None` if it is not of SIP; its version does not count,
    /// so that a request of another one can be answered.
    pub fn read(text: &str) -> Option<Via> {
        let mut parts = text.splitn(3, '/').map(str::trim);
        let (name, _version, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let (transport, rest) = rest.split_once([' ', '\t'])?;
        let (place, params) = rest.split_once(';').unwrap_or((rest, ""));
        let (host, port) = uri::read_place(place.trim())?;
        let transport = transport.to_ascii_uppercase();
        let via = Via {
            transport,
            host,
            port,
            params: Params::read(params),
        };
        name.eq_ignore_ascii_case("SIP").then_some(via)
    }

    /// The branch; of a sender older than RFC 3261 anything or nothing.
    pub fn branch(&self) -> Option<&str> {
        self.params
            .get("branch")
            .filter(|branch| !branch.is_empty())
    }

    /// The branch, if it names its transaction by itself: magic cookie and something behind it.
    pub fn unique_branch(&self) -> Option<&str> {
        self.branch()
            .filter(|branch| branch.len() > MAGIC_COOKIE.len() && is_unique(branch))
    }

    /// The address that the request came from, as its receiver noted it.
    pub fn received(&self) -> Option<IpAddr> {
        self.params
            .get("received")?
            .trim_matches(['[', ']'])
            .parse()
            .ok()
    }

    /// The port that the request came from: `None` if not asked for, `Some(None)` if asked for and
    /// not yet noted (RFC 3581).
    pub fn rport(&self) -> Option<Option<u16>> {
        Some(self.params.get("rport")?.parse().ok())
    }

    /// Notes where the request came from (RFC 3261 section 18.2.1, RFC 3581 section 4). What the
    /// sender wrote there itself does not count.
    pub fn note_source(&mut self, remote: SocketAddr) {
        let asked = self.params.has("rport");
        if asked {
            self.params.set("rport", &remote.port().to_string());
        }
        if asked || self.host.parse() != Ok(remote.ip()) {
            self.params.set("received", &remote.ip().to_string());
        } else {
            self.params.remove("received");
        }
    }
}

fn is_unique(branch: &str) -> bool {
    let start = branch.get(..MAGIC_COOKIE.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(MAGIC_COOKIE))
}

impl fmt::Display for Via {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SIP/2.0/{} ", Clean(&self.transport))?;
        uri::write_place(f, &self.host, self.port, false)?;
        write!(f, "{}", self.params)
    }
}
