//! Keys of voices are worth what protects the signalling that carries them.

use model::Config;
use model::config::{Srtp, Transport};

use crate::Code;
use crate::decode::{Context, Report};

/// Warns of trunks whose keys can be read on the way, and of phones that must have keys and may come
/// without TLS.
pub fn check(cx: &mut Context, config: &Config) {
    for (name, trunk) in &config.trunks {
        if trunk.srtp != Srtp::Off && trunk.transport != Transport::Tls {
            warn(cx, &format!("trunks/{name}"), "set `transport: tls`");
        }
    }
    for (extension, phone) in &config.phones {
        let hidden = phone.transports == [Transport::Tls];
        if phone.srtp == Some(Srtp::Required) && !hidden {
            warn(
                cx,
                &format!("phones/{extension}"),
                "set `transports: [tls]`",
            );
        }
    }
}

fn warn(cx: &mut Context, resource: &str, remedy: &str) {
    let at = cx.at(resource, "srtp");
    let message =
        "the keys of voices may travel in clear here: whoever carries the signalling reads them";
    let help = format!("{remedy}, or `srtp: off` if the network between is trusted");
    cx.report(Report::warning(Code::OpenKeys, at, message).help(help));
}
