//! What agents do about their states, as those see it who do it for them.

use e2e::{Daemon, Place, agent, caller, request};

use crate::DESK;

/// A center whose agents can give a reason for a break.
fn desk(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    let reasons = "{ lunch: Lunch, training: { label: Training, enabled: false } }";
    let center = format!("name: Desk, break_reasons: {reasons}");
    let text = DESK.replace("name: Desk", &center);
    assert_ne!(text, DESK);
    daemon.apply(&place.center(&text));
    daemon
}

#[test]
fn a_break_has_a_reason_of_the_center_or_is_refused_with_those_there_are() {
    let place = Place::new();
    let daemon = desk(&place);
    daemon.ccctl("agent state amy break --reason lunch").ok();
    let amy = daemon.one("agents amy");
    assert_eq!(
        (&amy["state"], &amy["reason"]),
        (&"break".into(), &"lunch".into())
    );
    for (reason, told) in [
        (
            "nap",
            "there is no such reason for a break; there is `lunch`",
        ),
        ("training", "that reason is disabled; there is `lunch`"),
    ] {
        let run = daemon.ccctl(&format!("agent state amy break --reason {reason}"));
        assert_ne!(run.code, 0);
        assert!(run.err.contains(told), "{}", run.err);
    }
    let token = daemon
        .ccctl("token create wall --role viewer -o json")
        .json();
    let metrics = request(
        &daemon.http(),
        "GET",
        "/metrics",
        token["token"].as_str(),
        "",
    );
    for line in [
        r#"ccd_breaks_total{reason="lunch"} 1"#,
        r#"ccd_agents_on_break{reason="lunch"} 1"#,
        r#"ccd_agents{state="break"} 1"#,
    ] {
        assert!(metrics.body.contains(line), "{}", metrics.body);
    }
}

#[test]
fn what_an_agent_cannot_do_is_a_conflict_that_names_his_state() {
    let place = Place::new();
    let daemon = desk(&place);
    for act in ["stay", "return"] {
        let run = daemon.ccctl(&format!("agent {act} amy"));
        assert_eq!(run.code, 5, "{}", run.err);
        assert!(run.err.contains("not in wrap-up but `idle`"), "{}", run.err);
    }
}

#[test]
fn whoever_is_forced_offline_is_so_over_a_crash_until_he_is_restored() {
    let place = Place::new();
    let mut daemon = desk(&place);
    daemon.ccctl("agent force-offline amy").ok();
    daemon.process.kill();
    let daemon = Daemon::start(&place);
    assert_eq!(daemon.one("agents amy")["forced"], true);
    let run = daemon.ccctl("agent state amy idle");
    assert_eq!(run.code, 5, "{}", run.err);
    assert!(run.err.contains("ccctl agent restore amy"), "{}", run.err);
    assert_eq!(daemon.one("phones 2001")["state"], "idle");
    daemon.ccctl("agent restore amy").ok();
    daemon.agent_is("amy", "offline");
    daemon.ccctl("agent state amy idle").ok();
    daemon.agent_is("amy", "idle");
}

#[test]
fn what_is_chosen_in_a_talk_comes_after_it_and_wrap_up_lasts_as_long_as_the_agent_wants() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let routing = "routing:\n  default: { wrap_up: 1m }\nphones:\n";
    let text = DESK.replace("phones:\n", routing);
    daemon.apply(&place.center(&text));
    let mut phone = agent(200).wait(3_000).hang_up().start(&place);
    let call = caller("4001").wait(1_500).digit('1').until_bye();
    let mut call = call.start(&place);
    daemon.phase("talk");
    daemon.ccctl("agent state amy break").ok();
    let amy = daemon.one("agents amy");
    assert_eq!(amy["state"], "on_call", "{amy:#}");
    assert_eq!(amy["pending"], "break", "{amy:#}");
    phone.done(10);
    call.done(10);
    daemon.agent_is("amy", "wrap_up");
    assert!(daemon.one("agents amy")["wrap_up_until"].is_string());
    daemon.ccctl("agent stay amy").ok();
    let amy = daemon.one("agents amy");
    assert_eq!(amy["state"], "wrap_up", "{amy:#}");
    assert!(amy.get("wrap_up_until").is_none(), "{amy:#}");
    daemon.ccctl("agent return amy").ok();
    daemon.agent_is("amy", "idle");
}
