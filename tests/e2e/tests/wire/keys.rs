//! Keys, in whichever way a side tells them and takes them.

use e2e::{Daemon, Place, agent, caller, strength};

use crate::told::{path, step};

const CENTER: &str = r#"
center: { name: Keys }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32, HOST6/32, HOST7/32] }
  told: { mode: peer, address: "HOST4:5060", allow: [HOST4/32], dtmf: info }
  toned: { mode: peer, address: "HOST8:5060", allow: [HOST8/32], dtmf: inband }
numbers:
  "4001": { trunk: carrier, ivr: main }
  "4002": { trunk: carrier, ivr: told }
  "4003": { trunk: carrier, ivr: toned }
  "4004": { trunk: told, ivr: main }
  "4005": { trunk: toned, ivr: main }
prompts:
  long: { file: long.wav }
ivrs:
  main:
    nodes:
      menu: { menu: { prompt: long }, keys: { "5": { label: Five, next: bye } }, exhausted: bye }
      bye: { end: }
  told: { nodes: { out: { dial: "13900000000", caller: "4004" } } }
  toned: { nodes: { out: { dial: "13900000000", caller: "4005" } } }
"#;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

#[test]
fn a_key_chooses_whether_it_is_an_event_of_any_type_a_message_or_two_tones() {
    let place = Place::new();
    let daemon = start(&place);
    let call = || caller("4001").wait(1_000);
    let relay = ["Signal=5", "Duration=160"];
    let calls = [
        call().events(97).wait(500).digit('5'),
        call()
            .at(5)
            .asks("INFO", &["Content-Type: application/dtmf"], &["5"], 200),
        call().at(6).asks(
            "INFO",
            &["Content-Type: application/dtmf-relay"],
            &relay,
            200,
        ),
        call().at(7).codecs("8").tones('5'),
    ];
    let mut calls = calls.map(|call| call.until_bye().start(&place));
    for call in &mut calls {
        call.done(15);
    }
    for record in daemon.records(4) {
        assert_eq!(path(&record), ["menu", "bye"], "{record:#}");
        assert_eq!(step(&record, "menu")["label"], "Five", "{record:#}");
    }
}

/// Whether the two tones of a key are in there.
fn is_pressed(heard: &[i16], low: f64, high: f64) -> bool {
    let mut pieces = heard.windows(400).step_by(80);
    pieces.any(|piece| strength(piece, low) > 0.3 && strength(piece, high) > 0.3)
}

#[test]
fn a_key_that_comes_as_an_event_goes_on_as_a_message_or_as_tones() {
    let place = Place::new();
    let daemon = start(&place);
    let far = |host| agent(200).at(host).wait(3_000).hang_up().start(&place);
    let (mut told, mut toned) = (far(4), far(8));
    let call = |number, host| {
        let call = caller(number).at(host).wait(1_500).digit('5');
        call.until_bye().start(&place)
    };
    let mut calls = [call("4002", 2), call("4003", 5)];
    told.done(15);
    toned.done(15);
    for call in &mut calls {
        call.done(15);
    }
    let said = told.messages();
    assert!(
        said.contains("Content-Type: application/dtmf-relay"),
        "{said}"
    );
    assert!(said.contains("Signal=5"), "{said}");
    assert!(is_pressed(&toned.ear.heard(), 770.0, 1_336.0));
    assert!(!is_pressed(&told.ear.heard(), 770.0, 1_336.0));
    daemon.records(2);
}
