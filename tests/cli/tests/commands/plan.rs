//! `ccctl plan`

use cli_tests::{Ccctl, Daemon, center};
use insta::assert_snapshot;

use crate::fixture::{self, CENTER};

#[test]
fn a_plan_names_every_change() {
    let (daemon, _) = fixture::daemon();
    let center = fixture::directory();
    let plan = Ccctl::new("plan DIR --detailed-exitcode").directory(center.path());
    assert_snapshot!(plan.daemon(&daemon).run());
}

#[test]
fn a_plan_without_a_change() {
    let (daemon, live) = fixture::daemon();
    let center = center(&[("empty.yaml", "{}\n")]);
    let plan = Ccctl::new("plan DIR --detailed-exitcode").directory(center.path());
    assert_snapshot!(plan.daemon(&daemon).run());
    assert_eq!(live.lock().expect("the state").revision.0, 0);
}

#[test]
fn field_by_field() {
    let (daemon, _) = fixture::daemon();
    let center = fixture::directory();
    let apply = Ccctl::new("apply DIR --yes")
        .directory(center.path())
        .daemon(&daemon);
    apply.environment("PHONE_2001", "Secret-2001").run();
    let changed = CENTER
        .replace("售前请按一", "销售请按一")
        .replace("amy: 1", "amy: 2");
    std::fs::write(center.path().join("center.yaml"), changed).expect("written");
    let plan = Ccctl::new("plan DIR")
        .directory(center.path())
        .daemon(&daemon);
    assert_snapshot!(plan.environment("PHONE_2001", "Secret-2001").run());
}

#[test]
fn for_programs_and_without_secrets() {
    let (daemon, _) = fixture::daemon();
    let center = center(&[(
        "center.yaml",
        "agents:\n  amy: { name: 王小美, staff_number: \"1001\" }\nphones:\n  \"2001\": { password: !secret env:PHONE_2001 }\n",
    )]);
    let plan = Ccctl::new("plan DIR -o json")
        .directory(center.path())
        .daemon(&daemon);
    let plan = plan.environment("PHONE_2001", "Secret-2001").run();
    assert!(!plan.contains("Secret-2001"));
    assert_snapshot!(plan);
    let sent = String::from_utf8(daemon.seen()[0].body.clone()).expect("text");
    assert!(
        sent.contains(r#""secrets":{"phones/2001/password":"Secret-2001"}"#),
        "{sent}"
    );
}

/// A center that is live, and one with an agent less, another flow and a longer list beside it.
fn edited() -> (Daemon, tempfile::TempDir) {
    let (daemon, _) = fixture::daemon();
    let center = fixture::directory();
    let apply = Ccctl::new("apply DIR --yes")
        .directory(center.path())
        .daemon(&daemon);
    apply.environment("PHONE_2001", "Secret-2001").run();
    let changed = CENTER
        .replace("members: { amy: 1 }", "members: {}")
        .replace("203.0.113.0/28", "203.0.113.0/28, 198.51.100.0/24")
        .replace(
            "      sales: { transfer: sales }",
            "      sales: { transfer: sales, then: bye }\n      bye: { end: 再见 }",
        )
        .replace(
            "  \"2001\": { name: 小美的话机, agent: amy, password: !secret env:PHONE_2001 }",
            "  \"2002\": { agent: amy }",
        );
    std::fs::write(center.path().join("center.yaml"), changed).expect("written");
    (daemon, center)
}

#[test]
fn in_three_lengths_and_as_the_comment_of_a_pull_request() {
    let (daemon, center) = edited();
    for (name, options) in [
        ("plan_usual", ""),
        ("plan_brief", " --brief"),
        ("plan_full", " --full"),
        ("plan_markdown", " -o markdown"),
    ] {
        let plan = Ccctl::new(&format!("plan DIR{options}")).directory(center.path());
        assert_snapshot!(name, plan.daemon(&daemon).run());
    }
    let both = Ccctl::new("plan DIR --brief --full").directory(center.path());
    assert_snapshot!("plan_in_two_lengths", both.daemon(&daemon).run());
}

#[test]
fn an_invalid_center_is_not_sent() {
    let (daemon, _) = fixture::daemon();
    let center = center(&[(
        "center.yaml",
        "numbers:\n  02160001000: { trunk: carrier }\n",
    )]);
    let plan = Ccctl::new("plan DIR")
        .directory(center.path())
        .daemon(&daemon);
    assert_snapshot!(plan.run());
    assert_eq!(daemon.lines(), Vec::<String>::new());
}

#[test]
fn what_the_machine_of_the_daemon_lacks() {
    let (daemon, live) = fixture::daemon();
    live.lock().expect("the state").obstacles = vec![api::Obstacle {
        code: "no_speech_engine".to_owned(),
        message: "texts cannot be spoken: there is no espeak-ng on the daemon's machine".to_owned(),
        help: Some("install it there: apt-get install espeak-ng".to_owned()),
        path: Some("ivrs/main/nodes.welcome".to_owned()),
    }];
    let center = fixture::directory();
    let plan = Ccctl::new("plan DIR --out DIR/plan.json").directory(center.path());
    let plan = plan
        .environment("PHONE_2001", "Secret-2001")
        .daemon(&daemon);
    assert_snapshot!(plan.run());
    assert!(!center.path().join("plan.json").exists());
}
