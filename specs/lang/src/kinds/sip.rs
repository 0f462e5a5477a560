//! `sip` of the center: where phones register.

use model::config::{Sip, SipServer, Transport};

use super::{items, trunks};
use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, scalar};
use crate::tree::Node;

/// The keys.
pub static TABLE: Table = Table {
    what: "where phones register",
    doc: "What phones are told of the center. It changes nothing of where the daemon listens.",
    fields: &[
        Field::otherwise(
            "domain",
            Shape::Other("a host name or an IP address"),
            "the host of the phone's first server",
            "The domain of the phones' accounts, which need not be in DNS.",
        ),
        Field::otherwise(
            "servers",
            Shape::Other("a list of at most 8 servers such as `tls:sip.example.com:5061`"),
            "the addresses of the daemon",
            "Where phones register, the best first. A server without a transport is one of UDP, one \
             without a port has 5060, by TLS 5061. A phone is told the first transport that its \
             `transports` allow, and every server that has it.",
        ),
    ],
};

/// Servers at most.
const SERVERS: usize = 8;

/// Reads it.
pub fn read(cx: &mut Context, fields: &Fields<'_>) -> Option<Sip> {
    let (at, node) = fields.node(cx, "sip")?;
    let path = fields.path("sip");
    let fields = Fields::open(cx, &TABLE, node, at, &fields.resource, &path)?;
    Some(Sip {
        domain: domain(cx, &fields),
        servers: servers(cx, &fields),
    })
}

fn domain(cx: &mut Context, fields: &Fields<'_>) -> Option<String> {
    let (_, node) = fields.node(cx, "domain")?;
    let (text, _) = scalar::written(cx, node, "`domain`: a host name or an IP address")?;
    let is_address = text.parse::<std::net::IpAddr>().is_ok();
    if is_address || trunks::is_host_name(text) {
        return Some(text.to_owned());
    }
    let message = format!("`{text}` is no domain");
    let help = "write `center.example.com`, without a port: that belongs to the `servers`";
    cx.report(Report::new(Code::BadAddress, node.at, message).help(help));
    None
}

fn servers(cx: &mut Context, fields: &Fields<'_>) -> Vec<SipServer> {
    if !fields.has("servers") {
        return Vec::new();
    }
    let nodes = items(cx, fields, "servers").unwrap_or_default();
    if nodes.len() > SERVERS {
        let at = cx.at(&fields.resource, &fields.path("servers"));
        let message = format!("phones are told at most {SERVERS} servers");
        cx.report(Report::new(Code::OutOfRange, at, message).help("delete some of them"));
        return Vec::new();
    }
    nodes.iter().filter_map(|node| server(cx, node)).collect()
}

fn server(cx: &mut Context, node: &Node) -> Option<SipServer> {
    let (text, _) = scalar::written(cx, node, "a server of phones")?;
    let server = server_of(text);
    if server.is_none() {
        let message = format!("`{text}` is no server of phones");
        let help = "write `203.0.113.7`, `tcp:sip.example.com` or `tls:sip.example.com:5061`";
        cx.report(Report::new(Code::BadAddress, node.at, message).help(help));
    }
    server
}

fn server_of(text: &str) -> Option<SipServer> {
    let said = text
        .split_once(':')
        .and_then(|(word, rest)| Some((word.parse::<Transport>().ok()?, rest)));
    let (transport, place) = said.unwrap_or((Transport::Udp, text));
    let usual = transport.port();
    let bare = place
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    let place = trunks::host_port(bare.unwrap_or(place), usual)?;
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().ok()?),
        None => (place.as_str(), usual),
    };
    Some(SipServer {
        transport,
        host: host.to_owned(),
        port,
    })
}

#[cfg(test)]
mod tests {
    use super::server_of;

    #[test]
    fn a_server_is_written_with_what_is_not_usual() {
        for (text, server) in [
            ("203.0.113.7", "udp:203.0.113.7:5060"),
            ("sip.example.com", "udp:sip.example.com:5060"),
            ("tcp:sip.example.com", "tcp:sip.example.com:5060"),
            ("tls:sip.example.com", "tls:sip.example.com:5061"),
            ("tls:203.0.113.7:5071", "tls:203.0.113.7:5071"),
            ("tls:[2001:db8::7]", "tls:[2001:db8::7]:5061"),
            ("udp:2001:db8::7", "udp:[2001:db8::7]:5060"),
        ] {
            let read = server_of(text).map(|it| it.to_string());
            assert_eq!(read.as_deref(), Some(server), "{text}");
            assert_eq!(server_of(server), server_of(text), "{server}");
        }
        for bad in [
            "",
            "ws:sip.example.com:1",
            "sip.example.com:0",
            "tls:",
            "a b",
        ] {
            assert_eq!(server_of(bad), None, "{bad}");
        }
    }
}
