//! `ccctl agent` and `ccctl phone`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

use crate::fixture::problem;

#[test]
fn an_agent_is_set_to_a_break() {
    let daemon = Daemon::new(|_| {
        Reply::ok(
            r#"{"name":"小美","full_name":"王小美","staff_number":"1001","state":"break","since":"2999-01-01T00:00:00Z","presence":"break","reachable":true,"phones":["2001"],"skill_groups":["sales"]}"#,
        )
    });
    assert_snapshot!(Ccctl::new("agent state 小美 break").daemon(&daemon).run());
    assert_eq!(
        daemon.lines(),
        ["POST /api/v1/agents/%E5%B0%8F%E7%BE%8E/state"]
    );
    assert_eq!(daemon.seen()[0].body, br#"{"state":"break"}"#);
}

#[test]
fn of_an_agent_without_a_phone_it_says_when_the_choice_will_hold() {
    let daemon = Daemon::new(|_| {
        Reply::ok(
            r#"{"name":"amy","full_name":"Amy","staff_number":"1001","state":"offline","since":"2999-01-01T00:00:00Z","presence":"break","reachable":false,"phones":["2001"],"skill_groups":[]}"#,
        )
    });
    assert_snapshot!(Ccctl::new("agent state amy break").daemon(&daemon).run());
}

#[test]
fn a_break_can_have_a_reason_and_come_after_the_call() {
    let daemon = Daemon::new(|_| {
        Reply::ok(
            r#"{"name":"amy","full_name":"Amy","staff_number":"1001","state":"on_call","since":"2999-01-01T00:00:00Z","presence":"break","reason":"lunch","pending":"break","reachable":true,"phones":["2001"],"skill_groups":[]}"#,
        )
    });
    let break_for = Ccctl::new("agent state amy break --reason lunch");
    assert_snapshot!(break_for.daemon(&daemon).run());
    assert_eq!(
        daemon.seen()[0].body,
        br#"{"state":"break","reason":"lunch"}"#
    );
}

#[test]
fn a_wrap_up_is_stayed_in_and_returned_from() {
    let daemon = Daemon::new(|request| {
        let state = match request.body == br#"{"act":"stay"}"# {
            true => "wrap_up",
            false => "idle",
        };
        Reply::ok(format!(
            r#"{{"name":"amy","full_name":"Amy","staff_number":"1001","state":"{state}","since":"2999-01-01T00:00:00Z","presence":"idle","reachable":true,"phones":["2001"],"skill_groups":[]}}"#,
        ))
    });
    let stay = Ccctl::new("agent stay amy").daemon(&daemon).run();
    let back = Ccctl::new("agent return amy").daemon(&daemon).run();
    assert_snapshot!([stay, back].join("\n"));
    assert_eq!(daemon.lines(), ["POST /api/v1/agents/amy/act"; 2]);
    assert_eq!(daemon.seen()[1].body, br#"{"act":"return"}"#);
}

#[test]
fn an_agent_is_forced_offline_and_restored() {
    let daemon = Daemon::new(|request| {
        let forced = request.body == br#"{"act":"force_offline"}"#;
        Reply::ok(format!(
            r#"{{"name":"amy","full_name":"Amy","staff_number":"1001","state":"offline","since":"2999-01-01T00:00:00Z","presence":"offline","forced":{forced},"reachable":true,"phones":["2001"],"skill_groups":[]}}"#,
        ))
    });
    let out = Ccctl::new("agent force-offline amy").daemon(&daemon).run();
    let back = Ccctl::new("agent restore amy").daemon(&daemon).run();
    assert_snapshot!([out, back].join("\n"));
}

#[test]
fn an_agent_that_is_not_there_and_a_state_that_is_none() {
    let missing = api::Problem::new(api::Code::NotFound, "there is no agent bob");
    let daemon = Daemon::new(move |_| problem(&missing));
    let missing = Ccctl::new("agent state bob idle").daemon(&daemon).run();
    let wrong = Ccctl::new("agent state bob on_call").daemon(&daemon).run();
    assert_snapshot!([missing, wrong].join("\n"));
    assert_eq!(daemon.lines().len(), 1);
}

#[test]
fn a_phone_gets_a_password() {
    let daemon =
        Daemon::new(|_| Reply::ok(r#"{"username":"2001","password":"Kz3-vT9q-Ws","realm":"ccd"}"#));
    let table = Ccctl::new("phone password 2001").daemon(&daemon).run();
    let json = Ccctl::new("phone password 2001 -o json")
        .daemon(&daemon)
        .run();
    let wrong = Ccctl::new("phone password 9001").daemon(&daemon).run();
    assert_snapshot!([table, json, wrong].join("\n"));
}
