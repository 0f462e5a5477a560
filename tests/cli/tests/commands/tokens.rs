//! `ccctl token`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

fn daemon() -> Daemon {
    Daemon::new(|request| match request.line.as_str() {
        "POST /api/v1/tokens" => Reply::ok(
            r#"{"token":"ccd_5hV0f3","name":"ci","role":"admin","created_at":"2026-11-20T08:00:00Z","expires_at":"2027-01-01T00:00:00Z"}"#,
        ),
        "GET /api/v1/tokens" => Reply::ok(
            r#"{"items":[{"name":"ci","role":"admin","created_at":"2026-11-20T08:00:00Z","expires_at":"2027-01-01T00:00:00Z"},
            {"name":"wallboard","role":"viewer","created_at":"2026-11-19T08:00:00Z"}]}"#,
        ),
        "DELETE /api/v1/tokens/ci" => Reply::status(204, ""),
        line => panic!("{line}"),
    })
}

#[test]
fn a_token_is_made_shown_once_listed_and_ended() {
    let daemon = daemon();
    let lines = [
        "token create ci --role admin --expires 2027-01-01T00:00:00Z",
        "token create ci --role admin -o json",
        "token list",
        "token list -o yaml",
        "token revoke ci",
    ];
    let shown: Vec<_> = lines
        .into_iter()
        .map(|line| Ccctl::new(line).daemon(&daemon).run())
        .collect();
    assert_snapshot!(shown.join("\n"));
    let body = String::from_utf8(daemon.seen()[0].body.clone()).expect("text");
    assert_eq!(
        body,
        r#"{"name":"ci","role":"admin","expires_at":"2027-01-01T00:00:00Z"}"#
    );
}

#[test]
fn a_token_travels_in_its_header() {
    let daemon = daemon();
    Ccctl::new("token list")
        .environment("CCCTL_TOKEN", "ccd_5hV0f3")
        .daemon(&daemon)
        .run();
    assert_eq!(
        daemon.seen()[0].header("authorization"),
        Some("Bearer ccd_5hV0f3")
    );
    Ccctl::new("token list").daemon(&daemon).run();
    assert_eq!(daemon.seen()[1].header("authorization"), None);
}
