//! Where we are found.

use std::net::{IpAddr, SocketAddr};

use super::{Flow, Transport};

/// The addresses at which we listen, the one that is told first at the head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places(Vec<(Transport, SocketAddr)>);

impl Places {
    /// Those addresses.
    pub fn new(all: Vec<(Transport, SocketAddr)>) -> Places {
        Places(all)
    }

    /// One address for datagrams.
    pub fn udp(address: SocketAddr) -> Places {
        Places(vec![(Transport::Udp, address)])
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (Transport, SocketAddr)> {
        self.0.iter().copied()
    }

    /// Our address for `transport` to somebody at `remote`, who is of the same family.
    pub fn local(&self, transport: Transport, remote: IpAddr) -> Option<SocketAddr> {
        let fits = |it: &(Transport, SocketAddr)| it.0 == transport && is_kin(it.1.ip(), remote);
        self.iter().find(fits).map(|(_, address)| address)
    }

    /// The way to `remote`. Where we do not listen for that transport our other address is told: a
    /// connection that we open brings the answers as well. `None` if we have none of that family.
    pub fn flow(&self, transport: Transport, remote: SocketAddr) -> Option<Flow> {
        let other = || {
            let kin = |it: &(Transport, SocketAddr)| is_kin(it.1.ip(), remote.ip());
            self.iter().find(kin).map(|(_, address)| address)
        };
        let local = self.local(transport, remote.ip());
        let local = match transport.is_reliable() {
            true => local.or_else(other),
            false => local,
        };
        Some(Flow::new(transport, local?, remote))
    }
}

fn is_kin(one: IpAddr, other: IpAddr) -> bool {
    one.is_ipv4() == other.is_ipv4()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn the_way_to_somebody_begins_at_an_address_of_his_family() {
        let places = Places::new(vec![
            (Transport::Udp, address("192.0.2.1:5060")),
            (Transport::Udp, address("[2001:db8::1]:5060")),
            (Transport::Tls, address("192.0.2.1:5061")),
        ]);
        let local = |transport, remote| {
            let flow = places.flow(transport, address(remote))?;
            Some(flow.local.to_string())
        };
        let six = "[2001:db8::9]:5060";
        assert_eq!(
            local(Transport::Udp, six).as_deref(),
            Some("[2001:db8::1]:5060")
        );
        let four = "198.51.100.9:5061";
        assert_eq!(
            local(Transport::Tls, four).as_deref(),
            Some("192.0.2.1:5061")
        );
        assert_eq!(
            local(Transport::Tcp, four).as_deref(),
            Some("192.0.2.1:5060")
        );
        assert_eq!(
            local(Transport::Tls, six).as_deref(),
            Some("[2001:db8::1]:5060")
        );
        assert_eq!(Places::default().flow(Transport::Udp, address(four)), None);
    }
}
