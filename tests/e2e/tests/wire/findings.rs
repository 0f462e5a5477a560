//! What only certain carriers have: passwords that do not fit, and addresses that nobody reaches.

use e2e::{
    Daemon, Kamailio, Place, Sipp, agent, apart, caller, eventually, gateway, gateway_caller,
};
use serde_json::Value;

use crate::DESK;

/// The codes of what is found in the messages of a call that is over.
fn found(daemon: &Daemon, record: &Value) -> Vec<String> {
    found_in(daemon, record["id"].as_str().expect("an id"))
}

/// The same by the id of a call, or by the Call-ID of what became none. What audio suffers on a machine that
/// is busy is another matter.
fn found_in(daemon: &Daemon, id: &str) -> Vec<String> {
    let trace = daemon.ccctl(&format!("call show {id} -o json")).json();
    let findings = trace["findings"].as_array().expect("a list").iter();
    let codes = findings.filter_map(|it| it["code"].as_str());
    let codes = codes.filter(|code| !code.starts_with("audio_"));
    codes.map(str::to_owned).collect()
}

const CENTER: &str = r#"
center: { name: Findings, strong_digest: false }
trunks:
  carrier: { mode: peer, address: "HOST5:5060", allow: [HOST5/32] }
  t: { mode: register, address: "HOST2:5060", username: "4002", password: !secret file:carrier.txt, realm: carrier.example }
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4002": { trunk: t, ivr: out }
ivrs:
  out: { nodes: { out: { dial: "13900000000", caller: "4002" } } }
"#;

/// A carrier takes our password when we register; whether it takes it for a call is the question.
fn asked_for_calls(password: &str) -> Vec<String> {
    let place = Place::new();
    let _carrier = Kamailio::asking(&place, 2, "secret", password);
    let daemon = Daemon::start(&place);
    let center = place.center(CENTER);
    std::fs::write(center.join("carrier.txt"), "secret").expect("a password");
    daemon.apply(&center);
    eventually(30, "registered", || {
        (daemon.one("trunks t")["state"] == "registered").then_some(())
    });
    gateway("13900000000", "secret")
        .to(2)
        .start(&place)
        .done(10);
    let far = agent(200).at(4).until_bye();
    let _far = far.start(&place);
    let call = caller("4001").at(5);
    let mut call = match password {
        "secret" => call.wait(1_000).hang_up(),
        _ => call.until_bye(),
    }
    .start(&place);
    call.done(20);
    found(&daemon, &daemon.record())
}

#[test]
fn a_password_that_is_not_taken_for_calls_is_told_and_one_that_is_is_not() {
    std::thread::scope(|scope| {
        let taken = scope.spawn(|| asked_for_calls("secret"));
        assert_eq!(asked_for_calls("another"), ["password_not_taken"]);
        let taken = taken.join().expect("a call");
        assert_eq!(taken, Vec::<String>::new());
    });
}

const GATEWAY: &str = r#"
center: { name: Findings, strong_digest: false }
trunks:
  t: { mode: gateway, username: pbx-1, password: !secret file:carrier.txt }
numbers:
  "4001": { trunk: t, ivr: bye }
ivrs:
  bye: { nodes: { bye: { end: } } }
"#;

/// Who answers the challenge wrongly has no call, and so no id: his Call-ID is what is asked for.
#[test]
fn a_wrong_password_is_told_of_what_became_no_call_and_nothing_of_a_right_one() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let center = place.center(GATEWAY);
    std::fs::write(center.join("carrier.txt"), "Secret-1x").expect("a password");
    daemon.apply(&center);
    let wrong = Sipp::scenario(include_str!("../../sipp/gateway_refused.xml"), 4);
    let mut wrong = wrong
        .dials("4001")
        .account("pbx-1", "Secret-2y")
        .start(&place);
    wrong.done(10);
    let messages = wrong.messages();
    let call_id = messages.lines().find_map(|it| it.strip_prefix("Call-ID:"));
    let call_id = call_id.expect("a Call-ID").trim();
    assert_eq!(found_in(&daemon, call_id), ["password_wrong"]);
    let right = gateway_caller("4001", "pbx-1", "Secret-1x").at(5);
    right.until_bye().start(&place).done(10);
    assert_eq!(found(&daemon, &daemon.record()), Vec::<String>::new());
    assert_ne!(daemon.ccctl("call show nobody").code, 0);
}

#[test]
fn a_private_address_of_who_comes_from_a_public_one_is_told() {
    apart(
        "findings::a_private_address_of_who_comes_from_a_public_one_is_told",
        || {
            let place = Place::new();
            let daemon = Daemon::start(&place);
            daemon.apply(&place.center(DESK));
            let call = |host| {
                caller("4001")
                    .at(host)
                    .tone(crate::CALLER, 3_000)
                    .wait(1_500)
            };
            let behind = call(2).media_at("192.168.1.7").hang_up();
            let mut behind = behind.start(&place);
            behind.done(15);
            let first = daemon.record();
            assert_eq!(found(&daemon, &first), ["private_address"]);
            call(5).hang_up().start(&place).done(15);
            let records = daemon.records(2);
            assert_eq!(found(&daemon, &records[1]), Vec::<String>::new());
        },
    );
}
