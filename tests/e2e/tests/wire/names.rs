//! Carriers whose servers DNS names: the next takes over where one is not there.

use e2e::{
    Daemon, Names, Place, Running, Sipp, agent, apart, callee_refuses, callee_silent, caller,
    eventually, registrar,
};
use serde_json::Value;

use crate::{AGENT, CALLER};

/// Calls that one carrier brings go out by another, which is a name.
const CENTER: &str = r#"
center: { name: Names, strong_digest: false }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  far: TRUNK
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4002": { trunk: far, ivr: out }
ivrs:
  out: { nodes: { out: { dial: "13900000000", caller: "4002", timeout: 20s } } }
"#;

/// A daemon whose carrier has its first server at host 4 and another at host 6.
fn start(place: &Place, names: &Names, trunk: &str) -> Daemon {
    names.services(
        "carrier.example",
        &[
            (20, 5060, "b.carrier.example"),
            (10, 5060, "a.carrier.example"),
        ],
    );
    names.addresses("a.carrier.example", &[place.net.host(4)]);
    names.addresses("b.carrier.example", &[place.net.host(6)]);
    names.addresses(
        "both.carrier.example",
        &[place.net.host(4), place.net.host(6)],
    );
    let daemon = Daemon::start(place);
    let center = place.center(&CENTER.replace("TRUNK", trunk));
    std::fs::write(center.join("carrier.txt"), "secret").expect("a password");
    daemon.apply(&center);
    daemon
}

const ACCOUNT: &str = "{ mode: register, address: carrier.example, username: \"4002\", password: !secret \
                       file:carrier.txt, realm: carrier.example }";

fn registered(place: &Place, daemon: &Daemon, host: u8) {
    let at = place.addressed(&format!("at HOST{host}:5060"));
    eventually(40, &at, || {
        let trunk = daemon.one("trunks far");
        (trunk["state"] == "registered" && trunk["reason"] == at.as_str()).then_some(())
    });
}

/// The first server is not there, so the account is registered at the other; when that goes, at the first.
#[test]
fn an_account_is_registered_at_the_next_server_of_a_name_and_at_the_first_again() {
    apart(
        "names::an_account_is_registered_at_the_next_server_of_a_name_and_at_the_first_again",
        || {
            let place = Place::new();
            let names = Names::start(&place);
            let second = registrar().at(6).registration(200, "Expires: 20");
            let mut second = second.start(&place);
            let daemon = start(&place, &names, ACCOUNT);
            registered(&place, &daemon, 6);
            second.done(10);
            drop(second);
            // Calls go where it is registered.
            let mut far = answers(6).start(&place);
            talks(&place, &mut far);
            drop(far);
            let first = registrar().at(4).registration(200, "Expires: 600");
            let mut first = first.start(&place);
            registered(&place, &daemon, 4);
            first.done(10);
            drop(first);
            let mut far = answers(4).start(&place);
            talks(&place, &mut far);
        },
    );
}

fn answers(host: u8) -> Sipp {
    agent(200).at(host).tone(AGENT, 12_000).until_bye()
}

/// A caller and whoever is called hear each other.
fn talks(place: &Place, far: &mut Running) {
    let call = caller("4001").tone(CALLER, 12_000).wait(8_000).hang_up();
    let mut call = call.start(place);
    call.ear.hears(AGENT, 20);
    far.ear.hears(CALLER, 10);
    call.done(20);
    far.done(10);
}

fn code(record: &Value) -> &Value {
    &record["end_status"]["code"]
}

/// A call by the first server of a name, where it is of no use, reaches the second; once the first is back it has
/// the calls again.
fn goes_on(place: &Place, address: &str, useless: Sipp) {
    let names = Names::start(place);
    let trunk = format!("{{ mode: peer, probe: 0s, address: {address} }}");
    let daemon = start(place, &names, &trunk);
    let useless = useless.at(4).start(place);
    let mut far = answers(6).start(place);
    talks(place, &mut far);
    assert!(
        useless.messages().contains("INVITE sip:13900000000@"),
        "it was asked first"
    );
    drop((useless, far));
    let mut first = answers(4).start(place);
    talks(place, &mut first);
    for record in daemon.records(2) {
        assert_eq!(code(&record), 1, "{record:#}");
    }
}

#[test]
fn a_call_reaches_the_next_server_of_srv_where_the_first_is_silent() {
    apart(
        "names::a_call_reaches_the_next_server_of_srv_where_the_first_is_silent",
        || {
            goes_on(&Place::new(), "carrier.example", callee_silent("INVITE"));
        },
    );
}

#[test]
fn a_call_reaches_the_next_address_of_a_name_where_the_first_has_no_room() {
    apart(
        "names::a_call_reaches_the_next_address_of_a_name_where_the_first_has_no_room",
        || {
            goes_on(
                &Place::new(),
                "\"both.carrier.example:5060\"",
                callee_refuses(503),
            );
        },
    );
}
