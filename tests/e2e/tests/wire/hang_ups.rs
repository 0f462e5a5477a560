//! How calls end, by what the record says of them.

use e2e::{Daemon, MUSIC, Place, agent, agent_never_answers, caller};
use serde_json::Value;

use crate::{AGENT, CALLER, DESK};

/// A daemon with the desk; `swaps` change its YAML.
fn desk(place: &Place, swaps: &[(&str, &str)]) -> Daemon {
    let yaml = swaps.iter().fold(DESK.to_owned(), |yaml, (from, to)| {
        assert!(yaml.contains(from), "{from}");
        yaml.replace(from, to)
    });
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(&yaml));
    daemon
}

/// A phone that registers, in place of the one at a fixed address.
const REGISTERS: (&str, &str) = (
    r#"agent: amy, contact: "sip:2001@HOST3:5060""#,
    "agent: amy",
);

#[track_caller]
fn ended(record: &Value, code: u16, by: &str) {
    assert_eq!(record["end_status"]["code"], code, "{record:#}");
    assert_eq!(record["hung_up_by"], by, "{record:#}");
}

#[test]
fn a_caller_who_hangs_up_in_the_welcome_gave_up_in_the_ivr() {
    let place = Place::new();
    let daemon = desk(&place, &[]);
    caller("4001").wait(500).hang_up().start(&place).done(15);
    let record = daemon.record();
    ended(&record, 102, "user");
    assert_eq!(record["path"].as_array().expect("a path").len(), 1);
    assert_eq!(record["participants"].as_array().expect("a list").len(), 1);
}

#[test]
fn a_caller_who_hangs_up_in_the_queue_gave_up_waiting() {
    let place = Place::new();
    let daemon = desk(&place, &[]);
    daemon.ccctl("agent state amy not_ready").ok();
    let call = caller("4001").wait(1_500).digit('1').wait(3_000).hang_up();
    let mut call = call.start(&place);
    daemon.phase("queue");
    call.ear.hears(MUSIC, 5);
    call.done(15);
    let record = daemon.record();
    ended(&record, 103, "user");
    assert_eq!(record["skill_group"], "sales");
}

#[test]
fn a_caller_who_hangs_up_while_a_phone_rings_cancels_it() {
    let place = Place::new();
    let daemon = desk(&place, &[]);
    let mut phone = agent_never_answers().start(&place);
    let call = caller("4001").wait(1_500).digit('1').wait(1_500).hang_up();
    call.start(&place).done(15);
    phone.done(10);
    let record = daemon.record();
    ended(&record, 104, "user");
    assert_eq!(record["agent"], "amy");
    daemon.agent_is("amy", "idle");
}

#[test]
fn when_every_agent_is_offline_the_call_ends() {
    let place = Place::new();
    let daemon = desk(&place, &[REGISTERS]);
    daemon.agent_is("amy", "offline");
    let call = caller("4001").wait(1_500).digit('1').until_bye();
    call.start(&place).done(15);
    ended(&daemon.record(), 105, "system");
}

#[test]
fn a_flow_that_ends_without_an_agent_ends_the_call() {
    let place = Place::new();
    let daemon = desk(&place, &[]);
    caller("4002").until_bye().start(&place).done(15);
    ended(&daemon.record(), 107, "system");
}

#[test]
fn a_phone_that_is_not_answered_gives_the_call_to_the_next_agent() {
    let place = Place::new();
    let daemon = desk(
        &place,
        &[
            ("members: [amy]", "members: { amy: 1, ben: 2 }"),
            (
                "phones:\n",
                "routing:\n  default: { ring_timeout: 2s, after_missed: break }\nphones:\n  \
                 \"2002\": { agent: ben, contact: \"sip:2001@HOST4:5060\" }\n",
            ),
            (
                "agents:\n",
                "agents:\n  ben: { name: Ben, staff_number: \"1002\" }\n",
            ),
        ],
    );
    // Whoever of the two has been idle longer: nobody answers him.
    let members = daemon.get("agents");
    let since = |name: &str| {
        let found = members.iter().find(|agent| agent["name"] == name);
        found.expect("an agent")["since"].to_string()
    };
    assert!(since("amy") <= since("ben"));
    let mut deaf = agent_never_answers().start(&place);
    let phone = agent(200).tone(AGENT, 4_000).wait(1_500).hang_up().at(4);
    let mut phone = phone.start(&place);
    let call = caller("4001").wait(1_500).digit('1').tone(CALLER, 10_000);
    call.until_bye().start(&place).done(25);
    deaf.done(10);
    phone.done(10);
    let record = daemon.record();
    ended(&record, 1, "agent");
    let participants = record["participants"].as_array().expect("a list");
    let ends: Vec<_> = participants
        .iter()
        .map(|one| (one["agent"].as_str(), one["end_status"]["code"].as_u64()))
        .collect();
    let wanted = [
        (None, Some(1)),
        (Some("amy"), Some(17)),
        (Some("ben"), Some(1)),
    ];
    assert_eq!(ends, wanted, "{record:#}");
    daemon.agent_is("amy", "break");
}
