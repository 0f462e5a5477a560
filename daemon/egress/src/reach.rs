//! Which addresses may be called.

use std::net::IpAddr;

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// Networks of IPv4 that are not the public internet (the registry of RFC 6890), and one address in it
/// that a cloud answers on with the secrets of its guests.
const NOT_PUBLIC: [Ipv4Net; 17] = [
    v4([0, 0, 0, 0], 8),
    v4([10, 0, 0, 0], 8),
    v4([100, 64, 0, 0], 10),
    v4([127, 0, 0, 0], 8),
    v4([168, 63, 129, 16], 32),
    v4([169, 254, 0, 0], 16),
    v4([172, 16, 0, 0], 12),
    v4([192, 0, 0, 0], 24),
    v4([192, 0, 2, 0], 24),
    v4([192, 31, 196, 0], 24),
    v4([192, 88, 99, 0], 24),
    v4([192, 168, 0, 0], 16),
    v4([198, 18, 0, 0], 15),
    v4([198, 51, 100, 0], 24),
    v4([203, 0, 113, 0], 24),
    v4([224, 0, 0, 0], 4),
    v4([240, 0, 0, 0], 4),
];

/// The part of IPv6 that is given out as public. Loopback, link-local, unique local, multicast, NAT64
/// and IPv4 in its spellings all lie outside of it.
const PUBLIC: Ipv6Net = v6([0x2000, 0], 3);

/// What lies in it and is not public all the same: protocols such as Teredo, 6to4, and examples.
const NOT_PUBLIC_V6: [Ipv6Net; 4] = [
    v6([0x2001, 0], 23),
    v6([0x2001, 0xdb8], 32),
    v6([0x2002, 0], 16),
    v6([0x3fff, 0], 20),
];

const fn v4([a, b, c, d]: [u8; 4], prefix: u8) -> Ipv4Net {
    Ipv4Net::new_assert(std::net::Ipv4Addr::new(a, b, c, d), prefix)
}

const fn v6([a, b]: [u16; 2], prefix: u8) -> Ipv6Net {
    Ipv6Net::new_assert(std::net::Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0), prefix)
}

/// What may be called: the public internet with TLS, and what the daemon's settings name.
#[derive(Clone, Debug)]
pub struct Reach(Vec<IpNet>);

impl Reach {
    /// The public internet and these networks besides.
    pub fn new(named: Vec<IpNet>) -> Reach {
        Reach(named)
    }

    /// Whether `address` may be called, with TLS (`secure`) or without.
    pub fn allows(&self, address: IpAddr, secure: bool) -> bool {
        let named = self.0.iter().any(|network| network.contains(&address));
        named || (secure && is_public(address))
    }
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !NOT_PUBLIC.iter().any(|net| net.contains(&address)),
        IpAddr::V6(address) => {
            PUBLIC.contains(&address) && !NOT_PUBLIC_V6.iter().any(|net| net.contains(&address))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().expect(text)
    }

    #[test]
    fn nothing_but_the_public_internet_is_public() {
        for inside in [
            "0.0.0.0",
            "0.1.2.3",
            "10.255.255.255",
            "100.64.0.1",
            "100.100.100.200",
            "127.0.0.1",
            "127.255.255.254",
            "168.63.129.16",
            "169.254.0.23",
            "169.254.169.254",
            "172.31.0.1",
            "192.0.0.192",
            "192.168.0.1",
            "198.19.0.1",
            "224.0.0.1",
            "239.255.255.255",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::ffff:0:127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b:1::a00:1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "2002:a9fe:a9fe::1",
            "fc00::1",
            "fd00:ec2::254",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(ip(inside)), "{inside}");
        }
        for outside in ["8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1"] {
            assert!(is_public(ip(outside)), "{outside}");
        }
        for outside in ["2400:3200::1", "2606:4700::1111", "2a00::1"] {
            assert!(is_public(ip(outside)), "{outside}");
        }
    }

    #[test]
    fn the_internet_is_called_with_tls_only_and_a_named_network_either_way() {
        let reach = Reach::new(vec!["10.1.0.0/16".parse().expect("a network")]);
        assert!(reach.allows(ip("8.8.8.8"), true));
        assert!(!reach.allows(ip("8.8.8.8"), false));
        assert!(reach.allows(ip("10.1.2.3"), true));
        assert!(reach.allows(ip("10.1.2.3"), false));
        assert!(!reach.allows(ip("10.2.2.3"), true));
    }

    #[test]
    fn a_named_network_of_one_spelling_lets_no_other_spelling_in() {
        let reach = Reach::new(vec!["127.0.0.0/8".parse().expect("a network")]);
        assert!(reach.allows(ip("127.0.0.1"), false));
        assert!(!reach.allows(ip("::ffff:127.0.0.1"), false));
        assert!(!reach.allows(ip("0.0.0.0"), false));
    }
}
