//! `trunks`: connections to carriers and IP-PBXs.

use std::net::IpAddr;

use ipnet::IpNet;
use model::config::{Mode, Transport, Trunk};

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, scalar};
use crate::kinds::{Item, numbering};
use crate::tree::{Node, Value};

/// The keys of a trunk.
pub static TABLE: Table = Table {
    what: "a trunk",
    doc: "A connection to a carrier or an IP-PBX.",
    fields: &[
        Field::required(
            "mode",
            Shape::Word(&["peer"]),
            "How the two sides find each other: as `peer`, both have fixed addresses.",
        ),
        Field::required(
            "address",
            Shape::Other("a host name or an IP address, with `:` and a port unless that is 5060"),
            "Where the peer takes signalling.",
        ),
        Field::default(
            "transport",
            Shape::Word(&["udp"]),
            "udp",
            "The transport of signalling.",
        ),
        Field::otherwise(
            "allow",
            Shape::Other("a list of networks such as `203.0.113.0/28`, or of IP addresses"),
            "the `address`, if that is an IP address",
            "Who may send calls in; nobody else may, not even from the same machine.",
        ),
        Field::optional(
            "channels",
            Shape::Count {
                min: 1,
                max: 100_000,
            },
            "Calls at once, in both directions.",
        ),
        Field::optional(
            "numbering",
            Shape::Map(&numbering::TABLE),
            "How it writes numbers, and where it says whose they are.",
        ),
    ],
};

/// Reads one trunk.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Trunk> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let mode = fields.word(cx, "mode");
    let address = address(cx, &fields);
    let transport = fields.word(cx, "transport");
    let allow = allow(cx, &fields, address.as_deref());
    let channels = fields.count(cx, "channels");
    let numbering = numbering::read(cx, &fields).unwrap_or_default();
    let mode = mode.map(|_| Mode::Peer)?;
    let transport = transport.map(|_| Transport::Udp)?;
    Some(Trunk {
        mode,
        address: address?,
        transport,
        allow: allow?,
        channels,
        numbering,
    })
}

/// `host:port`; the port is added when it is not written.
fn address(cx: &mut Context, fields: &Fields<'_>) -> Option<String> {
    let (_, node) = fields.node(cx, "address")?;
    let (text, _) = scalar::written(cx, node, "`address`: a host name or an IP address")?;
    let address = host_port(text);
    if address.is_none() {
        let message = format!("`{text}` is no address");
        let help = "write `203.0.113.10`, `sip.example.com:5060` or `[2001:db8::1]:5060`";
        cx.report(Report::new(Code::BadAddress, node.at, message).help(help));
    }
    address
}

fn host_port(text: &str) -> Option<String> {
    if let Ok(ip) = text.parse::<std::net::Ipv6Addr>() {
        return Some(format!("[{ip}]:5060"));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, port.parse::<u16>().ok().filter(|port| *port > 0)?),
        None => (text, 5060),
    };
    let good = match host
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        Some(ip) => ip.parse::<std::net::Ipv6Addr>().is_ok(),
        None => host.parse::<std::net::Ipv4Addr>().is_ok() || is_host_name(host),
    };
    good.then(|| format!("{host}:{port}"))
}

/// RFC 1123 section 2.1; a name that ends in digits only would be a misspelled IP address.
fn is_host_name(host: &str) -> bool {
    let label = |label: &str| {
        let inner = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        (1..=63).contains(&label.len())
            && label.bytes().all(inner)
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let last = host.rsplit('.').next().unwrap_or_default();
    host.len() <= 253 && host.split('.').all(label) && !last.bytes().all(|b| b.is_ascii_digit())
}

fn ip_of(address: &str) -> Option<IpAddr> {
    address
        .parse::<std::net::SocketAddr>()
        .ok()
        .map(|address| address.ip())
}

fn allow(cx: &mut Context, fields: &Fields<'_>, address: Option<&str>) -> Option<Vec<IpNet>> {
    let Some((at, node)) = fields.node(cx, "allow") else {
        let address = address?;
        if let Some(ip) = ip_of(address) {
            return Some(vec![IpNet::from(ip)]);
        }
        let message = "this trunk needs `allow`, because its address is a name";
        let help = "list the networks from which the peer sends calls: `allow: [203.0.113.0/28]`";
        cx.report(Report::new(Code::MissingAllow, fields.at, message).help(help));
        return None;
    };
    match &node.value {
        Value::List(items) => {
            let networks: Vec<Option<IpNet>> = items.iter().map(|item| network(cx, item)).collect();
            networks.into_iter().collect()
        }
        Value::Broken => None,
        other => {
            let message = format!("`allow` is a list, this is {}", other.what());
            cx.report(Report::new(Code::WrongShape, at, message).help("write `[203.0.113.0/28]`"));
            None
        }
    }
}

fn network(cx: &mut Context, node: &Node) -> Option<IpNet> {
    let (text, _) = scalar::written(cx, node, "a network or an IP address")?;
    let network = match (text.parse::<IpNet>(), text.parse::<IpAddr>()) {
        (Ok(network), _) => network,
        (_, Ok(ip)) => IpNet::from(ip),
        _ => {
            let message = format!("`{text}` is neither a network nor an IP address");
            let help = "write `203.0.113.0/28` or `203.0.113.10`";
            cx.report(Report::new(Code::BadAddress, node.at, message).help(help));
            return None;
        }
    };
    if network.trunc() != network {
        let message = format!("`{text}` is an address inside a network, not the network");
        let help = format!("write `{}` or `{}`", network.trunc(), network.addr());
        cx.report(Report::new(Code::BadAddress, node.at, message).help(help));
        return None;
    }
    Some(network)
}

#[cfg(test)]
mod tests {
    use super::host_port;

    #[test]
    fn an_address_is_a_host_with_a_port() {
        let good = [
            ("203.0.113.10", "203.0.113.10:5060"),
            ("203.0.113.10:5080", "203.0.113.10:5080"),
            ("sip.example.com", "sip.example.com:5060"),
            ("[2001:db8::1]:5070", "[2001:db8::1]:5070"),
            ("2001:db8::1", "[2001:db8::1]:5060"),
        ];
        for (text, address) in good {
            assert_eq!(host_port(text).as_deref(), Some(address));
        }
        for bad in [
            "",
            "203.0.113",
            "203.0.113.999",
            "a b",
            "host:0",
            "host:99999",
            "[::1",
            "-a",
        ] {
            assert_eq!(host_port(bad), None, "{bad:?}");
        }
    }
}
