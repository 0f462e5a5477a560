//! Where a daemon is.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// The address of a daemon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// A Unix socket on this machine.
    Unix(PathBuf),
    /// A host and port that speaks HTTP.
    Http {
        /// The host's name or IP address, the latter without brackets.
        host: String,
        /// The port.
        port: u16,
    },
}

impl Address {
    /// What the Host header says.
    pub fn host(&self) -> String {
        match self {
            Address::Unix(_) => "localhost".to_owned(),
            Address::Http { host, port } if host.contains(':') => format!("[{host}]:{port}"),
            Address::Http { host, port } => format!("{host}:{port}"),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Unix(path) => write!(f, "unix:{}", path.display()),
            Address::Http { .. } => write!(f, "http://{}", self.host()),
        }
    }
}

/// A text is no address of a daemon.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAddress {
    /// Another form altogether.
    #[error("a daemon's address is `unix:/path/to/socket` or `http://host:port`")]
    Form,
    /// Encryption.
    #[error("ccctl speaks no https: use the Unix socket, or http through a tunnel")]
    Https,
}

impl FromStr for Address {
    type Err = InvalidAddress;
    fn from_str(text: &str) -> Result<Address, InvalidAddress> {
        if let Some(path) = text.strip_prefix("unix:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            return if path.is_empty() {
                Err(InvalidAddress::Form)
            } else {
                Ok(Address::Unix(path.into()))
            };
        }
        if text.starts_with("https://") {
            return Err(InvalidAddress::Https);
        }
        let place = text.strip_prefix("http://").ok_or(InvalidAddress::Form)?;
        let place = place.strip_suffix('/').unwrap_or(place);
        http(place).ok_or(InvalidAddress::Form)
    }
}

fn http(place: &str) -> Option<Address> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, port) = rest.split_once(']')?;
            host.parse::<std::net::Ipv6Addr>().ok()?;
            (host, port.strip_prefix(':'))
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let port = port.map_or(Some(80), |port| port.parse().ok())?;
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    (!host.is_empty() && host.chars().all(fits)).then(|| Address::Http {
        host: host.to_owned(),
        port,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_it_is_written() {
        for text in [
            "unix:/run/ccd/ccd.sock",
            "http://localhost:8080",
            "http://[::1]:8080",
        ] {
            assert_eq!(text.parse::<Address>().expect(text).to_string(), text);
        }
        let short: Address = "http://cc.example.com/".parse().expect("an address");
        assert_eq!(short.to_string(), "http://cc.example.com:80");
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for bad in [
            "",
            "unix:",
            "/run/x.sock",
            "http://",
            "http://a b:1",
            "http://a:99999",
            "http://[x]:1",
        ] {
            assert_eq!(bad.parse::<Address>(), Err(InvalidAddress::Form), "{bad:?}");
        }
        assert_eq!("https://a".parse::<Address>(), Err(InvalidAddress::Https));
    }
}
