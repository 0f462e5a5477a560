//! The address that a URI leads to.

use std::net::{IpAddr, SocketAddr};

use crate::message::Uri;

const PORT: u16 = 5060;

/// Where to send what is for `uri`: to the address it names, unless it names none or one that cannot
/// be reached from here; then to `seen`, where the dialog's messages come from. A phone behind a NAT
/// names an address of its own network.
pub(super) fn next(uri: &Uri, seen: SocketAddr) -> SocketAddr {
    match uri.address() {
        Some(ip) if reachable(ip, seen.ip()) => match uri.port {
            Some(0) => seen,
            port => SocketAddr::new(ip, port.unwrap_or(PORT)),
        },
        _ => seen,
    }
}

fn reachable(ip: IpAddr, seen: IpAddr) -> bool {
    ip.is_ipv4() == seen.is_ipv4() && !ip.is_unspecified() && (is_public(ip) || !is_public(seen))
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            let shared = a == 100 && (64..128).contains(&b);
            !(ip.is_private() || ip.is_loopback() || ip.is_link_local() || shared)
        }
        IpAddr::V6(ip) => !(ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(uri: &str, seen: &str) -> String {
        next(
            &Uri::read(uri).expect("a URI"),
            seen.parse().expect("an address"),
        )
        .to_string()
    }

    #[test]
    fn the_address_in_the_uri_counts() {
        assert_eq!(
            from("sip:a@192.0.2.9:5070", "192.0.2.1:5060"),
            "192.0.2.9:5070"
        );
        assert_eq!(from("sip:a@192.0.2.9", "192.0.2.1:5062"), "192.0.2.9:5060");
        assert_eq!(
            from("sip:a@10.0.0.9:5070", "10.0.0.1:5060"),
            "10.0.0.9:5070"
        );
    }

    #[test]
    fn what_names_no_reachable_address_is_answered_where_it_came_from() {
        assert_eq!(
            from("sip:a@phone.example", "192.0.2.1:5062"),
            "192.0.2.1:5062"
        );
        assert_eq!(
            from("sip:a@192.168.1.5:5060", "192.0.2.1:31000"),
            "192.0.2.1:31000"
        );
        assert_eq!(
            from("sip:a@100.64.0.7", "192.0.2.1:31000"),
            "192.0.2.1:31000"
        );
        assert_eq!(from("sip:a@0.0.0.0:5060", "10.0.0.1:5062"), "10.0.0.1:5062");
        assert_eq!(
            from("sip:a@[2001:db8::1]", "192.0.2.1:5062"),
            "192.0.2.1:5062"
        );
        assert_eq!(
            from("tel:+8675586013388", "192.0.2.1:5062"),
            "192.0.2.1:5062"
        );
    }
}
