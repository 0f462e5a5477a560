//! Trunks that register at a carrier, and gateways that register at the center.

use e2e::{
    Daemon, Kamailio, Place, Tshark, agent, caller, eventually, gateway, gateway_caller, registrar,
};
use serde_json::Value;

use crate::dissected::{understands, understood};
use crate::{AGENT, CALLER};

/// A trunk `t`, and whoever dials 4001 on it is handed to a number outside by the same trunk. SIPp knows no
/// SHA-256.
fn center(trunk: &str) -> String {
    format!(
        "center: {{ name: Trunks, strong_digest: false }}\ntrunks:\n  t: {trunk}\nnumbers:\n  \"4001\": {{ trunk: t, ivr: \
         out }}\n  \"4002\": {{ trunk: t, ivr: hello }}\nivrs:\n  out: {{ nodes: {{ out: {{ dial: \
         \"13900000000\", caller: \"4001\" }} }} }}\n  hello: {{ nodes: {{ hello: {{ play: {{ prompt: \
         long }}, next: bye }}, bye: {{ end: }} }} }}\nprompts:\n  long: {{ file: long.wav }}\n"
    )
}

const REGISTER: &str = "{ mode: register, address: \"HOST2:5060\", username: \"4002\", password: \
                        !secret file:carrier.txt, realm: carrier.example, expires: 10m }";

/// A daemon with that trunk, whose password is `password`.
fn start(place: &Place, trunk: &str, password: &str) -> Daemon {
    let daemon = Daemon::start(place);
    let center = place.center(&center(trunk));
    std::fs::write(center.join("carrier.txt"), password).expect("a password");
    daemon.apply(&center);
    daemon
}

/// The trunk once it is in that state.
#[track_caller]
fn trunk_is(daemon: &Daemon, state: &str, seconds: u64) -> Value {
    eventually(seconds, state, || {
        let trunk = daemon.one("trunks t");
        (trunk["state"] == state).then_some(trunk)
    })
}

const CHALLENGE: &str = "WWW-Authenticate: Digest realm=\"carrier.example\", nonce=\"n1\", \
                         qop=\"auth\", algorithm=MD5";

#[test]
fn a_trunk_answers_the_challenge_asks_for_as_long_as_it_must_and_leaves_with_the_daemon() {
    let place = Place::new();
    let carrier = registrar()
        .registration(401, CHALLENGE)
        .registration(423, "Min-Expires: 1200")
        .registration(401, &CHALLENGE.replace("n1", "n2"))
        .registration(200, "Expires: 1200")
        .registration(200, "");
    let mut carrier = carrier.start(&place);
    let mut daemon = start(&place, REGISTER, "secret");
    let trunk = trunk_is(&daemon, "registered", 10);
    assert_eq!(trunk["username"], "4002");
    daemon.process.terminate();
    assert!(daemon.process.end(20).success());
    carrier.done(10);
    let messages = carrier.messages();
    for wanted in [
        "Expires: 600",
        "Expires: 1200",
        "Expires: 0",
        "nonce=\"n2\"",
    ] {
        assert!(messages.contains(wanted), "{wanted}: {messages}");
    }
    assert!(!messages.contains("secret"), "a password does not travel");
}

/// The values of a header of the requests of that method.
fn values(messages: &str, method: &str, header: &str) -> Vec<String> {
    let start = format!("{method} sip:");
    let requests = messages.split(&start).skip(1);
    let lines = requests.filter_map(|it| it.lines().find_map(|line| line.strip_prefix(header)));
    lines.map(|value| value.trim().to_owned()).collect()
}

#[test]
fn a_registration_is_renewed_before_its_end_under_its_call_id() {
    let place = Place::new();
    let carrier = registrar()
        .registration(200, "Expires: 2")
        .registration(200, "Expires: 2")
        .registration(200, "Expires: 600");
    let mut carrier = carrier.start(&place);
    let daemon = start(&place, REGISTER, "secret");
    trunk_is(&daemon, "registered", 10);
    let unchanged = place.center(&center(REGISTER).replace("name: Trunks", "name: Other"));
    daemon.apply(&unchanged);
    carrier.done(10);
    let messages = carrier.messages();
    let mut ids = values(&messages, "REGISTER", "Call-ID:");
    assert_eq!(ids.len(), 3, "{messages}");
    ids.dedup();
    assert_eq!(ids.len(), 1, "{messages}");
    let numbers = values(&messages, "REGISTER", "CSeq:");
    assert_eq!(numbers, ["1 REGISTER", "2 REGISTER", "3 REGISTER"]);
    assert_eq!(daemon.one("trunks t")["state"], "registered");
}

#[test]
fn a_refusal_is_told_and_nothing_more_is_sent() {
    let place = Place::new();
    let mut carrier = registrar().registration(403, "").start(&place);
    let daemon = start(&place, REGISTER, "secret");
    let trunk = trunk_is(&daemon, "abnormal", 10);
    let reason = trunk["reason"].as_str().expect("a reason");
    assert!(reason.starts_with("403 from "), "{reason}");
    assert!(reason.contains("password?"), "{reason}");
    carrier.done(10);
    let shown = daemon.ccctl("get trunks t").ok().out;
    assert!(
        shown.contains("abnormal") && shown.contains("403 from"),
        "{shown}"
    );
}

#[test]
fn the_next_registrar_takes_over_where_one_is_silent() {
    let place = Place::new();
    let mut second = registrar().at(4).registration(200, "").start(&place);
    let trunk = REGISTER.replace("realm:", "backup_servers: [\"HOST4:5060\"], realm:");
    let daemon = start(&place, &trunk, "secret");
    let trunk = trunk_is(&daemon, "registered", 20);
    let second_at = place.addressed("at HOST4:5060");
    assert_eq!(trunk["reason"], second_at.as_str(), "{trunk:#}");
    second.done(10);
}

const GATEWAY: &str = "{ mode: gateway, username: pbx-1, password: !secret file:carrier.txt }";

#[test]
fn a_gateway_registers_calls_and_is_called() {
    let place = Place::new();
    let daemon = start(&place, GATEWAY, "Secret-1x");
    gateway("pbx-1", "Secret-1x").start(&place).done(10);
    let trunk = trunk_is(&daemon, "registered", 5);
    assert_eq!(trunk["address"], place.addressed("HOST4:5060").as_str());
    // Its calls may come from elsewhere: each proves whose it is.
    let far = agent(500).at(4).tone(AGENT, 10_000).wait(3_000).hang_up();
    let mut far = far.start(&place);
    let call = gateway_caller("4001", "pbx-1", "Secret-1x").at(5);
    let mut call = call.tone(CALLER, 10_000).until_bye().start(&place);
    call.ear.hears(AGENT, 10);
    far.ear.hears(CALLER, 10);
    far.done(20);
    call.done(20);
    assert!(far.messages().contains("INVITE sip:13900000000@"));
    let record = daemon.record();
    understood(&daemon, place.net.daemon(), &record);
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["trunk"], "t");
}

#[test]
fn an_account_that_is_issued_has_a_strong_password_or_none_that_yaml_names() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let center = place.center(&center(GATEWAY));
    std::fs::write(center.join("carrier.txt"), "secret").expect("a password");
    let run = daemon.ccctl(&format!("apply {} --yes", center.display()));
    assert_ne!(run.code, 0);
    assert!(run.err.contains("too weak"), "{}", run.err);
    assert!(!run.err.contains("`secret`"), "{}", run.err);
    let issued = GATEWAY.replace(", password: !secret file:carrier.txt", "");
    let center = place.center(&self::center(&issued));
    daemon.apply(&center);
    let made = daemon.ccctl("trunk password t -o json").json();
    assert_eq!(made["username"], "pbx-1");
    let password = made["password"].as_str().expect("a password");
    gateway("pbx-1", password).start(&place).done(10);
    trunk_is(&daemon, "registered", 5);
}

#[test]
fn kamailio_takes_the_registration_and_brings_calls_that_it_stays_in_the_way_of() {
    let place = Place::new();
    let _carrier = Kamailio::start(&place, 2, "secret");
    let mut tshark = Tshark::capture(&place);
    let daemon = start(&place, REGISTER, "secret");
    trunk_is(&daemon, "registered", 30);
    let call = caller("4002").at(5).to(2).tone(CALLER, 4_000);
    let mut call = call.wait(3_000).hang_up().start(&place);
    call.ear.hears(e2e::PROMPT, 10);
    call.done(20);
    let record = daemon.record();
    assert_eq!(record["hung_up_by"], "user", "{record:#}");
    assert_eq!(record["trunk"], "t");
    let mut count = understands(&mut tshark, place.net.daemon());
    assert!(count("sip.Method == REGISTER") >= 2);
    assert!(count("rtp.p_type == 8") >= 100);
}

#[test]
fn kamailio_refuses_a_wrong_password_and_it_is_told() {
    let place = Place::new();
    let _carrier = Kamailio::start(&place, 2, "another");
    let daemon = start(&place, REGISTER, "secret");
    let trunk = trunk_is(&daemon, "abnormal", 30);
    let reason = trunk["reason"].as_str().expect("a reason");
    assert!(reason.contains("wrong user name or password?"), "{reason}");
}

/// Who asks again after a while without an answer, or while somebody else waits for one, is asked for no patience
/// beyond that.
#[test]
fn a_peer_that_answers_nothing_can_be_tested_again_at_once_and_by_two() {
    let place = Place::new();
    let trunk = "{ mode: peer, address: \"HOST9:5060\", allow: [HOST2/32], probe: 0s }";
    let daemon = start(&place, trunk, "unused");
    let tested = || daemon.ccctl("trunk test t -o json");
    let first = tested();
    let (second, third) = std::thread::scope(|scope| {
        let other = scope.spawn(tested);
        let own = tested();
        (own, other.join().expect("the other"))
    });
    for run in [first, second, third] {
        assert_eq!(run.code, 1, "{}{}", run.out, run.err);
        let told: Value = serde_json::from_str(&run.out).expect("JSON");
        assert_eq!(told["good"], false, "{told:#}");
        assert_eq!(told["address"], place.addressed("HOST9:5060").as_str());
    }
}
