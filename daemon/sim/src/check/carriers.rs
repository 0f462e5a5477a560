//! Where carriers are in a test, in which there is neither DNS nor a registrar.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use model::Config;
use model::config::{Mode, Transport, Trunk};

/// The configuration with every trunk at an address: one that has a name, registers or is a gateway is a
/// peer at an address of its own. What a flow does with its calls is the same.
pub fn at_addresses(config: &Arc<Config>) -> Arc<Config> {
    let is_fixed = |trunk: &Trunk| trunk.address.parse::<SocketAddr>().is_ok();
    let mut placed = Config::clone(config);
    let trunks = placed.trunks.values_mut().zip(1_u8..=250);
    for (trunk, place) in trunks.filter(|(trunk, _)| trunk.mode != Mode::Peer || !is_fixed(trunk)) {
        let ip = IpAddr::V4(Ipv4Addr::new(203, 0, 113, place));
        if trunk.mode != Mode::Peer || trunk.allow.is_empty() {
            trunk.allow = vec![ip.into()];
        }
        trunk.mode = Mode::Peer;
        trunk.transport = Transport::Udp;
        trunk.address = SocketAddr::new(ip, 5060).to_string();
        trunk.register = None;
        trunk.gateway = None;
    }
    Arc::new(placed)
}
