//! The address that a URI leads to.

use std::net::{IpAddr, SocketAddr};

use rsip::Headers;

use crate::message::{Fields, Uri};

const PORT: u16 = 5060;

/// Where a dialog's messages come from.
#[derive(Copy, Clone, Debug)]
pub(super) struct Seen {
    /// As we see it.
    pub at: SocketAddr,
    /// The address that the sender believes to have, if that is another: a NAT stands between.
    pub believed: Option<IpAddr>,
}

impl Seen {
    /// Where a request came from. Its only Via is that of the sender himself, who wrote into it what
    /// he believes; who stands behind proxies, we do not see.
    pub fn of_request(headers: &Headers, from: SocketAddr) -> Seen {
        let believed = match headers.vias().as_slice() {
            [own] => own.host.parse().ok(),
            _ => None,
        };
        Seen::but(believed, from)
    }

    /// Where one is that we found at `at` when we asked for `uri`.
    pub fn of_target(uri: &Uri, at: SocketAddr) -> Seen {
        Seen::but(uri.address(), at)
    }

    fn but(believed: Option<IpAddr>, at: SocketAddr) -> Seen {
        // A public address is reached as it is: a server may send from one and listen at another.
        let believed = believed.filter(|ip| *ip != at.ip() && !is_public(*ip));
        Seen { at, believed }
    }
}

/// Where to send what is for `uri`: to the address it names, unless it names none or one that cannot
/// be reached from here; then to where the dialog's messages come from. A phone behind a NAT names an
/// address of its own network.
pub(super) fn next(uri: &Uri, seen: Seen) -> SocketAddr {
    match uri.address() {
        Some(ip) if seen.believed != Some(ip) && reachable(ip, seen.at.ip()) => match uri.port {
            Some(0) => seen.at,
            port => SocketAddr::new(ip, port.unwrap_or(PORT)),
        },
        _ => seen.at,
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
        believing(uri, seen, "sip:198.51.100.1")
    }

    /// The same where `asked` was found at `seen`.
    fn believing(uri: &str, seen: &str, asked: &str) -> String {
        let read = |text| Uri::read(text).expect("a URI");
        let at = seen.parse().expect("an address");
        next(&read(uri), Seen::of_target(&read(asked), at)).to_string()
    }

    #[test]
    fn who_believes_to_be_elsewhere_is_found_where_he_is_seen() {
        let asked = "sip:a@192.168.1.5:5060";
        assert_eq!(
            believing("sip:a@192.168.1.5:5062", "10.0.0.1:31000", asked),
            "10.0.0.1:31000"
        );
        assert_eq!(
            believing("sip:a@10.0.0.7:5062", "10.0.0.1:31000", asked),
            "10.0.0.7:5062"
        );
        assert_eq!(
            believing("sip:a@192.0.2.9", "192.0.2.1:31000", "sip:a@192.0.2.9"),
            "192.0.2.9:5060"
        );
        let here = "sip:a@10.0.0.1:5060";
        assert_eq!(
            believing("sip:a@10.0.0.1:5062", "10.0.0.1:31000", here),
            "10.0.0.1:5062"
        );
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
