//! Addresses that everybody reaches.

use std::net::IpAddr;

/// Whether an address is reached from everywhere: it is neither private nor shared by customers of a
/// carrier (RFC 1918, RFC 4193, RFC 6598), nor of one link or machine.
pub fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            let shared = a == 100 && (64..128).contains(&b);
            !(ip.is_private() || ip.is_loopback() || ip.is_link_local() || shared)
        }
        IpAddr::V6(ip) => !(ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()),
    }
}
