//! Kamailio in the middle: registrar, proxy that stays in the way, and fork.

use e2e::{
    Daemon, Kamailio, PROMPT, Place, agent, agent_never_answers, caller, eventually, gateway,
};
use serde_json::Value;

use crate::AGENT;
use crate::dissected::understood;

/// The carrier with the account is `t`; another brings calls that are handed to a number outside by him. SIPp
/// knows no SHA-256.
const CENTER: &str = r#"
center: { name: Kamailio, strong_digest: false }
trunks:
  t: TRUNK
  other: { mode: peer, address: "HOST7:5060", allow: [HOST7/32] }
numbers:
  "4001": { trunk: other, ivr: out }
  "4002": { trunk: t, ivr: hello }
ivrs:
  out: { nodes: { out: { dial: "13900000000", caller: "4002" } } }
  hello: { nodes: { hello: { play: { prompt: long }, next: bye }, bye: { end: } } }
prompts:
  long: { file: long.wav }
"#;

/// An account that is registered over a transport, once it is.
fn start(place: &Place, trunk: &str) -> Daemon {
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tcp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let authority = place.path("authority.pem").display().to_string();
    let mut settings = vec!["--sip", sip.as_str(), "--tls-ca", &authority];
    settings.extend(identity.iter().map(String::as_str));
    let daemon = Daemon::with(place, &settings);
    let center = place.center(&CENTER.replace("TRUNK", trunk));
    std::fs::write(center.join("carrier.txt"), "secret").expect("a password");
    daemon.apply(&center);
    daemon
}

const ACCOUNT: &str =
    "username: \"4002\", password: !secret file:carrier.txt, realm: carrier.example";

#[track_caller]
fn is_registered(daemon: &Daemon) -> Value {
    eventually(30, "registered", || {
        let trunk = daemon.one("trunks t");
        (trunk["state"] == "registered").then_some(trunk)
    })
}

/// A call that the carrier brings and we hang up on, and one that goes out by him and is hung up there.
fn calls_both_ways(place: &Place, daemon: &Daemon, transport: &str) {
    gateway("13900000000", "secret").to(2).start(place).done(10);
    let mut call = caller("4002")
        .at(5)
        .to(2)
        .wait(1_500)
        .hang_up()
        .start(place);
    call.ear.hears(PROMPT, 10);
    call.done(20);
    let far = agent(300).tone(AGENT, 5_000).wait(1_500).hang_up();
    let mut far = far.at(4).start(place);
    let mut call = caller("4001").at(7).until_bye().start(place);
    call.ear.hears(AGENT, 15);
    far.done(20);
    call.done(20);
    assert!(
        far.messages().contains("Record-Route: <sip:"),
        "{}",
        far.messages()
    );
    for record in daemon.records(2) {
        let id = record["id"].as_str().expect("an id");
        let trace = daemon.ccctl(&format!("call show {id} -o json")).json();
        let legs = trace["legs"].as_array().expect("legs");
        let by_it = legs.iter().filter(|leg| leg["who"] == "trunk t");
        let messages = by_it.filter_map(|leg| leg["messages"].as_array());
        for message in messages.flatten() {
            let by = message["transport"].as_str().expect("a transport");
            assert!(by.eq_ignore_ascii_case(transport), "{message:#}");
        }
        understood(daemon, place.net.daemon(), &record);
    }
}

#[test]
fn kamailio_is_registrar_and_proxy_by_tcp() {
    let place = Place::new();
    let _carrier = Kamailio::start(&place, 2, "secret");
    let trunk = format!(
        "{{ mode: register, address: carrier.example, outbound_proxy: \"HOST2:5060\", transport: tcp, {ACCOUNT} }}"
    );
    let daemon = start(&place, &trunk);
    is_registered(&daemon);
    calls_both_ways(&place, &daemon, "TCP");
}

#[test]
fn kamailio_is_registrar_and_proxy_by_tls() {
    let place = Place::new();
    // Its certificate is of the authority that the daemon has.
    let trunk = format!("{{ mode: register, address: \"HOST2:5061\", transport: tls, {ACCOUNT} }}");
    let daemon = start(&place, &trunk);
    let _carrier = Kamailio::over_tls(&place, "secret");
    is_registered(&daemon);
    calls_both_ways(&place, &daemon, "TLS");
}

#[test]
fn kamailio_rings_two_places_and_the_one_that_answers_has_the_call() {
    let place = Place::new();
    let _carrier = Kamailio::start(&place, 2, "secret");
    let daemon = start(
        &place,
        &format!("{{ mode: register, address: \"HOST2:5060\", {ACCOUNT} }}"),
    );
    is_registered(&daemon);
    for host in [4, 6] {
        let place_of_it = gateway("13900000000", "secret").at(host).to(2);
        place_of_it.start(&place).done(10);
    }
    let mut rings = agent_never_answers().at(6).start(&place);
    let far = agent(800).tone(AGENT, 5_000).wait(1_500).hang_up();
    let mut far = far.at(4).start(&place);
    let mut call = caller("4001").at(7).until_bye().start(&place);
    call.ear.hears(AGENT, 15);
    for peer in [&mut rings, &mut far, &mut call] {
        peer.done(20);
    }
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    understood(&daemon, place.net.daemon(), &record);
}
