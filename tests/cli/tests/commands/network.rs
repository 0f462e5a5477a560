//! What goes wrong between `ccctl` and the daemon.

use api::{Code, Problem};
use cli_tests::{Ccctl, Daemon, Reply, center};
use insta::assert_snapshot;

use crate::fixture::problem;

fn answered(reply: Reply) -> String {
    let daemon = Daemon::new(move |_| reply.clone());
    Ccctl::new("get agents").daemon(&daemon).run()
}

#[test]
fn nobody_there() {
    let run = center(&[]);
    let address = format!("unix:{}/ccd.sock", run.path().display());
    let nobody = Ccctl::new("get agents").directory(run.path());
    assert_snapshot!(nobody.environment("CCCTL_DAEMON", &address).run());
    let closed = Ccctl::new("get agents").environment("CCCTL_DAEMON", "http://127.0.0.1:1");
    assert_snapshot!("nobody_there_by_http", closed.run());
    let elsewhere = Ccctl::new("logs").environment("CCCTL_DAEMON", "unix:data/ccd.sock");
    assert_snapshot!("nobody_there_below_this_directory", elsewhere.run());
}

#[test]
fn an_address_that_is_none() {
    let bad = ["localhost:8080", "https://cc.example.com"]
        .map(|address| Ccctl::new("get agents --daemon").argument(address).run());
    assert_snapshot!(bad.join("\n"));
}

#[test]
fn somebody_else_answers() {
    assert_snapshot!(answered(
        Reply::status(404, "<html>not here</html>").version(None)
    ));
}

#[test]
fn another_version_answers() {
    assert_snapshot!(answered(Reply::ok(r#"{"items":[]}"#).version(Some("7"))));
}

#[test]
fn the_answer_breaks_off_or_makes_no_sense() {
    let broken = answered(Reply::ok(r#"{"items":["#).broken());
    let nonsense = answered(Reply::ok(r#"{"things":1}"#));
    let wordless = answered(Reply::status(502, "oops"));
    assert_snapshot!([broken, nonsense, wordless].join("\n"));
}

#[test]
fn the_daemon_says_no() {
    let codes = [
        Code::NotAuthenticated,
        Code::NotAuthorised,
        Code::Unavailable,
        Code::Internal,
    ];
    let answers = codes.map(|code| answered(problem(&Problem::new(code, "here is why"))));
    assert_snapshot!(answers.join("\n"));
}

#[test]
fn the_daemon_says_what_to_do() {
    let told =
        Problem::new(Code::Storage, "the disk is full").with_help("make room in /var/lib/ccd");
    assert_snapshot!(answered(problem(&told)));
}
