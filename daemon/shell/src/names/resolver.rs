//! From a name to the places where it speaks SIP.

use std::cmp::Reverse;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use simple_dns::rdata::RData;
use simple_dns::{Packet, TYPE};
use sip::Transport;
use switch::{Found, Lookup};

use super::exchange::{NoAnswer, ask};
use super::hosts;

/// Targets of SRV that are followed.
const TARGETS: usize = 8;
/// How long a name server may take.
const PATIENCE: Duration = Duration::from_secs(2);
/// For how long a line of the machine's own file holds.
const HOSTS: Duration = Duration::from_secs(60);

/// Whoever knows where names are.
#[derive(Clone, Debug)]
pub struct Resolver {
    /// The machine's file of its name servers.
    pub resolv_conf: PathBuf,
    /// The machine's file of names.
    pub hosts: PathBuf,
    /// Name servers in place of the machine's.
    pub servers: Vec<SocketAddr>,
    /// How long each may take.
    pub patience: Duration,
    /// Whether addresses of IPv6 can be reached.
    pub ipv6: bool,
}

/// A target of SRV.
struct Target {
    order: (u16, Reverse<u16>),
    host: String,
    port: u16,
}

impl Resolver {
    /// The machine's own, for a socket of this address.
    pub fn of_system(local: IpAddr) -> Resolver {
        Resolver {
            resolv_conf: PathBuf::from("/etc/resolv.conf"),
            hosts: PathBuf::from("/etc/hosts"),
            servers: Vec::new(),
            patience: PATIENCE,
            ipv6: local.is_ipv6(),
        }
    }

    /// Where SIP is spoken for a name: by SRV where no port is given (RFC 3263 section 4.2), else at its
    /// addresses.
    pub fn resolve(&self, lookup: &Lookup) -> Result<Found, String> {
        let servers = match self.servers.is_empty() {
            true => hosts::name_servers(&self.resolv_conf),
            false => self.servers.clone(),
        };
        if lookup.port.is_none()
            && hosts::addresses(&self.hosts, &lookup.host).is_empty()
            && let Some(found) = self.by_service(&servers, lookup)
        {
            return Ok(found);
        }
        let (addresses, lifetime) = self
            .addresses(&servers, &lookup.host)
            .map_err(|why| why.to_string())?;
        let port = lookup.port.unwrap_or(lookup.transport.port());
        Ok(Found {
            addresses: at(addresses, port),
            lifetime,
        })
    }

    /// By SRV; a name server that knows nothing of it may know addresses.
    fn by_service(&self, servers: &[SocketAddr], lookup: &Lookup) -> Option<Found> {
        let service = match lookup.transport {
            Transport::Udp => "_sip._udp",
            Transport::Tcp => "_sip._tcp",
            Transport::Tls => "_sips._tcp",
        };
        let name = format!("{service}.{}", lookup.host);
        let answer = ask(servers, &name, TYPE::SRV, self.patience).ok()?;
        let (targets, mut lifetime) = targets(&answer);
        let mut addresses = Vec::new();
        for target in targets.iter().take(TARGETS) {
            if let Ok((found, holds)) = self.addresses(servers, &target.host) {
                lifetime = lifetime.min(holds);
                addresses.extend(at(found, target.port));
            }
        }
        (!addresses.is_empty()).then_some(Found {
            addresses,
            lifetime,
        })
    }

    fn addresses(
        &self,
        servers: &[SocketAddr],
        host: &str,
    ) -> Result<(Vec<IpAddr>, Duration), NoAnswer> {
        let mut known = hosts::addresses(&self.hosts, host);
        known.retain(|address| self.ipv6 || address.is_ipv4());
        if !known.is_empty() {
            return Ok((known, HOSTS));
        }
        let kinds: &[TYPE] = match self.ipv6 {
            true => &[TYPE::AAAA, TYPE::A],
            false => &[TYPE::A],
        };
        let mut why = NoAnswer::Nothing;
        let mut lifetime = Duration::MAX;
        for kind in kinds {
            match ask(servers, host, *kind, self.patience) {
                Ok(answer) => addresses_in(&answer, &mut known, &mut lifetime),
                Err(other) => why = other,
            }
        }
        match known.is_empty() {
            true => Err(why),
            false => Ok((known, lifetime)),
        }
    }
}

fn at(addresses: Vec<IpAddr>, port: u16) -> Vec<SocketAddr> {
    let addresses = addresses.into_iter();
    addresses
        .map(|address| SocketAddr::new(address, port))
        .collect()
}

/// The addresses of an answer. Those of an alias stand in it as well.
fn addresses_in(answer: &[u8], known: &mut Vec<IpAddr>, lifetime: &mut Duration) {
    let Ok(packet) = Packet::parse(answer) else {
        return;
    };
    for record in &packet.answers {
        let address: IpAddr = match &record.rdata {
            RData::A(it) => Ipv4Addr::from(it.address).into(),
            RData::AAAA(it) => Ipv6Addr::from(it.address).into(),
            _ => continue,
        };
        known.push(address);
        *lifetime = (*lifetime).min(Duration::from_secs(u64::from(record.ttl)));
    }
}

/// The targets of an answer, best first (RFC 2782, the heavier before the lighter).
fn targets(answer: &[u8]) -> (Vec<Target>, Duration) {
    let mut targets = Vec::new();
    let mut lifetime = Duration::MAX;
    let Ok(packet) = Packet::parse(answer) else {
        return (targets, lifetime);
    };
    for record in &packet.answers {
        let RData::SRV(srv) = &record.rdata else {
            continue;
        };
        let host = srv.target.to_string();
        // A single dot says that there is no such service.
        if host.is_empty() || host == "." {
            continue;
        }
        targets.push(Target {
            order: (srv.priority, Reverse(srv.weight)),
            host,
            port: srv.port,
        });
        lifetime = lifetime.min(Duration::from_secs(u64::from(record.ttl)));
    }
    targets.sort_by_key(|target| target.order);
    (targets, lifetime)
}
