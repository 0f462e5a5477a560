//! `trunks`: connections to carriers and IP-PBXs.

mod accounts;

use std::net::IpAddr;

use ipnet::IpNet;
use model::config::{Codec, Dtmf, Mode, Transport, Trunk};

use crate::Code;
use crate::decode::{Context, Field, Fields, Report, Shape, Table, scalar};
use crate::kinds::{Item, codecs, numbering, srtp};
use crate::tree::{Node, Value};

/// The keys of a trunk.
pub static TABLE: Table = Table {
    what: "a trunk",
    doc: "A connection to a carrier, an IP-PBX or a gateway.",
    fields: &[
        Field::required(
            "mode",
            Shape::Word(&["peer", "register", "gateway"]),
            "How the two sides find each other: as `peer`, both have fixed addresses; with `register` the \
             center registers at a carrier; as `gateway`, the other side registers at the center with an \
             account that the center issues.",
        ),
        Field::optional(
            "address",
            Shape::Other("a host name or an IP address, with `:` and a port if need be"),
            "Where the peer takes signalling, or the registrar. An IP address without a port has 5060; of a \
             name without one DNS is asked for the port too. In `gateway` mode there is none.",
        ),
        Field::default(
            "transport",
            Shape::Word(TRANSPORTS),
            "udp",
            "The transport of the calls that go out; those that come in take whichever the peer \
             chooses.",
        ),
        Field::otherwise(
            "allow",
            Shape::Other("a list of networks such as `203.0.113.0/28`, or of IP addresses"),
            "the addresses of the trunk's servers; of a gateway anywhere, since it has a password",
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
        Field::otherwise(
            "codecs",
            codecs::SHAPE,
            "`[pcma, pcmu, g729]`",
            "What it speaks, best first. Two sides that speak one codec hear each other untouched; \
             anything else is translated.",
        ),
        Field::default(
            "dtmf",
            Shape::Word(&["auto", "rfc4733", "info", "inband"]),
            "auto",
            "How keys are sent: as events (RFC 4733), in INFO requests, or as tones in the voice, which \
             are then listened for. `auto`: as events where the peer takes them, else as tones.",
        ),
        Field::optional(
            "numbering",
            Shape::Map(&numbering::TABLE),
            "How it writes numbers, and where it says whose they are.",
        ),
        Field::default(
            "srtp",
            srtp::SHAPE,
            "off",
            "Whether voices are protected (SRTP, with keys in the session description). `optional`: \
             if the peer does so; `required`: no call without.",
        ),
        Field::default(
            "probe",
            Shape::Time {
                min: 0,
                max: 86_400_000,
            },
            "1m",
            "How often a `peer` is asked by OPTIONS whether it is there; `0s`: never.",
        ),
        Field::default(
            "keep_alive",
            Shape::Time {
                min: 0,
                max: 3_600_000,
            },
            "0s",
            "How often a connection to one of its servers, by `tcp` or `tls`, is kept alive with two line \
             breaks (RFC 5626); one that has answered them and is silent for ten seconds is opened anew. `0s`: \
             where its registrar asks for it alone (RFC 6223).",
        ),
        accounts::USERNAME,
        accounts::PASSWORD,
        accounts::REALM,
        accounts::OUTBOUND_PROXY,
        accounts::BACKUP_SERVERS,
        accounts::EXPIRES,
    ],
};

/// The words of transports.
pub const TRANSPORTS: &[&str] = &["udp", "tcp", "tls"];

/// Reads one trunk.
pub fn read(cx: &mut Context, item: &Item<'_>) -> Option<Trunk> {
    let fields = Fields::open(cx, &TABLE, item.node, item.at, &item.path, "")?;
    let mode = fields.word(cx, "mode").map(mode_of);
    let transport = fields.word(cx, "transport");
    let transport = transport.and_then(|word| word.parse::<Transport>().ok());
    let address = match mode {
        Some(Mode::Gateway) => Some(String::new()),
        _ => address(cx, &fields, transport.unwrap_or_default()),
    };
    let allow = allow(cx, &fields, mode, address.as_deref());
    let channels = fields.count(cx, "channels");
    let codecs = codecs::read(cx, &fields, "codecs", Codec::OF_TRUNKS);
    let dtmf = match fields.word(cx, "dtmf") {
        Some("rfc4733") => Dtmf::Rfc4733,
        Some("info") => Dtmf::Info,
        Some("inband") => Dtmf::Inband,
        _ => Dtmf::Auto,
    };
    let srtp = srtp::read(cx, &fields, "srtp").unwrap_or_default();
    let numbering = numbering::read(cx, &fields).unwrap_or_default();
    let probe = fields.time(cx, "probe");
    let keep_alive = fields.time(cx, "keep_alive");
    let mode = mode?;
    accounts::only(cx, &fields, mode);
    has_connection(cx, &fields, transport);
    let (register, gateway) = match mode {
        Mode::Peer => (None, None),
        Mode::Register => (
            Some(accounts::register(
                cx,
                &fields,
                transport.unwrap_or_default(),
            )?),
            None,
        ),
        Mode::Gateway => (None, Some(accounts::gateway(cx, &fields)?)),
    };
    Some(Trunk {
        mode,
        address: address?,
        transport: transport?,
        allow: allow?,
        channels,
        codecs,
        dtmf,
        srtp,
        numbering,
        probe: probe?,
        keep_alive: keep_alive?,
        register,
        gateway,
    })
}

/// Reports what only a trunk over connections has.
fn has_connection(cx: &mut Context, fields: &Fields<'_>, transport: Option<Transport>) {
    if fields.has("keep_alive") && transport == Some(Transport::Udp) {
        let at = cx.at(&fields.resource, "keep_alive");
        let message = "`keep_alive` goes with `transport: tcp` or `transport: tls`";
        let help = "datagrams have no connection: delete the key, and let `probe` ask the peer";
        cx.report(Report::new(Code::OtherMode, at, message).help(help));
    }
}

fn mode_of(word: &str) -> Mode {
    match word {
        "register" => Mode::Register,
        "gateway" => Mode::Gateway,
        _ => Mode::Peer,
    }
}

fn address(cx: &mut Context, fields: &Fields<'_>, transport: Transport) -> Option<String> {
    if !fields.has("address") {
        let message = "a trunk needs `address`, unless the other side registers here";
        let help = "add the host name or the IP address of the other side";
        cx.report(Report::new(Code::MissingKey, fields.at, message).help(help));
        return None;
    }
    let (_, node) = fields.node(cx, "address")?;
    server(cx, node, "address", transport)
}

/// The place of a server: a host name or an IP address, with or without a port.
fn server(cx: &mut Context, node: &Node, field: &str, transport: Transport) -> Option<String> {
    let (text, _) = scalar::written(
        cx,
        node,
        &format!("`{field}`: a host name or an IP address"),
    )?;
    let address = host_port(text, transport.port());
    if address.is_none() {
        let message = format!("`{text}` is no address");
        let help = "write `203.0.113.10`, `sip.example.com:5060` or `[2001:db8::1]:5060`";
        cx.report(Report::new(Code::BadAddress, node.at, message).help(help));
    }
    address
}

/// `host:port`; an IP address gets the port when it is not written, a name stays alone: DNS may know
/// another one (RFC 3263 section 4.2).
pub(super) fn host_port(text: &str, usual: u16) -> Option<String> {
    if let Ok(ip) = text.parse::<std::net::Ipv6Addr>() {
        return Some(format!("[{ip}]:{usual}"));
    }
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) => (host, port.parse::<u16>().ok().filter(|port| *port > 0)?),
        None if is_host_name(text) => return Some(text.to_owned()),
        None => (text, usual),
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
pub(super) fn is_host_name(host: &str) -> bool {
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

/// Nothing, where the addresses of the servers are found out or a password is asked for.
fn allow(
    cx: &mut Context,
    fields: &Fields<'_>,
    mode: Option<Mode>,
    address: Option<&str>,
) -> Option<Vec<IpNet>> {
    let Some((at, node)) = fields.node(cx, "allow") else {
        let fixed = address.and_then(ip_of).filter(|_| mode == Some(Mode::Peer));
        return Some(fixed.map(IpNet::from).into_iter().collect());
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
            ("sip.example.com", "sip.example.com"),
            ("sip.example.com:5080", "sip.example.com:5080"),
            ("[2001:db8::1]:5070", "[2001:db8::1]:5070"),
            ("2001:db8::1", "[2001:db8::1]:5060"),
        ];
        for (text, address) in good {
            assert_eq!(host_port(text, 5060).as_deref(), Some(address));
        }
        let by_tls = host_port("203.0.113.10", 5061);
        assert_eq!(by_tls.as_deref(), Some("203.0.113.10:5061"));
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
            assert_eq!(host_port(bad, 5060), None, "{bad:?}");
        }
    }
}
