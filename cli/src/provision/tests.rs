//! What holds for every make.

use api::{AccountServer, PasswordFrom, PhoneAccount};
use clap::ValueEnum;
use model::Extension;
use model::config::{Codec, Srtp, Transport};

use super::sheet::{Setting, Value, protection};
use super::{Model, sheet};

fn account() -> PhoneAccount {
    let server = |host: &str, port| AccountServer {
        host: host.to_owned(),
        port,
    };
    PhoneAccount {
        extension: Extension::new("1001").expect("an extension"),
        name: "front desk".to_owned(),
        domain: "center.example.com".to_owned(),
        realm: "ccd".to_owned(),
        transport: Transport::Tls,
        servers: vec![
            server("sip.example.com", 5061),
            server("sip2.example.com", 5071),
        ],
        expires_s: 3_600,
        codecs: vec![Codec::Opus, Codec::G722, Codec::Pcma],
        srtp: Srtp::Optional,
        password: PasswordFrom::RunTime,
    }
}

fn settings(model: Model, account: &PhoneAccount, password: Option<&str>) -> Vec<Setting> {
    let sheet = sheet(model, account, password.map(str::to_owned));
    sheet.expect("it speaks").settings
}

/// How often a text is entered.
fn count(settings: &[Setting], text: &str) -> usize {
    let is = |it: &&Setting| it.value == Value::Text(text.to_owned());
    settings.iter().filter(is).count()
}

#[test]
fn every_make_is_told_all_that_a_registration_needs() {
    for model in Model::value_variants() {
        let told = settings(*model, &account(), Some("Kz3-vT9q-Ws"));
        for text in [
            "1001",
            "Kz3-vT9q-Ws",
            "center.example.com",
            "sip.example.com",
            "5061",
            "sip2.example.com",
            "5071",
            "TLS",
            "3600",
        ] {
            assert!(count(&told, text) > 0, "{model:?}: {text}");
        }
        let fields = told
            .iter()
            .filter(|it| it.field.en.is_empty() || it.page.zh.is_empty());
        assert_eq!(fields.count(), 0, "{model:?}");
    }
}

#[test]
fn without_a_second_server_no_field_asks_for_one() {
    let mut alone = account();
    alone.servers.truncate(1);
    for model in Model::value_variants() {
        let told = settings(*model, &alone, None);
        let backup = |it: &&Setting| it.field.zh.contains("备") || it.field.zh.contains("服务器2");
        assert_eq!(told.iter().filter(backup).count(), 0, "{model:?}");
    }
}

#[test]
fn a_password_that_is_not_given_is_nowhere() {
    for model in Model::value_variants() {
        let told = settings(*model, &account(), None);
        let fields = told.iter().filter(|it| it.field.zh.contains("密码"));
        assert!(fields.clone().count() > 0, "{model:?}");
        assert!(
            fields.clone().all(|it| it.value == Value::Withheld),
            "{model:?}"
        );
        let written = serde_json::to_value(&told).expect("JSON");
        let of_password = |it: &&serde_json::Value| it["value"].is_null();
        let nulls = written
            .as_array()
            .map(|all| all.iter().filter(of_password).count());
        assert_eq!(nulls, Some(fields.count()), "{model:?}");
    }
}

#[test]
fn codecs_are_those_of_the_account_that_the_make_speaks() {
    let spoken = |model| super::codecs(model, &account());
    assert_eq!(spoken(Model::Yealink).as_deref(), Ok("opus, G722, PCMA"));
    assert_eq!(spoken(Model::Calltel).as_deref(), Ok("G.722, G.711A"));
    let mut mute = account();
    mute.codecs = vec![Codec::Opus];
    let refused = sheet(Model::Calltel, &mute, None).expect_err("it has no Opus");
    assert_eq!(
        refused.to_string(),
        "phone 1001 is to speak opus, and phones of this make speak pcma, pcmu, g722, g729"
    );
}

#[test]
fn keys_of_voices_are_not_told_to_everybody_unless_they_must() {
    let mut account = account();
    assert_eq!(protection(&account), Srtp::Optional);
    account.transport = Transport::Udp;
    assert_eq!(protection(&account), Srtp::Off);
    account.srtp = Srtp::Required;
    assert_eq!(protection(&account), Srtp::Required);
}
