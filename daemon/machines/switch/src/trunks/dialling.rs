//! The ways on which a call goes out over a trunk.

use std::net::SocketAddr;

use model::Name;
use model::config::{Mode, Trunk};
use sip::message::Uri;
use sip::registration::Standing;
use sip::{Credentials, Flow};

use crate::switch::Switch;

/// One way.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The Request-URI.
    pub uri: String,
    /// To whom it is sent.
    pub flow: Flow,
    /// The host of From; empty: our address.
    pub from_host: String,
    /// What answers a challenge.
    pub credentials: Option<Credentials>,
}

impl Way {
    /// One with nothing besides.
    pub fn to(uri: String, flow: Flow) -> Way {
        Way {
            uri,
            flow,
            from_host: String::new(),
            credentials: None,
        }
    }
}

impl Switch {
    /// The ways to a number over a trunk, best first: if one does not lead there, the next may (RFC 3263
    /// section 4.3). None where nobody is known to be there.
    pub(crate) fn ways(&self, trunk: &Name, number: &str) -> Vec<Way> {
        let Some(known) = self.config.trunks.get(trunk) else {
            return Vec::new();
        };
        let number = number.replace('#', "%23");
        match known.mode {
            Mode::Peer => self
                .addresses(known)
                .into_iter()
                .map(|address| Way::to(format!("sip:{number}@{address}"), self.flow_to(address)))
                .collect(),
            Mode::Register => self.registered_ways(trunk, known, &number),
            Mode::Gateway => self.contact_ways(known, &number),
        }
    }

    fn addresses(&self, trunk: &Trunk) -> Vec<SocketAddr> {
        let servers = trunk.servers();
        let all = servers.iter();
        all.flat_map(|server| self.trunks.names.addresses(server))
            .collect()
    }

    /// The server where the account is registered, then the others.
    fn registered_ways(&self, name: &Name, trunk: &Trunk, number: &str) -> Vec<Way> {
        let line = self.trunks.lines.get(name);
        let Some(registration) = line.and_then(|line| line.registration.as_ref()) else {
            return Vec::new();
        };
        let held = match registration.standing() {
            Standing::Registered(at) => Some(at),
            _ => None,
        };
        let others = self.addresses(trunk).into_iter();
        let others = others.filter(|address| Some(*address) != held);
        let account = registration.account();
        held.into_iter()
            .chain(others)
            .map(|address| {
                let domain = account.domain_at(address);
                let to = Uri::sip("", &domain, None).to_string();
                let host = to.strip_prefix("sip:").unwrap_or(&domain);
                Way {
                    uri: format!("sip:{number}@{host}"),
                    flow: self.flow_to(address),
                    from_host: domain,
                    credentials: Some(account.credentials.clone()),
                }
            })
            .collect()
    }

    /// Where a gateway is registered, through the socket by which it did.
    fn contact_ways(&self, trunk: &Trunk, number: &str) -> Vec<Way> {
        let username = trunk.gateway.as_ref().map_or("", |it| &it.username);
        let contacts = self.registrar.contacts(username).iter();
        contacts
            .map(|binding| {
                let uri = Uri {
                    user: Some(number.to_owned()),
                    ..binding.uri.clone()
                };
                Way::to(uri.to_string(), binding.flow)
            })
            .collect()
    }
}
