//! What the machine itself says: its name servers, and names that are known without them.

use std::net::{IpAddr, SocketAddr};
use std::path::Path;

/// Name servers that are asked, as many as the system's own resolver asks.
const SERVERS: usize = 3;
/// The port of DNS.
const PORT: u16 = 53;

/// The name servers of a `resolv.conf`; the machine itself where it names none.
pub fn name_servers(path: &Path) -> Vec<SocketAddr> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let named = text.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let address = words.next().filter(|word| *word == "nameserver");
        address.and(words.next())?.parse::<IpAddr>().ok()
    });
    let mut servers: Vec<_> = named
        .take(SERVERS)
        .map(|address| SocketAddr::new(address, PORT))
        .collect();
    if servers.is_empty() {
        servers.push(SocketAddr::from(([127, 0, 0, 1], PORT)));
    }
    servers
}

/// The addresses that a `hosts` file has for a name.
pub fn addresses(path: &Path, name: &str) -> Vec<IpAddr> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let lines = text.lines().filter_map(|line| {
        let line = line.split('#').next().unwrap_or_default();
        let mut words = line.split_whitespace();
        let address = words.next()?.parse::<IpAddr>().ok()?;
        words
            .any(|word| word.eq_ignore_ascii_case(name))
            .then_some(address)
    });
    lines.collect()
}
