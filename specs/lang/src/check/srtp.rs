//! Keys of voices are worth what protects the signalling that carries them.

use model::Config;
use model::config::{Phone, Srtp, Transport};

use crate::Code;
use crate::decode::{Context, Report};

/// Warns of trunks whose keys can be read on the way, and of phones that must have keys and may come
/// without TLS.
pub fn check(cx: &mut Context, config: &Config) {
    for (name, trunk) in &config.trunks {
        if trunk.srtp != Srtp::Off && trunk.transport != Transport::Tls {
            let remedy = "set `transport: tls`";
            warn(cx, &format!("trunks/{name}"), "srtp", remedy);
        }
    }
    let open = |phone: &Phone| phone.transports != [Transport::Tls];
    for (extension, phone) in &config.phones {
        if phone.srtp == Some(Srtp::Required) && open(phone) {
            let remedy = "set `transports: [tls]`";
            warn(cx, &format!("phones/{extension}"), "srtp", remedy);
        }
    }
    let mut others = config.phones.values().filter(|it| it.srtp.is_none());
    if config.center.phone_srtp == Srtp::Required && others.any(open) {
        let remedy = "set `transports: [tls]` at each phone";
        warn(cx, "center/center", "phone_srtp", remedy);
    }
}

fn warn(cx: &mut Context, resource: &str, field: &str, remedy: &str) {
    let at = cx.at(resource, field);
    let message =
        "the keys of voices may travel in clear here: whoever carries the signalling reads them";
    let help = format!("{remedy}, or `{field}: off` if the network between is trusted");
    let report = Report::warning(Code::OpenKeys, at, message).help(help);
    cx.report(report.of(resource));
}
