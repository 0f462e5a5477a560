//! The ways on which a call goes out over a trunk.

use std::net::SocketAddr;

use media::Family;
use model::Name;
use model::config::{Mode, Trunk};
use sip::message::Uri;
use sip::registrar::Binding;
use sip::registration::Standing;
use sip::{Credentials, Flow, Transport};

use crate::offers::transport_named;
use crate::switch::Switch;

/// One way.
#[derive(Clone, Debug)]
pub(crate) struct Way {
    /// The Request-URI.
    pub uri: String,
    /// What To says, which names somebody and no way to him (RFC 3261 section 19.1.1).
    pub to: String,
    /// To whom it is sent.
    pub flow: Flow,
    /// The proxies that want to be in the way, the next first.
    pub path: Vec<String>,
    /// The host of From; empty: our address.
    pub from_host: String,
    /// What answers a challenge.
    pub credentials: Option<Credentials>,
}

impl Way {
    /// One with nothing besides.
    pub fn to(uri: String, flow: Flow) -> Way {
        Way {
            to: uri.clone(),
            uri,
            flow,
            path: Vec::new(),
            from_host: String::new(),
            credentials: None,
        }
    }

    /// One to a number at a server.
    fn to_server(number: &str, address: SocketAddr, flow: Flow) -> Way {
        let to = format!("sip:{number}@{address}");
        Way {
            uri: by_transport(&to, flow.transport),
            ..Way::to(to, flow)
        }
    }

    /// One to where somebody has registered.
    pub fn to_binding(binding: &Binding) -> Way {
        Way {
            path: binding.path.clone(),
            ..Way::to_uri(&binding.uri, binding.flow)
        }
    }

    fn to_uri(uri: &Uri, flow: Flow) -> Way {
        let mut to = uri.clone();
        to.params.remove("transport");
        Way {
            to: to.to_string(),
            ..Way::to(uri.to_string(), flow)
        }
    }

    /// The host of whoever calls on it.
    pub fn host(&self) -> String {
        match self.from_host.as_str() {
            "" => self.flow.local.to_string(),
            host => host.to_owned(),
        }
    }

    /// The family of the addresses on it.
    pub fn family(&self) -> Family {
        Family::of(self.flow.local.ip())
    }
}

/// A URI with the transport by which it is to be reached, unless it is the usual one.
fn by_transport(uri: &str, transport: Transport) -> String {
    match transport {
        Transport::Udp => uri.to_owned(),
        reliable => format!("{uri};transport={reliable}"),
    }
}

impl Switch {
    /// The ways to a number over a trunk, best first: if one does not lead there, the next may (RFC 3263
    /// section 4.3), and one whose server was silent lately is the last. None where nobody is known to be
    /// there.
    pub(crate) fn ways(&self, trunk: &Name, number: &str) -> Vec<Way> {
        let Some(known) = self.config.trunks.get(trunk) else {
            return Vec::new();
        };
        let number = number.replace('#', "%23");
        let mut ways = match known.mode {
            Mode::Peer => self
                .addresses(known)
                .into_iter()
                .filter_map(|address| {
                    let flow = self.flow_to(transport_named(known.transport), address)?;
                    Some(Way::to_server(&number, address, flow))
                })
                .collect(),
            Mode::Register => self.registered_ways(trunk, known, &number),
            Mode::Gateway => self.contact_ways(known, &number),
        };
        self.best_first(&mut ways);
        ways
    }

    fn addresses(&self, trunk: &Trunk) -> Vec<SocketAddr> {
        self.trunks.names.of(trunk)
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
            .filter_map(|address| {
                let flow = self.flow_to(account.transport, address)?;
                let domain = account.domain_at(address);
                let to = Uri::sip("", &domain, None).to_string();
                let host = to.strip_prefix("sip:").unwrap_or(&domain);
                let to = format!("sip:{number}@{host}");
                Some(Way {
                    uri: by_transport(&to, account.transport),
                    from_host: domain.clone(),
                    credentials: Some(account.credentials.clone()),
                    ..Way::to(to, flow)
                })
            })
            .collect()
    }

    /// Where a gateway is registered, through the socket by which it did.
    fn contact_ways(&self, trunk: &Trunk, number: &str) -> Vec<Way> {
        let username = trunk.gateway.as_ref().map_or("", |it| &it.username);
        let contacts = self.registrar.called(username);
        contacts
            .map(|binding| {
                let uri = Uri {
                    user: Some(number.to_owned()),
                    ..binding.uri.clone()
                };
                Way {
                    path: binding.path.clone(),
                    ..Way::to_uri(&uri, binding.flow)
                }
            })
            .collect()
    }
}
