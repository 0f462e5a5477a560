//! Agents' devices that fail: 211 for their part, and the caller is served by another.

use e2e::{Daemon, Place, agent, callee_refuses, caller};

use crate::AGENT;
use crate::told::{code, parts};

const CENTER: &str = r#"
center: { name: Devices }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: main }
routing:
  default: { order: priority }
skill_groups:
  sales: { members: { amy: 1, ben: 2 } }
agents:
  amy: { name: Amy, staff_number: "1001" }
  ben: { name: Ben, staff_number: "1002" }
phones:
  "2001": { agent: amy, contact: "sip:2001@HOST3:5060" }
  "2002": { agent: ben, contact: "sip:2001@HOST4:5060" }
ivrs:
  main:
    nodes:
      sales: { transfer: sales }
"#;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

#[test]
fn a_phone_that_cannot_take_the_call_gives_it_to_the_next() {
    let place = Place::new();
    let daemon = start(&place);
    let mut broken = callee_refuses(500).start(&place);
    let phone = agent(200).at(4).tone(AGENT, 3_000).wait(800).hang_up();
    let mut phone = phone.start(&place);
    let mut call = caller("4001").until_bye().start(&place);
    call.ear.hears(AGENT, 10);
    for peer in [&mut broken, &mut phone, &mut call] {
        peer.done(10);
    }
    let record = daemon.record();
    let wanted = [(None, 1), (Some("amy"), 211), (Some("ben"), 1)];
    assert_eq!(parts(&record), wanted, "{record:#}");
    let part = &record["participants"][1]["end_status"];
    assert_eq!(part["string"], "clientError", "{record:#}");
}

#[test]
fn a_phone_without_a_codec_in_common_gives_the_call_to_the_next() {
    let place = Place::new();
    let daemon = start(&place);
    let mut strange = agent(100).codecs("18").until_bye().start(&place);
    let phone = agent(200).at(4).wait(800).hang_up();
    let mut phone = phone.start(&place);
    caller("4001").until_bye().start(&place).done(15);
    phone.done(10);
    strange.done(10);
    let record = daemon.record();
    let wanted = [(None, 1), (Some("amy"), 211), (Some("ben"), 1)];
    assert_eq!(parts(&record), wanted, "{record:#}");
}

/// The daemon waits 32 s for an acknowledgement (RFC 3261 section 13.3.1.4), and so does this test.
#[test]
fn who_talked_with_a_phone_that_vanished_is_served_by_another() {
    let place = Place::new();
    let daemon = start(&place);
    let mut gone = agent(100).wait(800).vanish().start(&place);
    let phone = agent(200).at(4).tone(AGENT, 3_000).wait(800).hang_up();
    let mut phone = phone.start(&place);
    let mut call = caller("4001").until_bye().start(&place);
    daemon.phase("talk");
    gone.done(10);
    call.ear.hears(AGENT, 45);
    phone.done(10);
    call.done(10);
    let record = daemon.record();
    let wanted = [(None, 1), (Some("amy"), 211), (Some("ben"), 1)];
    assert_eq!(parts(&record), wanted, "{record:#}");
    assert_eq!((code(&record), &record["agent"]), (1, &"ben".into()));
    assert_eq!(record["recordings"].as_array().map(Vec::len), Some(2));
    let talk = record["duration_ms"].as_u64().expect("milliseconds");
    assert!((32_000..40_000).contains(&talk), "talked for {talk} ms");
}
