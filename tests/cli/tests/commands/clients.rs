//! `ccctl client`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

fn daemon() -> Daemon {
    Daemon::new(|request| match request.line.as_str() {
        "POST /api/v1/clients" => Reply::ok(
            r#"{"client_secret":"ccs_9aF2","name":"crm","client_id":"cci_07c1","role":"lead",
            "created_at":"2026-11-20T08:00:00Z","secret_created_at":"2026-11-20T08:00:00Z"}"#,
        ),
        "POST /api/v1/clients/crm/rotate" if request.body.ends_with(b":0}") => Reply::ok(
            r#"{"client_secret":"ccs_1bD4","name":"crm","client_id":"cci_07c1","role":"lead",
            "created_at":"2026-11-20T08:00:00Z","secret_created_at":"2026-11-21T08:00:00Z"}"#,
        ),
        "POST /api/v1/clients/crm/rotate" => Reply::ok(
            r#"{"client_secret":"ccs_1bD4","name":"crm","client_id":"cci_07c1","role":"lead",
            "created_at":"2026-11-20T08:00:00Z","secret_created_at":"2026-11-21T08:00:00Z",
            "old_secret_until":"2026-11-22T08:00:00Z"}"#,
        ),
        "GET /api/v1/clients" => Reply::ok(
            r#"{"items":[{"name":"crm","client_id":"cci_07c1","role":"lead",
            "created_at":"2026-11-20T08:00:00Z","secret_created_at":"2026-11-21T08:00:00Z",
            "old_secret_until":"2026-11-22T08:00:00Z"},{"name":"wallboard","client_id":"cci_52e9",
            "role":"viewer","created_at":"2026-11-20T08:00:00Z",
            "secret_created_at":"2026-11-20T08:00:00Z"}]}"#,
        ),
        "DELETE /api/v1/clients/crm" => Reply::status(204, ""),
        line => panic!("{line}"),
    })
}

#[test]
fn a_client_is_made_rotated_listed_and_deleted() {
    let daemon = daemon();
    let lines = [
        "client create crm --role lead",
        "client create crm --role lead -o json",
        "client rotate crm",
        "client rotate crm --overlap 0s -o yaml",
        "client list",
        "client delete crm",
        "client create crm",
    ];
    let shown: Vec<_> = lines
        .into_iter()
        .map(|line| Ccctl::new(line).daemon(&daemon).run())
        .collect();
    assert_snapshot!(shown.join("\n"));
    let bodies: Vec<_> = daemon
        .seen()
        .iter()
        .map(|request| String::from_utf8(request.body.clone()).expect("text"))
        .collect();
    assert_eq!(bodies[0], r#"{"name":"crm","role":"lead"}"#);
    assert_eq!(bodies[2], r#"{"overlap_seconds":86400}"#);
    assert_eq!(bodies[3], r#"{"overlap_seconds":0}"#);
}

#[test]
fn a_refusal_says_which_role_is_needed() {
    let daemon = Daemon::new(|_| {
        Reply::status(
            403,
            r#"{"type":"urn:ccd:problem:not_authorised","title":"the token does not allow this",
            "status":403,"code":"not_authorised",
            "detail":"this needs the role `operator`, or one with `monitoring: change`",
            "help":"use a token of that role: `ccctl token create NAME --role operator`"}"#,
        )
    });
    assert_snapshot!(Ccctl::new("agent state amy break").daemon(&daemon).run());
}
