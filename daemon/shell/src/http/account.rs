//! `GET /api/v1/phones/{extension}/account`

use api::{AccountServer, Code, PasswordFrom, PhoneAccount};
use axum::Json;
use axum::extract::{Path, State};
use model::Extension;
use model::config::{Center, Phone, SipServer, Transport};

use super::desk::Desk;
use super::gate::Seen;
use super::problem::Refused;

/// For how long phones register.
const EXPIRES_S: u32 = 3_600;

/// What a phone is told so that it registers.
pub async fn phone(
    State(desk): State<Desk>,
    Seen(scope): Seen,
    Path(extension): Path<String>,
) -> Result<Json<PhoneAccount>, Refused> {
    let unknown = || Refused::not_found("phone", &extension);
    let name = Extension::new(&extension).map_err(|_| unknown())?;
    let live = desk.present.read();
    let seen = scope.sees_phone(&live.config, &name);
    let phone = live.config.phones.get(&name).filter(|_| seen);
    let phone = phone.ok_or_else(unknown)?;
    let center = &live.config.center;
    let servers = match center.sip.servers.as_slice() {
        [] => &desk.sip,
        told => told,
    };
    let (transport, servers) = fitting(servers, phone).ok_or_else(|| unreachable(&name, phone))?;
    let password = match (&phone.password, live.can_register(&name)) {
        (Some(_), _) => PasswordFrom::Configuration,
        (None, true) => PasswordFrom::RunTime,
        (None, false) => PasswordFrom::Nowhere,
    };
    Ok(Json(PhoneAccount {
        extension: name,
        name: phone.name.clone(),
        domain: domain(center, &servers),
        realm: live.realm().to_owned(),
        transport,
        servers,
        expires_s: EXPIRES_S,
        codecs: match phone.codecs.as_slice() {
            [] => center.spoken().to_vec(),
            codecs => codecs.to_vec(),
        },
        srtp: phone.srtp.unwrap_or(center.phone_srtp),
        password,
    }))
}

/// The first transport that the phone may use, and every server that has it.
fn fitting(servers: &[SipServer], phone: &Phone) -> Option<(Transport, Vec<AccountServer>)> {
    let may =
        |it: &&SipServer| phone.transports.is_empty() || phone.transports.contains(&it.transport);
    let transport = servers.iter().find(may)?.transport;
    let all = servers.iter().filter(|it| it.transport == transport);
    let servers = all.map(|it| AccountServer {
        host: it.host.clone(),
        port: it.port,
    });
    Some((transport, servers.collect()))
}

fn domain(center: &Center, servers: &[AccountServer]) -> String {
    let first = || servers.first().map(|it| it.host.clone());
    let told = center.sip.domain.clone();
    told.or_else(first).unwrap_or_default()
}

fn unreachable(name: &Extension, phone: &Phone) -> Refused {
    let all: Vec<_> = phone.transports.iter().map(|it| it.word()).collect();
    let told = format!(
        "there is no server for phone {name}, which may use {} alone",
        all.join(" and ")
    );
    Refused::new(Code::Conflict, told).help(
        "let the daemon listen there (`ccd serve --sip tls:ADDR:5061`), name a server in \
         `center.sip.servers`, or let the phone use another transport",
    )
}

/// The daemon's own addresses, as phones may be told.
pub fn own_servers(places: &sip::Places) -> Vec<SipServer> {
    let own = places.iter().map(|(transport, address)| SipServer {
        transport: match transport {
            sip::Transport::Udp => Transport::Udp,
            sip::Transport::Tcp => Transport::Tcp,
            sip::Transport::Tls => Transport::Tls,
        },
        host: match address.is_ipv6() {
            true => format!("[{}]", address.ip()),
            false => address.ip().to_string(),
        },
        port: address.port(),
    });
    own.collect()
}

#[cfg(test)]
mod tests {
    use crate::http::testing::Interface;

    const CENTER: &str = r#"
phones:
  "2001": { name: 小美的话机 }
  "2002": { transports: [tls], codecs: [g722], srtp: required }
"#;

    async fn account(center: &str, phone: &str) -> serde_json::Value {
        let folder = tempfile::tempdir().expect("a folder");
        let interface = Interface::of(folder.path(), center);
        let path = format!("/api/v1/phones/{phone}/account");
        interface.get(&path).await.json()
    }

    #[tokio::test]
    async fn a_phone_is_told_the_address_of_the_daemon() {
        let account = account(CENTER, "2001").await;
        let expected = serde_json::json!({
            "extension": "2001", "name": "小美的话机", "domain": "127.0.0.1", "realm": account["realm"],
            "transport": "udp", "servers": [{ "host": "127.0.0.1", "port": 5060 }], "expires_s": 3600,
            "codecs": ["pcma", "pcmu", "g722", "opus"], "srtp": "optional", "password": "nowhere",
        });
        assert_eq!(account, expected);
    }

    #[tokio::test]
    async fn or_the_servers_of_the_center_that_it_may_use() {
        let sip = "center:\n  sip:\n    domain: center.example.com\n    \
                   servers: [sip.example.com, tls:sip.example.com, tls:sip2.example.com:5071]\n";
        let center = format!("{sip}{CENTER}");
        let plain = account(&center, "2001").await;
        assert_eq!(plain["transport"], "udp", "{plain:#}");
        assert_eq!(plain["servers"].as_array().map(Vec::len), Some(1));
        let protected = account(&center, "2002").await;
        assert_eq!(protected["transport"], "tls", "{protected:#}");
        assert_eq!(protected["domain"], "center.example.com");
        let servers = serde_json::json!([
            { "host": "sip.example.com", "port": 5061 }, { "host": "sip2.example.com", "port": 5071 },
        ]);
        assert_eq!(protected["servers"], servers);
        assert_eq!(protected["codecs"], serde_json::json!(["g722"]));
        assert_eq!(protected["srtp"], "required");
    }

    #[tokio::test]
    async fn where_nobody_listens_as_the_phone_must_come_that_is_said() {
        let told = account(CENTER, "2002").await;
        assert_eq!(told["code"], "conflict", "{told:#}");
        let detail = told["detail"].as_str().expect("words");
        assert!(detail.contains("may use tls alone"), "{detail}");
    }
}
