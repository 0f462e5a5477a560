//! An agent hands his caller over from a desk phone that we did not write.

use e2e::{Baresip, Daemon, Place, agent, callee_refuses, caller, is_voice};
use serde_json::Value;

use crate::dissected::understood;
use crate::{AGENT, CALLER};

/// The pitch of whoever takes the caller over, Hz.
const OTHER: f64 = 1_250.0;

/// Callers get the phone 2001, which registers; 2002 is another, and at HOST4 is the carrier of numbers
/// outside.
const CENTER: &str = r#"
center: { name: Transfers }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  far: { mode: peer, address: "HOST4:5060", allow: [HOST4/32] }
numbers:
  "4001": { trunk: carrier, ivr: in }
  "4009": { trunk: far, ivr: in, outbound_skill_groups: [desk] }
prompts:
  music: { file: music.wav }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": {}
  "2002": { contact: "sip:2002@HOST3:5060" }
ivrs:
  in:
    nodes:
      wait: { transfer: desk, music: music }
"#;

/// The center, and the desk phone once it can be called.
fn start(place: &Place) -> (Daemon, Baresip) {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    let password = daemon.phone_password("2001");
    let phone = Baresip::start(place, "2001", &password, 880);
    e2e::eventually(15, "the phone is idle", || {
        (daemon.one("phones 2001")["state"] == "idle").then_some(())
    });
    (daemon, phone)
}

fn statuses(record: &Value) -> (u64, Vec<u64>) {
    let code = |of: &Value| of["end_status"]["code"].as_u64().expect("a code");
    let parts = record["participants"].as_array().expect("a list");
    (code(record), parts.iter().map(code).collect())
}

/// The recordings of a call, one for each of its talks.
fn recordings(record: &Value) -> usize {
    record["recordings"].as_array().expect("a list").len()
}

#[test]
fn a_caller_hears_the_agent_to_whom_he_was_handed_over() {
    let place = Place::new();
    let (daemon, desk) = start(&place);
    let other = agent(1_000).tone(OTHER, 12_000).wait(5_000).hang_up();
    let mut other = other.start(&place);
    let mut call = caller("4001")
        .tone(CALLER, 30_000)
        .until_bye()
        .start(&place);
    call.ear.hears(AGENT, 15);
    desk.transfer("2002");
    call.ear.hears(OTHER, 15);
    other.ear.hears(CALLER, 10);
    other.done(20);
    call.done(20);
    assert!(other.messages().contains("INVITE sip:2002@"));
    let heard = call.ear.heard();
    let end = heard.len() - 4_000;
    assert!(is_voice(&heard[end - 8_000..end], OTHER, AGENT));
    let record = daemon.record();
    understood(&daemon, place.net.daemon(), &record);
    assert_eq!(statuses(&record), (1, vec![1, 214, 1]), "{record:#}");
    assert_eq!(record["participants"][1]["transferred_to"], 2);
    assert_eq!(record["participants"][2]["transferred_from"], 1);
    assert_eq!(record["participants"][2]["phone"], "2002");
    assert_eq!(recordings(&record), 2, "{record:#}");
    e2e::eventually(10, "the phone is idle", || {
        (daemon.one("phones 2001")["state"] == "idle").then_some(())
    });
}

#[test]
fn a_caller_who_is_handed_to_a_number_outside_has_214() {
    let place = Place::new();
    let (daemon, desk) = start(&place);
    let far = agent(500).at(4).tone(OTHER, 12_000).wait(4_000).hang_up();
    let mut far = far.start(&place);
    let mut call = caller("4001")
        .tone(CALLER, 30_000)
        .until_bye()
        .start(&place);
    call.ear.hears(AGENT, 15);
    desk.transfer("13912345678");
    call.ear.hears(OTHER, 15);
    far.done(20);
    call.done(20);
    assert!(far.messages().contains("INVITE sip:13912345678@"));
    assert!(far.messages().contains("From: <sip:4009@"));
    let record = daemon.record();
    understood(&daemon, place.net.daemon(), &record);
    assert_eq!(statuses(&record), (214, vec![214, 214, 1]), "{record:#}");
    assert_eq!(record["participants"][2]["kind"], "outside");
}

/// This phone hangs up when it hears that nobody was reached, and asks nobody.
#[test]
fn a_caller_whom_a_busy_colleague_does_not_take_talks_with_the_first_again() {
    let place = Place::new();
    let (daemon, desk) = start(&place);
    let mut other = callee_refuses(486).start(&place);
    let call = caller("4001").tone(CALLER, 30_000).wait(10_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 15);
    desk.transfer("2002");
    other.done(15);
    call.done(30);
    let heard = call.ear.heard();
    let end = heard.len() - 4_000;
    assert!(is_voice(&heard[end - 8_000..end], AGENT, OTHER));
    let record = daemon.record();
    understood(&daemon, place.net.daemon(), &record);
    assert_eq!(statuses(&record), (1, vec![1, 1, 17, 1]), "{record:#}");
    assert_eq!(record["hung_up_by"], "user");
}
