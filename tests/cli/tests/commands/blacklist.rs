//! `ccctl blacklist`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

fn daemon() -> Daemon {
    Daemon::new(|request| match request.line.as_str() {
        "POST /api/v1/blacklist" if request.body.starts_with(br#"{"caller":"nobody!"#) => {
            Reply::status(
                400,
                r#"{"type":"urn:ccd:problem:bad_request","title":"the request cannot be read",
                "status":400,"code":"bad_request","detail":"`nobody!` is no number of a caller"}"#,
            )
        }
        "POST /api/v1/blacklist" => Reply::ok(
            r#"{"caller":"+8613800138000","note":"pranks","blocked_by":"local",
            "blocked_at":"2026-11-20T08:00:00Z"}"#,
        ),
        "GET /api/v1/blacklist" => Reply::ok(
            r#"{"items":[{"caller":"+8613800138000","note":"pranks","blocked_by":"local",
            "blocked_at":"2026-11-20T08:00:00Z"},{"caller":"+8675586013388","blocked_by":"ci",
            "blocked_at":"2026-11-21T08:00:00Z"}]}"#,
        ),
        "DELETE /api/v1/blacklist/13800138000" => Reply::status(204, ""),
        line => panic!("{line}"),
    })
}

#[test]
fn callers_are_blocked_listed_let_in_and_exported() {
    let daemon = daemon();
    let lines = [
        "blacklist add 13800138000 --note pranks",
        "blacklist add nobody!",
        "blacklist list",
        "blacklist list -o ndjson",
        "blacklist remove 13800138000",
        "blacklist export --name pranks",
    ];
    let shown: Vec<_> = lines
        .into_iter()
        .map(|line| Ccctl::new(line).daemon(&daemon).run())
        .collect();
    assert_snapshot!(shown.join("\n"));
    let seen = daemon.seen();
    let body = String::from_utf8(seen[0].body.clone()).expect("text");
    assert_eq!(body, r#"{"caller":"13800138000","note":"pranks"}"#);
}
