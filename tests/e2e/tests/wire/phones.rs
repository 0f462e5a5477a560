//! Phones that register.

use e2e::{Baresip, Daemon, Place, Wire, caller, eventually, is_voice, stays};
use serde_json::Value;

use crate::{AGENT, CALLER, DESK};

const FIXED: &str = r#"agent: amy, contact: "sip:2001@HOST3:5060""#;

/// A daemon whose phone 2001 registers, and that phone's password.
fn desk(place: &Place) -> (Daemon, String) {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(&DESK.replace(FIXED, "agent: amy")));
    let password = daemon.phone_password("2001");
    (daemon, password)
}

fn phone_is(daemon: &Daemon, state: &str) -> bool {
    daemon.one("phones 2001")["state"] == state
}

#[test]
fn a_softphone_registers_is_rung_talks_and_leaves() {
    let place = Place::new();
    let (daemon, password) = desk(&place);
    let softphone = Baresip::start(&place, "2001", &password, 880);
    eventually(15, "the phone is idle", || {
        phone_is(&daemon, "idle").then_some(())
    });
    daemon.agent_is("amy", "idle");

    let call = caller("4001").wait(1_500).digit('1').tone(CALLER, 10_000);
    let mut call = call.wait(4_000).hang_up().start(&place);
    daemon.phase("talk");
    assert!(phone_is(&daemon, "on_call"));
    call.ear.hears(AGENT, 10);
    call.done(20);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["hung_up_by"], "user");
    let recording = daemon.recording(&record);
    let talk = 4_000..recording.left.len() - 4_000;
    assert!(is_voice(&recording.left[talk.clone()], CALLER, AGENT));
    assert!(is_voice(&recording.right[talk], AGENT, CALLER));

    daemon.agent_is("amy", "idle");
    softphone.process.terminate();
    daemon.agent_is("amy", "offline");
    assert!(phone_is(&daemon, "unregistered"));
}

#[test]
fn a_softphone_with_a_wrong_password_stays_outside() {
    let place = Place::new();
    let (daemon, _) = desk(&place);
    let softphone = Baresip::start(&place, "2001", "wrong", 880);
    eventually(15, "a second 401", || {
        let said = softphone.process.said();
        (said.matches("SIP/2.0 401").count() >= 2).then_some(())
    });
    stays(1_000, "the phone is unregistered", || {
        phone_is(&daemon, "unregistered")
    });
    daemon.agent_is("amy", "offline");
}

/// An answer without what differs from one to the next by chance.
fn shape(answer: &str) -> Vec<String> {
    let chance = ["Via:", "Call-ID:", "From:", "To:"];
    answer
        .lines()
        .filter(|line| !chance.iter().any(|name| line.starts_with(name)))
        .map(|line| {
            let pieces = line.split(", ").map(|piece| piece.split('=').next());
            let names: Vec<_> = pieces.flatten().collect();
            names.join(" ")
        })
        .collect()
}

fn nonce(answer: &str) -> String {
    let (_, rest) = answer.split_once("nonce=\"").expect("a nonce");
    rest.split('"').next().expect("its end").to_owned()
}

#[test]
fn an_unknown_user_and_a_wrong_password_look_the_same() {
    let place = Place::new();
    let (daemon, _) = desk(&place);
    let wire = Wire::new(place.net.host(4), place.net.daemon());
    let host = place.net.daemon();
    let register = |user: &str, name: &str, more: &[&str]| {
        let to = format!("To: <sip:{user}@{host}>");
        let from = format!("From: <sip:{user}@{host}>;tag={name}");
        let lines = [&[to.as_str(), from.as_str()], more].concat();
        let answer = wire.ask(&wire.request("REGISTER", name, &lines, ""));
        answer.expect("an answer")
    };
    let known = register("2001", "known", &[]);
    let unknown = register("2999", "unknown", &[]);
    assert!(known.starts_with("SIP/2.0 401"), "{known}");
    assert_eq!(shape(&known), shape(&unknown));

    let guess = |user: &str, answer: &str| {
        let (nonce, zero) = (nonce(answer), "0".repeat(32));
        format!(
            "Authorization: Digest username=\"{user}\", realm=\"ccd\", nonce=\"{nonce}\", \
             uri=\"sip:{host}\", response=\"{zero}\", algorithm=MD5, qop=auth, nc=00000001, \
             cnonce=\"abc\""
        )
    };
    let wrong = register("2001", "wrong", &[&guess("2001", &known)]);
    let nobody = register("2999", "nobody", &[&guess("2999", &unknown)]);
    assert!(wrong.starts_with("SIP/2.0 401"), "{wrong}");
    assert_eq!(shape(&wrong), shape(&nobody));
    let phones: Vec<Value> = daemon.get("phones");
    assert!(phones.iter().all(|phone| phone["state"] == "unregistered"));
}
