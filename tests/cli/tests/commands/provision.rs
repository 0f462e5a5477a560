//! `ccctl get phone … --provision`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

use crate::fixture::problem;

const ACCOUNT: &str = r#"{"extension":"2001","name":"小美的话机","domain":"center.example.com","realm":"ccd",
"transport":"tls","servers":[{"host":"sip.example.com","port":5061},{"host":"sip2.example.com","port":5071}],
"expires_s":3600,"codecs":["opus","pcma","g722"],"srtp":"optional","password":"PASSWORD"}"#;
const NEW: &str = r#"{"username":"2001","password":"Kz3-vT9q-Ws","realm":"ccd"}"#;

/// A daemon with one phone, whose password comes from there.
fn daemon(password: &'static str) -> Daemon {
    Daemon::new(move |request| match request.line.as_str() {
        "GET /api/v1/phones/2001/account" => Reply::ok(ACCOUNT.replace("PASSWORD", password)),
        "POST /api/v1/phones/2001/password" => Reply::ok(NEW),
        line => problem(&api::Problem::new(api::Code::NotFound, line)),
    })
}

#[test]
fn every_make_has_its_fields() {
    for make in ["yealink", "calltel", "flyingvoice", "alcatel"] {
        let daemon = daemon("run_time");
        let shown = Ccctl::new(&format!("get phone 2001 --provision {make}"));
        assert_snapshot!(make, shown.daemon(&daemon).run());
        assert_eq!(daemon.lines(), ["GET /api/v1/phones/2001/account"]);
    }
}

#[test]
fn a_password_is_made_and_shown_only_if_that_is_asked_for() {
    let made = daemon("nowhere");
    let with = Ccctl::new("get phones 2001 --provision calltel --with-password -o json");
    let with = with.daemon(&made).run();
    let lines = made.lines();
    assert_eq!(
        lines.last().map(String::as_str),
        Some("POST /api/v1/phones/2001/password")
    );
    let written = daemon("configuration");
    let without = Ccctl::new("get phone 2001 --provision flyingvoice");
    let without = without.daemon(&written).run();
    assert_eq!(written.lines().len(), 1);
    assert_snapshot!([with, without].join("\n"));
}

#[test]
fn what_cannot_be_entered_is_told() {
    let daemon = Daemon::new(|request| match request.line.as_str() {
        "GET /api/v1/phones/2001/account" => {
            let account = ACCOUNT.replace("PASSWORD", "run_time");
            Reply::ok(account.replace(r#""opus","pcma","g722""#, r#""opus""#))
        }
        line => problem(&api::Problem::new(api::Code::NotFound, line)),
    });
    let shown = [
        "get phone 2001 --provision polycom",
        "get phones --provision yealink",
        "get trunk carrier --provision yealink",
        "get phone 9001 --provision yealink",
        "get phone 2002 --provision yealink",
        "get phone 2001 --provision calltel --with-password",
    ]
    .map(|line| Ccctl::new(line).daemon(&daemon).run());
    assert_snapshot!(shown.join("\n"));
    let alone = Ccctl::new("get phone 2001 --with-password").daemon(&daemon);
    assert!(alone.run().ends_with("--- exit 64\n"));
    let lines = daemon.lines();
    assert!(
        lines.iter().all(|line| line.starts_with("GET")),
        "{lines:?}"
    );
}
