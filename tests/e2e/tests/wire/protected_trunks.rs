//! Trunks whose voices are protected, by what their peers make of that.

use e2e::{Baresip, Daemon, Place, Running, agent, caller, caller_refused, eventually, strength};
use serde_json::Value;

use crate::dissected::understood;
use crate::{AGENT, CALLER};

/// Calls that the carrier brings are dialled by the protected trunk `far`; whoever calls by that is handed to a
/// phone.
const CENTER: &str = r#"
center: { name: Protected }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  far: { mode: peer, FAR }
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4002": { trunk: far, ivr: in }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": { contact: "sip:2001@HOST3:5060", srtp: "off" }
prompts:
  music: { file: music.wav }
ivrs:
  out: { nodes: { out: { dial: "13900000000", caller: "4002" } } }
  in: { nodes: { in: { transfer: desk, music: { prompt: music } } } }
"#;

/// A daemon that speaks SIP by datagrams and TLS, and believes the authority of the place.
fn start(place: &Place) -> Daemon {
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let authority = place.path("authority.pem").display().to_string();
    let mut settings = vec!["--sip", sip.as_str(), "--tls-ca", &authority];
    settings.extend(identity.iter().map(String::as_str));
    Daemon::with(place, &settings)
}

fn apply(place: &Place, daemon: &Daemon, far: &str) {
    daemon.apply(&place.center(&CENTER.replace("FAR", far)));
}

/// The end of what baresip has heard, and whether it is a tone of that pitch.
#[track_caller]
fn hears(peer: &Baresip, pitch: f64) {
    let (rate, heard) = peer.heard();
    let from = heard.len() / 2;
    let piece = &heard[from..from + rate as usize / 2];
    let strong = strength(piece, pitch * 8_000.0 / f64::from(rate));
    assert!(strong > 0.8, "{rate} Hz, {} samples: {strong}", heard.len());
}

/// All that was said with the trunk `far` in a call, and that it was understood.
fn said(daemon: &Daemon, place: &Place, record: &Value) -> String {
    understood(daemon, place.net.daemon(), record);
    let id = record["id"].as_str().expect("an id");
    let trace = daemon.ccctl(&format!("call show {id} -o json")).json();
    let legs = trace["legs"].as_array().expect("legs").iter();
    let messages = legs.filter(|leg| leg["who"] == "trunk far");
    let messages = messages
        .filter_map(|leg| leg["messages"].as_array())
        .flatten();
    messages.filter_map(|it| it["text"].as_str()).collect()
}

/// A call out and a call in by a carrier who speaks by TLS and with keys alone: in both directions each hears
/// the other.
#[test]
fn a_carrier_by_tls_with_keys_alone_is_called_and_calls_and_all_hear_each_other() {
    let place = Place::new();
    let daemon = start(&place);
    let peer = Baresip::outside("tls", "pcma;mediaenc=srtp-mand", &place, "13900000000", 880);
    let far = format!(
        "address: \"{}\", allow: [127.0.0.1/32], transport: tls, srtp: required",
        peer.address()
    );
    apply(&place, &daemon, &far);
    let call = caller("4001").tone(CALLER, 8_000).wait(5_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 15);
    call.done(20);
    let out = daemon.record();
    assert_eq!(out["end_status"]["code"], 1, "{out:#}");
    hears(&peer, CALLER);
    let told = said(&daemon, &place, &out);
    assert!(told.contains(" RTP/SAVP 8 "), "{told}");
    assert!(
        told.matches("a=crypto:").count() >= 3,
        "two of ours, one of its own: {told}"
    );

    let phone = agent(200).tone(CALLER, 10_000).until_bye();
    let mut phone = phone.start(&place);
    peer.dial(&format!(
        "sip:4002@{}:5061;transport=tls",
        place.net.daemon()
    ));
    phone.ear.hears(AGENT, 15);
    let both = eventually(10, "a talk", || {
        let calls = daemon.get("calls");
        calls.into_iter().find(|it| it["phase"] == "talk")
    });
    assert_eq!(both["callee"], "4002", "{both:#}");
    std::thread::sleep(std::time::Duration::from_secs(3));
    peer.hang_up();
    phone.done(15);
    let records = daemon.records(2);
    assert_eq!(records[1]["end_status"]["code"], 1, "{:#}", records[1]);
    assert!(said(&daemon, &place, &records[1]).contains("a=crypto:"));
}

/// A peer that may have keys, where the trunk may.
#[test]
fn keys_are_agreed_on_where_both_may_have_them() {
    let place = Place::new();
    let daemon = start(&place);
    let peer = Baresip::outside("udp", "pcma;mediaenc=srtp", &place, "13900000000", 880);
    let far = format!("address: \"{}\", srtp: optional", peer.address());
    apply(&place, &daemon, &far);
    let call = caller("4001").tone(CALLER, 8_000).wait(4_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 15);
    call.done(20);
    hears(&peer, CALLER);
    let told = said(&daemon, &place, &daemon.record());
    assert!(told.matches("a=crypto:").count() >= 3, "{told}");
}

/// Who knows no keys, at the trunk with that setting: a call out, and one in that ends so.
fn without_keys(srtp: &str, comes: impl Fn(&Place) -> Running) -> (Value, String) {
    let place = Place::new();
    let daemon = start(&place);
    apply(
        &place,
        &daemon,
        &format!("address: \"HOST4:5060\", allow: [HOST4/32, HOST5/32], srtp: {srtp}"),
    );
    let mut far = agent(200)
        .at(4)
        .tone(AGENT, 6_000)
        .until_bye()
        .start(&place);
    let mut call = caller("4001").tone(CALLER, 6_000);
    call = match srtp {
        "required" => call.until_bye(),
        _ => call.wait(3_000).hang_up(),
    };
    let mut call = call.start(&place);
    if srtp == "optional" {
        call.ear.hears(AGENT, 10);
        far.ear.hears(CALLER, 10);
    }
    call.done(20);
    far.done(10);
    let out = daemon.record();
    let told = said(&daemon, &place, &out);
    comes(&place).done(15);
    (out, told)
}

#[test]
fn a_peer_without_keys_is_talked_with_in_plain_where_the_trunk_may() {
    let (out, told) = without_keys("optional", |place| {
        let phone = agent(200).tone(AGENT, 8_000).until_bye();
        let mut phone = phone.start(place);
        let call = caller("4002")
            .at(5)
            .tone(CALLER, 6_000)
            .wait(3_000)
            .hang_up();
        let call = call.start(place);
        call.ear.hears(AGENT, 10);
        phone.ear.hears(CALLER, 10);
        phone.done(15);
        call
    });
    assert_eq!(out["end_status"]["code"], 1, "{out:#}");
    assert_eq!(told.matches("a=crypto:").count(), 2, "ours alone: {told}");
}

#[test]
fn a_peer_without_keys_has_no_call_where_the_trunk_must() {
    let (out, told) = without_keys("required", |place| {
        caller_refused("4002", 488).at(5).start(place)
    });
    assert_ne!(out["end_status"]["code"], 1, "{out:#}");
    assert!(told.contains(" RTP/SAVP 8 "), "{told}");
    assert!(
        told.contains("BYE sip:"),
        "what it answers is of no use: {told}"
    );
}
