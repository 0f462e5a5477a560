//! Carriers whose servers DNS names: the next takes over where one is not there.

use e2e::{
    Daemon, Kamailio, Names, PROMPT, Place, Running, Sipp, agent, apart, callee_asked,
    callee_refuses, callee_silent, caller, eventually, registrar,
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

const SECURED: &str = r#"
center: { name: Names, strong_digest: false }
trunks:
  far: { mode: register, address: carrier.example, transport: tls, username: "4002", password: !secret file:carrier.txt, realm: carrier.example }
numbers:
  "4002": { trunk: far, ivr: hello }
ivrs:
  hello: { nodes: { hello: { play: { prompt: long }, next: bye }, bye: { end: } } }
prompts:
  long: { file: long.wav }
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

/// The first server dies. Whoever calls first waits for it, and nobody after him, until it answers OPTIONS.
#[test]
fn only_the_first_call_waits_for_a_silent_server_of_srv_until_it_answers_again() {
    apart(
        "names::only_the_first_call_waits_for_a_silent_server_of_srv_until_it_answers_again",
        || {
            let place = Place::new();
            let names = Names::start(&place);
            // Asked once within the first seconds, and by this test never again unless it is silent.
            let mut alive = callee_asked(200, &[], &[]).at(4).start(&place);
            let trunk = "{ mode: peer, probe: 10m, address: carrier.example }";
            let daemon = start(&place, &names, trunk);
            alive.done(15);
            drop(alive);
            let useless = callee_silent("INVITE").at(4).start(&place);
            let mut far = answers(6).start(&place);
            talks(&place, &mut far);
            drop((useless, far));
            let silent = place.addressed("HOST4:5060 has not answered a call since ");
            let told = daemon.one("trunks far")["reason"].to_string();
            assert!(told.contains(&silent), "{told}");
            let mut far = answers(6).start(&place);
            talks(&place, &mut far);
            drop(far);
            assert_eq!(asked_first(&place, &daemon), [true, false]);
            let mut alive = callee_asked(200, &[], &[]).at(4).start(&place);
            eventually(60, "the first server is believed again", || {
                daemon.one("trunks far")["reason"].is_null().then_some(())
            });
            alive.done(5);
            drop(alive);
            let mut first = answers(4).start(&place);
            talks(&place, &mut first);
            for record in daemon.records(3) {
                assert_eq!(code(&record), 1, "{record:#}");
            }
        },
    );
}

/// SRV names servers by TLS, of which the first is not there. The other proves that it is the name that DNS was asked
/// for, not that of its host (RFC 5922 section 4).
#[test]
fn srv_by_tls_leads_to_the_server_that_proves_the_name() {
    apart(
        "names::srv_by_tls_leads_to_the_server_that_proves_the_name",
        || {
            let place = Place::new();
            let names = Names::start(&place);
            let servers = [(20, 5061, "b.pool.example"), (10, 5061, "a.pool.example")];
            names.secure_services("carrier.example", &servers);
            names.addresses("a.pool.example", &[place.net.host(4)]);
            names.addresses("b.pool.example", &[place.net.host(2)]);
            let daemon = secured(&place);
            let _carrier = Kamailio::over_tls(&place, "secret");
            let at = place.addressed("at HOST2:5061");
            eventually(40, &at, || {
                let trunk = daemon.one("trunks far");
                (trunk["state"] == "registered" && trunk["reason"] == at.as_str()).then_some(())
            });
            let call = caller("4002").at(5).to(2).wait(1_500).hang_up();
            let mut call = call.start(&place);
            call.ear.hears(PROMPT, 10);
            call.done(20);
            assert_eq!(daemon.record()["trunk"], "far");
        },
    );
}

/// A daemon with an account at a carrier by TLS.
fn secured(place: &Place) -> Daemon {
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let authority = place.path("authority.pem").display().to_string();
    let mut settings = vec!["--sip", sip.as_str(), "--tls-ca", &authority];
    settings.extend(identity.iter().map(String::as_str));
    let daemon = Daemon::with(place, &settings);
    let center = place.center(SECURED);
    std::fs::write(center.join("carrier.txt"), "secret").expect("a password");
    daemon.apply(&center);
    daemon
}

/// Of each call whether the first server was sent a message of it.
fn asked_first(place: &Place, daemon: &Daemon) -> Vec<bool> {
    let first = place.addressed("HOST4:5060");
    let shown = daemon.records(2).into_iter().map(|record| {
        let id = record["id"].as_str().expect("an id").to_owned();
        daemon.ccctl(&format!("call show {id} -o json")).ok().out
    });
    shown.map(|shown| shown.contains(&first)).collect()
}

/// The first server of a name has no room for a call, which reaches the second; the next is for the first again.
#[test]
fn a_call_reaches_the_next_address_of_a_name_where_the_first_has_no_room() {
    apart(
        "names::a_call_reaches_the_next_address_of_a_name_where_the_first_has_no_room",
        || {
            let place = Place::new();
            let names = Names::start(&place);
            let trunk = "{ mode: peer, probe: 0s, address: \"both.carrier.example:5060\" }";
            let daemon = start(&place, &names, trunk);
            let full = callee_refuses(503).at(4).start(&place);
            let mut far = answers(6).start(&place);
            talks(&place, &mut far);
            let asked = full.messages().contains("INVITE sip:13900000000@");
            assert!(asked, "it was asked first");
            drop((full, far));
            let mut first = answers(4).start(&place);
            talks(&place, &mut first);
            for record in daemon.records(2) {
                assert_eq!(code(&record), 1, "{record:#}");
            }
        },
    );
}
