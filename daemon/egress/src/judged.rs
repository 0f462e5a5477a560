//! What can be said of a URL before it is called.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use model::host::Host;

use crate::asking::Egress;
use crate::target::Target;

/// What `localhost` is, by whichever name (RFC 6761 section 6.3).
const LOOPBACK: [IpAddr; 2] = [
    IpAddr::V4(Ipv4Addr::LOCALHOST),
    IpAddr::V6(Ipv6Addr::LOCALHOST),
];

impl Egress {
    /// Why a URL will never be called; `None`: it may be. What a name resolves to is known when it is
    /// called and no sooner.
    pub fn never_calls(&self, url: &str) -> Option<String> {
        let target = match Target::read(url) {
            Ok(target) => target,
            Err(bad) => return Some(bad.to_string()),
        };
        let addresses = match &target.host {
            Host::Address(address) => vec![*address],
            Host::Name(name) if name == "localhost" || name.ends_with(".localhost") => {
                LOOPBACK.to_vec()
            }
            Host::Name(_) => return None,
        };
        self.client.connector.forbids(&addresses, target.secure)
    }
}
