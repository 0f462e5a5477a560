//! The addresses of host names. DNS is asked by whoever drives the switch; the last good answer holds
//! until there is another.

use std::collections::{BTreeMap, BTreeSet};
use std::net::SocketAddr;
use std::time::Duration;

use kernel::Mono;
use model::config::Trunk;
use sip::Transport;

use crate::offers::transport_named;

/// A question to DNS: where SIP is spoken for a name (RFC 3263 section 4).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lookup {
    /// The host name.
    pub host: String,
    /// The port; `None`: DNS is asked for it by SRV, and it is the usual one where there is none.
    pub port: Option<u16>,
    /// How the server is reached.
    pub transport: Transport,
}

/// An answer of DNS.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The addresses, best first.
    pub addresses: Vec<SocketAddr>,
    /// For how long they hold.
    pub lifetime: Duration,
}

/// The shortest and the longest that an answer is believed.
const LIFETIME: (Duration, Duration) = (Duration::from_secs(5), Duration::from_secs(3_600));
/// The wait after a failure.
const RETRY: Duration = Duration::from_secs(30);
/// After this nobody is expected to answer any more.
const PATIENCE: Duration = Duration::from_secs(60);
/// Addresses of one name at most.
const ADDRESSES: usize = 16;

/// What is known of names.
#[derive(Debug, Default)]
pub(crate) struct Names(BTreeMap<Lookup, Known>);

#[derive(Debug, Default)]
struct Known {
    addresses: Vec<SocketAddr>,
    trouble: Option<String>,
    /// Whether there was an answer, good or bad.
    answered: bool,
    /// When to ask again.
    again: Mono,
}

impl Lookup {
    /// The question for a server as configurations write it; `None`: it is an address.
    fn of(server: &str, transport: Transport) -> Option<Lookup> {
        if server.parse::<SocketAddr>().is_ok() {
            return None;
        }
        let (host, port) = match server.rsplit_once(':') {
            Some((host, port)) => (host, port.parse().ok()),
            None => (server, None),
        };
        Some(Lookup {
            host: host.to_ascii_lowercase(),
            port,
            transport,
        })
    }
}

/// What a server proves to be when it is called by TLS: the name that it is looked up by (RFC 5922
/// section 4), or its address.
pub(crate) fn identity(server: &str) -> String {
    match server.parse::<SocketAddr>() {
        Ok(address) => address.ip().to_string(),
        Err(_) => server
            .rsplit_once(':')
            .map_or(server, |(host, _)| host)
            .to_ascii_lowercase(),
    }
}

impl Names {
    /// Knows the names among these servers from here on, and no others.
    pub fn want<'a>(&mut self, now: Mono, servers: impl Iterator<Item = (&'a str, Transport)>) {
        let lookups = servers.filter_map(|(server, transport)| Lookup::of(server, transport));
        let wanted: BTreeSet<Lookup> = lookups.collect();
        self.0.retain(|lookup, _| wanted.contains(lookup));
        for lookup in wanted {
            self.0.entry(lookup).or_insert_with(|| Known {
                again: now,
                ..Known::default()
            });
        }
    }

    /// What is to be asked.
    pub fn due(&mut self, now: Mono) -> Vec<Lookup> {
        let due = self.0.iter_mut().filter(|(_, known)| known.again <= now);
        due.map(|(lookup, known)| {
            known.again = now + PATIENCE;
            lookup.clone()
        })
        .collect()
    }

    /// When something is.
    pub fn next_deadline(&self) -> Option<Mono> {
        self.0.values().map(|known| known.again).min()
    }

    /// An answer; one to a question that nobody has any more changes nothing.
    pub fn learn(&mut self, now: Mono, lookup: &Lookup, answer: Result<Found, String>) {
        let Some(known) = self.0.get_mut(lookup) else {
            return;
        };
        known.answered = true;
        match answer {
            Ok(found) if !found.addresses.is_empty() => {
                known.addresses = found.addresses;
                known.addresses.truncate(ADDRESSES);
                known.trouble = None;
                known.again = now + found.lifetime.clamp(LIFETIME.0, LIFETIME.1);
            }
            Ok(_) => known.fail(now, "it has no address".to_owned()),
            Err(why) => known.fail(now, why),
        }
    }

    /// The addresses of a trunk's servers, in their order.
    pub fn of(&self, trunk: &Trunk) -> Vec<SocketAddr> {
        let transport = transport_named(trunk.transport);
        let servers = trunk.servers();
        let servers = servers.iter();
        servers
            .flat_map(|server| self.addresses(server, transport))
            .collect()
    }

    /// The addresses of a server.
    pub fn addresses(&self, server: &str, transport: Transport) -> Vec<SocketAddr> {
        match (server.parse(), Lookup::of(server, transport)) {
            (Ok(address), _) => vec![address],
            (Err(_), Some(lookup)) => self
                .0
                .get(&lookup)
                .map(|known| known.addresses.clone())
                .unwrap_or_default(),
            (Err(_), None) => Vec::new(),
        }
    }

    /// What DNS said last of a server, if that was no answer.
    pub fn trouble(&self, server: &str, transport: Transport) -> Option<&str> {
        self.0
            .get(&Lookup::of(server, transport)?)?
            .trouble
            .as_deref()
    }

    /// Whether nothing is known yet, neither good nor bad.
    pub fn is_pending(&self, server: &str, transport: Transport) -> bool {
        let known = Lookup::of(server, transport).and_then(|lookup| self.0.get(&lookup));
        known.is_some_and(|known| !known.answered)
    }
}

impl Known {
    fn fail(&mut self, now: Mono, why: String) {
        self.trouble = Some(why);
        self.again = now + RETRY;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "sip.example.com";

    fn found(addresses: &[&str], seconds: u64) -> Result<Found, String> {
        let addresses = addresses.iter().map(|it| it.parse().expect("an address"));
        Ok(Found {
            addresses: addresses.collect(),
            lifetime: Duration::from_secs(seconds),
        })
    }

    fn at(seconds: u64) -> Mono {
        Mono::ZERO + Duration::from_secs(seconds)
    }

    fn names(servers: &[&str]) -> Names {
        let mut names = Names::default();
        names.want(
            Mono::ZERO,
            servers.iter().map(|server| (*server, Transport::Udp)),
        );
        names
    }

    #[test]
    fn each_name_is_asked_once_and_addresses_never() {
        let mut names = names(&[
            NAME,
            "SIP.example.com",
            "192.0.2.1:5060",
            "[2001:db8::1]:5060",
        ]);
        let due = names.due(Mono::ZERO);
        assert_eq!(due.len(), 1, "{due:?}");
        assert_eq!(names.due(at(59)), []);
        assert_eq!(
            names.due(at(60)),
            due,
            "an answer that never came is asked for again"
        );
        assert_eq!(names.addresses("192.0.2.1:5060", Transport::Udp).len(), 1);
    }

    #[test]
    fn an_answer_holds_as_long_as_it_says_within_bounds() {
        for (says, holds) in [(0, 5), (300, 300), (1_000_000, 3_600)] {
            let mut names = names(&[NAME]);
            let lookup = names.due(Mono::ZERO).remove(0);
            names.learn(Mono::ZERO, &lookup, found(&["192.0.2.1:5060"], says));
            assert_eq!(names.next_deadline(), Some(at(holds)), "{says}");
        }
    }

    #[test]
    fn a_failure_keeps_the_last_good_answer_and_is_told() {
        let mut names = names(&[NAME]);
        let lookup = names.due(Mono::ZERO).remove(0);
        assert!(names.is_pending(NAME, Transport::Udp));
        names.learn(Mono::ZERO, &lookup, found(&["192.0.2.1:5060"], 60));
        names.learn(at(60), &lookup, Err("no answer".to_owned()));
        assert_eq!(names.addresses(NAME, Transport::Udp).len(), 1);
        assert_eq!(names.trouble(NAME, Transport::Udp), Some("no answer"));
        assert_eq!(names.next_deadline(), Some(at(90)));
        names.learn(at(90), &lookup, found(&["192.0.2.2:5060"], 60));
        assert_eq!(names.trouble(NAME, Transport::Udp), None);
        assert_eq!(
            names.addresses(NAME, Transport::Udp)[0].to_string(),
            "192.0.2.2:5060"
        );
    }

    #[test]
    fn a_name_that_nobody_wants_is_forgotten() {
        let mut names = names(&[NAME]);
        let lookup = names.due(Mono::ZERO).remove(0);
        names.want(Mono::ZERO, std::iter::empty());
        names.learn(Mono::ZERO, &lookup, found(&["192.0.2.1:5060"], 60));
        assert_eq!(names.addresses(NAME, Transport::Udp), []);
        assert_eq!(names.next_deadline(), None);
    }
}
