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
