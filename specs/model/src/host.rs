//! Whom a URL names. Read strictly: what two readers could understand differently is no host here, so that
//! what a configuration may name is what is judged and called.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Who is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// A name in lower case.
    Name(String),
    /// An address.
    Address(IpAddr),
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Host::Name(name) => f.write_str(name),
            Host::Address(IpAddr::V4(address)) => write!(f, "{address}"),
            Host::Address(IpAddr::V6(address)) => write!(f, "[{address}]"),
        }
    }
}

/// Why a text names nobody.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAuthority {
    /// There is no host, or an unusual spelling of one.
    #[error("its host is neither a name nor an address in its usual spelling")]
    Host,
    /// The port is none.
    #[error("its port is not a number from 1 to 65535")]
    Port,
}

/// The host and the port that a URL names behind its scheme.
///
/// # Errors
/// What is no host or no port.
pub fn authority(authority: &str) -> Result<(Host, Option<u16>), BadAuthority> {
    if let Some(rest) = authority.strip_prefix('[') {
        let (address, port) = rest.split_once(']').ok_or(BadAuthority::Host)?;
        let address: Ipv6Addr = address.parse().map_err(|_| BadAuthority::Host)?;
        let port = match port.strip_prefix(':') {
            Some(port) => Some(number(port)?),
            None if port.is_empty() => None,
            None => return Err(BadAuthority::Host),
        };
        return Ok((Host::Address(IpAddr::V6(address)), port));
    }
    match authority.split_once(':') {
        Some((host, port)) => Ok((named(host)?, Some(number(port)?))),
        None => Ok((named(authority)?, None)),
    }
}

fn number(port: &str) -> Result<u16, BadAuthority> {
    let digits = port.bytes().all(|byte| byte.is_ascii_digit());
    let number = port.parse().ok().filter(|port| digits && *port > 0);
    number.ok_or(BadAuthority::Port)
}

/// A name or an IPv4 address. What ends in a number is an address in four decimal parts or nothing:
/// resolvers read `127.1`, `0x7f000001` and `017700000001` as addresses, too.
fn named(host: &str) -> Result<Host, BadAuthority> {
    if let Ok(address) = host.parse::<Ipv4Addr>() {
        return Ok(Host::Address(IpAddr::V4(address)));
    }
    let name = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    let is_label = |label: &str| {
        let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        !label.is_empty() && label.len() <= 63 && label.bytes().all(known)
    };
    let is_number = |label: &str| {
        let digits = label.bytes().all(|byte| byte.is_ascii_digit());
        digits || label.starts_with("0x")
    };
    let last = name.rsplit('.').next().unwrap_or_default();
    if name.len() > 253 || is_number(last) || !name.split('.').all(is_label) {
        return Err(BadAuthority::Host);
    }
    Ok(Host::Name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_a_name_or_an_address_in_its_usual_spelling() {
        for (text, host, port) in [
            ("Example.COM.", "example.com", None),
            ("a_b-c.example:8443", "a_b-c.example", Some(8443)),
            ("10.0.0.1:80", "10.0.0.1", Some(80)),
            ("[2001:DB8::1]", "[2001:db8::1]", None),
            ("localhost", "localhost", None),
        ] {
            let read = authority(text).map(|(host, port)| (host.to_string(), port));
            assert_eq!(read, Ok((host.to_owned(), port)), "{text}");
        }
    }

    #[test]
    fn what_resolvers_read_as_an_address_is_no_name() {
        for text in [
            "127.1",
            "2130706433",
            "0x7f000001",
            "017700000001",
            "0177.0.0.1",
            "127.0.0.1.",
            "a.0x7f",
            "",
            "a..b",
            "[::1",
            "[::1]x",
        ] {
            assert_eq!(authority(text), Err(BadAuthority::Host), "{text}");
        }
        for text in ["a:", "a:0", "a:65536", "a:+80", "[::1]:x"] {
            assert_eq!(authority(text), Err(BadAuthority::Port), "{text}");
        }
    }
}
