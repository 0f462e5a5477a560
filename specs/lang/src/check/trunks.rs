//! Trunks and the networks that they accept.

use ipnet::IpNet;
use model::{Config, Name};

use crate::Code;
use crate::decode::{Context, Report};

/// Warns of trunks that accept calls from one address: only the number tells their calls apart.
pub fn check(cx: &mut Context, config: &Config) {
    let mut networks: Vec<(IpNet, &Name)> = Vec::new();
    for (name, trunk) in &config.trunks {
        networks.extend(trunk.allow.iter().map(|network| (*network, name)));
    }
    // Sorted by first address, wider networks first: what overlaps a network follows it.
    networks.sort_by_key(|(network, name)| (network.network(), network.prefix_len(), *name));
    let mut open: Vec<(IpNet, &Name)> = Vec::new();
    for (network, name) in networks {
        open.retain(|(wide, _)| wide.contains(&network));
        if let Some((wide, other)) = open.iter().find(|(_, other)| *other != name) {
            let at = cx.at(&format!("trunks/{name}"), "allow");
            let first = cx.at(&format!("trunks/{other}"), "allow");
            let message =
                format!("`{network}` of the trunk `{name}` is also in `{wide}` of `{other}`");
            let help = "a call from there belongs to the trunk of the number that is dialled";
            let report = Report::warning(Code::SharedNetwork, at, message).help(help);
            let report = report.of(format!("trunks/{name}"));
            cx.report(report.also(first, "the other"));
        }
        open.push((network, name));
    }
}
