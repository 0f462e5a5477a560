//! Webhooks, as people see them.

use cli_tests::{Ccctl, Daemon, Reply, center};
use insta::assert_snapshot;

use crate::get::stable;

const CRM: &str = r#"{"name":"crm","url":"https://crm.example.com/push","format":"tccc","auth":"oauth2","waiting":12,"under_way":1,"oldest":"2020-01-01T00:00:00Z","parked":3,"delivered":1000,"refused":60,"failed":9,"unreadable":0,"failing_since":"2020-01-01T00:00:00Z","last_error":"the answer is 503 Service Unavailable","last_error_at":"2020-01-01T00:00:00Z"}"#;
const WAREHOUSE: &str = r#"{"name":"warehouse","url":"https://warehouse.example.com/calls","format":"record","auth":"none","waiting":0,"under_way":0,"parked":0,"delivered":7,"refused":0,"failed":0,"unreadable":0}"#;

fn daemon() -> Daemon {
    Daemon::new(|request| match request.line.as_str() {
        "GET /api/v1/webhooks" => Reply::ok(format!(r#"{{"items":[{CRM},{WAREHOUSE}]}}"#)),
        "POST /api/v1/webhooks/crm/retry" => Reply::ok(CRM),
        _ => Reply::status(
            404,
            r#"{"type":"about:blank","title":"Not found","status":404,"code":"not_found","detail":"there is no webhook `nobody`"}"#,
        ),
    })
}

fn run(daemon: &Daemon, line: &str) -> String {
    Ccctl::new(line).daemon(daemon).run()
}

#[test]
fn how_webhooks_are_is_listed() {
    let daemon = daemon();
    let shown = ["get webhooks", "get webhook warehouse -o yaml"];
    let shown = shown.map(|line| run(&daemon, line)).join("\n");
    assert_snapshot!(stable(&shown));
}

#[test]
fn what_is_parked_is_sent_again() {
    let daemon = daemon();
    let lines = [
        "webhook retry crm",
        "webhook retry crm -o json",
        "webhook retry nobody",
    ];
    assert_snapshot!(lines.map(|line| run(&daemon, line)).join("\n"));
}

#[test]
fn webhooks_are_counted_and_explained() {
    let center = center(&[(
        "center.yaml",
        "webhooks:\n  crm: { url: https://crm.example.com/, auth: { basic: { user: u, password: !secret env:CRM } } }\n",
    )]);
    let valid = Ccctl::new("validate DIR").directory(center.path()).run();
    let explained = [
        "explain webhooks",
        "explain webhooks.auth.oauth2",
        "explain CC0309",
    ];
    let explained = explained.map(|line| Ccctl::new(line).run()).join("\n");
    assert_snapshot!(format!("{valid}\n{explained}"));
}
