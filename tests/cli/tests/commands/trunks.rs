//! `ccctl trunk`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

const CHECKS: &str = r#"[
  { "code": "answers", "verdict": "ok", "needed": true, "text": "it answers 200 OK after 12 ms" },
  { "code": "transfer", "verdict": "no", "needed": false, "text": "its Allow has no REFER: without it calls are transferred by the daemon itself" },
  { "code": "codecs", "verdict": "VERDICT", "needed": true, "text": "it sends no session description" }
]"#;

#[test]
fn a_trunk_is_tested_and_the_exit_code_says_whether_calls_can_be_expected_to_work() {
    let shown = [("unknown", true), ("no", false)].map(|(verdict, good)| {
        let checks = CHECKS.replace("VERDICT", verdict);
        let daemon = Daemon::new(move |_| {
            Reply::ok(format!(
                r#"{{"trunk":"carrier","address":"203.0.113.10:5060","good":{good},"checks":{checks}}}"#
            ))
        });
        let shown = Ccctl::new("trunk test carrier").daemon(&daemon).run();
        assert_eq!(daemon.lines(), ["POST /api/v1/trunks/carrier/test"]);
        shown
    });
    assert_snapshot!(shown.join("\n"));
}

#[test]
fn a_trunk_is_tested_by_a_call_and_the_call_is_named() {
    let daemon = Daemon::new(|_| {
        Reply::ok(
            r#"{"trunk":"carrier","address":"203.0.113.10:5060","call":"0192a1d8-7c00-7000-8000-000000000001","good":true,"checks":[
            { "code": "registration", "verdict": "ok", "needed": true, "text": "we are registered at 203.0.113.10:5060, since 2026-11-20T08:00:00Z" },
            { "code": "call", "verdict": "ok", "needed": true, "text": "13800138000 answered after 2100 ms" },
            { "code": "call_update", "verdict": "no", "needed": false, "text": "the Allow of its answer has no UPDATE" }]}"#,
        )
    });
    let test = Ccctl::new("trunk test carrier --dial 13800138000 --shown 02160001000");
    let shown = test.daemon(&daemon).run();
    let line = "POST /api/v1/trunks/carrier/test?dial=13800138000&shown=02160001000";
    assert_eq!(daemon.lines(), [line]);
    assert_snapshot!(shown);
    let wrong = Ccctl::new("trunk test carrier --shown 02160001000");
    assert!(wrong.daemon(&daemon).run().ends_with("--- exit 64\n"));
}
