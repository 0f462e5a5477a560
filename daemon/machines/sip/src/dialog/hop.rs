//! The address that a URI leads to.

use std::net::{IpAddr, SocketAddr};

use rsip::Headers;

use crate::message::{Fields, Scheme, Uri};
use crate::transport::is_public;
use crate::{Flow, Transport};

/// Where a dialog's messages come from.
#[derive(Copy, Clone, Debug)]
pub(super) struct Seen {
    /// As we see it.
    pub at: SocketAddr,
    /// How they come.
    pub transport: Transport,
    /// Whether the connection that they came by is gone.
    pub lost: bool,
    /// The address that the sender believes to have, if that is another: a NAT stands between.
    pub believed: Option<IpAddr>,
}

/// Where a message goes, and how.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Hop {
    pub at: SocketAddr,
    pub transport: Transport,
}

impl Seen {
    /// Where a request came from. Its only Via is that of the sender himself, who wrote into it what
    /// he believes; who stands behind proxies, we do not see.
    pub fn of_request(headers: &Headers, flow: Flow) -> Seen {
        let believed = match headers.vias().as_slice() {
            [own] => own.host.parse().ok(),
            _ => None,
        };
        Seen::but(believed, flow)
    }

    /// Where one is who answers when we ask for `uri` over `flow`; who stands behind proxies, we do not see.
    pub fn of_answer(uri: &Uri, flow: Flow, proxied: bool) -> Seen {
        Seen::but(uri.address().filter(|_| !proxied), flow)
    }

    fn but(believed: Option<IpAddr>, flow: Flow) -> Seen {
        let at = flow.remote;
        // A public address is reached as it is: a server may send from one and listen at another.
        let believed = believed.filter(|ip| *ip != at.ip() && !is_public(*ip));
        Seen {
            at,
            transport: flow.transport,
            lost: false,
            believed,
        }
    }

    fn hop(self) -> Hop {
        Hop {
            at: self.at,
            transport: self.transport,
        }
    }
}

/// Where to send what is for `uri`: to the address it names, unless it names none or one that cannot
/// be reached from here; then to where the dialog's messages come from. A phone behind a NAT names an
/// address of its own network. A connection to whoever is named is used as long as it is there: many
/// can be reached over none but that which they opened.
pub(super) fn next(uri: &Uri, seen: Seen) -> Hop {
    let transport = transport_of(uri, seen.transport);
    match uri.address() {
        Some(ip) if seen.believed != Some(ip) && reachable(ip, seen.at.ip()) => {
            let same = transport == seen.transport && ip == seen.at.ip();
            if same && transport.is_reliable() && !seen.lost {
                return seen.hop();
            }
            match uri.port {
                Some(0) => seen.hop(),
                port => Hop {
                    at: SocketAddr::new(ip, port.unwrap_or(transport.port())),
                    transport,
                },
            }
        }
        _ => seen.hop(),
    }
}

/// What the URI says. One that says nothing is reached as the dialog's messages come, whatever RFC
/// 3263 has for it: who came by TCP may listen to nothing else.
fn transport_of(uri: &Uri, seen: Transport) -> Transport {
    let said = uri.params.get("transport").and_then(Transport::named);
    match uri.scheme {
        Scheme::Sips => Transport::Tls,
        _ => said.unwrap_or(seen),
    }
}

fn reachable(ip: IpAddr, seen: IpAddr) -> bool {
    ip.is_ipv4() == seen.is_ipv4() && !ip.is_unspecified() && (is_public(ip) || !is_public(seen))
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
        let flow = flow(Transport::Udp, seen);
        next(&read(uri), Seen::of_answer(&read(asked), flow, false))
            .at
            .to_string()
    }

    /// Its media would be sought at the proxy.
    #[test]
    fn who_answers_through_a_proxy_is_not_taken_for_who_is_behind_a_nat() {
        let asked = Uri::read("sip:a@192.168.1.5:5060").expect("a URI");
        let flow = flow(Transport::Udp, "10.0.0.1:5060");
        let believed = |proxied| Seen::of_answer(&asked, flow, proxied).believed;
        assert_eq!(believed(false), "192.168.1.5".parse().ok());
        assert_eq!(believed(true), None);
    }

    fn flow(transport: Transport, remote: &str) -> Flow {
        let address = |text: &str| text.parse().expect("an address");
        Flow::new(transport, address("192.0.2.100:5060"), address(remote))
    }

    /// Where a request for `uri` goes, and how, if the dialog's messages come by this transport.
    fn over(transport: Transport, uri: &str, seen: &str, lost: bool) -> String {
        let uri = Uri::read(uri).expect("a URI");
        let seen = Seen {
            lost,
            ..Seen::of_answer(&uri, flow(transport, seen), false)
        };
        let hop = next(&uri, seen);
        format!("{} {}", hop.transport, hop.at)
    }

    #[test]
    fn a_connection_is_used_as_long_as_it_is_there() {
        let contact = "sip:a@192.0.2.9:5070;transport=tcp";
        let told = |lost| over(Transport::Tcp, contact, "192.0.2.9:31000", lost);
        assert_eq!(told(false), "tcp 192.0.2.9:31000");
        assert_eq!(told(true), "tcp 192.0.2.9:5070");
        let inside = "sip:a@192.168.1.5:5060;transport=tls";
        let told = |lost| over(Transport::Tls, inside, "192.0.2.9:31000", lost);
        assert_eq!(told(false), "tls 192.0.2.9:31000");
        assert_eq!(told(true), "tls 192.0.2.9:31000", "there is no other way");
    }

    #[test]
    fn the_transport_of_the_uri_counts_and_one_that_names_none_keeps_that_of_the_dialog() {
        use Transport::{Tcp, Udp};
        let told = |transport, uri| over(transport, uri, "192.0.2.9:5060", false);
        assert_eq!(
            told(Tcp, "sip:a@192.0.2.9;transport=UDP"),
            "udp 192.0.2.9:5060"
        );
        assert_eq!(
            told(Udp, "sip:a@192.0.2.9;transport=tls"),
            "tls 192.0.2.9:5061"
        );
        assert_eq!(told(Udp, "sips:a@192.0.2.9"), "tls 192.0.2.9:5061");
        assert_eq!(told(Tcp, "sip:a@192.0.2.8"), "tcp 192.0.2.8:5060");
        assert_eq!(
            told(Udp, "sip:a@192.0.2.9;transport=sctp"),
            "udp 192.0.2.9:5060"
        );
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
