//! Trunks.

use model::config::{Dtmf, Gateway, Mode, Register, Srtp, Trunk};
use serde_yaml::Value;

use super::codecs;
use super::map::{Map, secret, text};
use super::numbering::numbering;

/// One trunk.
pub fn trunk(trunk: &Trunk) -> Value {
    let mut map = Map::default();
    map.put("mode", trunk.mode.word());
    map.unless("address", &trunk.address.as_str(), &"");
    map.unless("transport", &trunk.transport.word(), &"udp");
    if !is_usual(trunk) {
        let networks = trunk.allow.iter().map(|network| {
            let single = network.prefix_len() == network.max_prefix_len();
            if single {
                network.addr().to_string()
            } else {
                network.to_string()
            }
        });
        map.put("allow", networks.collect::<Vec<_>>());
    }
    map.some("channels", trunk.channels);
    codecs(&mut map, "codecs", &trunk.codecs);
    map.unless("dtmf", &trunk.dtmf.word(), &Dtmf::default().word());
    map.unless("srtp", &trunk.srtp.word(), &Srtp::default().word());
    map.map("numbering", numbering(&trunk.numbering));
    if trunk.probe != Trunk::PROBE {
        map.put("probe", text(&trunk.probe));
    }
    if trunk.keep_alive != Default::default() {
        map.put("keep_alive", text(&trunk.keep_alive));
    }
    if let Some(account) = &trunk.register {
        register(&mut map, account);
    }
    if let Some(account) = &trunk.gateway {
        gateway(&mut map, account);
    }
    map.value()
}

/// Whether those may send calls in who may where nothing is written.
fn is_usual(trunk: &Trunk) -> bool {
    let fixed = trunk.address.parse::<std::net::SocketAddr>().ok();
    match fixed.filter(|_| trunk.mode == Mode::Peer) {
        Some(own) => trunk.allow == [ipnet::IpNet::from(own.ip())],
        None => trunk.allow.is_empty(),
    }
}

fn register(map: &mut Map, account: &Register) {
    map.put("username", account.username.as_str());
    map.put("password", secret(&account.password));
    map.some("realm", account.realm.clone());
    map.some("outbound_proxy", account.outbound_proxy.clone());
    if !account.backup_servers.is_empty() {
        map.put("backup_servers", account.backup_servers.clone());
    }
    if account.expires != Register::EXPIRES {
        map.put("expires", text(&account.expires));
    }
}

fn gateway(map: &mut Map, account: &Gateway) {
    map.put("username", account.username.as_str());
    map.some("password", account.password.as_ref().map(secret));
}
