//! Phones whose voices are protected.

use e2e::{Baresip, Daemon, Place, caller, is_voice, strength};

use crate::{AGENT, CALLER};

/// A carrier that knows no keys, and a phone.
const CENTER: &str = r#"
center: { name: Protected }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: main }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": { srtp: SRTP }
prompts:
  music: { file: music.wav }
ivrs:
  main:
    nodes:
      main: { transfer: desk, music: { prompt: music }, timeout: 20s, on_timeout: bye }
      bye: { end: }
"#;

/// A center whose phone has that setting, and the phone with its own.
fn start(place: &Place, srtp: &str, own: &str) -> (Daemon, Baresip) {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(&CENTER.replace("SRTP", srtp)));
    let password = daemon.phone_password("2001");
    let phone = Baresip::protected(own, place, "2001", &password, 880);
    e2e::eventually(15, "the phone is idle", || {
        (daemon.one("phones 2001")["state"] == "idle").then_some(())
    });
    (daemon, phone)
}

/// A caller without keys and the phone hear each other, and are recorded.
fn they_hear_each_other(srtp: &str, own: &str) {
    let place = Place::new();
    let (daemon, phone) = start(&place, srtp, own);
    let call = caller("4001").tone(CALLER, 20_000).wait(6_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 10);
    call.done(30);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    let recording = daemon.recording(&record);
    let talk = 6_000..recording.left.len() - 4_000;
    assert!(is_voice(&recording.left[talk.clone()], CALLER, AGENT));
    assert!(is_voice(&recording.right[talk], AGENT, CALLER));
    e2e::eventually(10, "the phone has hung up", || {
        (daemon.one("phones 2001")["state"] == "idle").then_some(())
    });
    phone.process.terminate();
    let said = phone.process.said();
    let keys = said.matches("a=crypto:").count();
    assert!(keys >= 3, "two of ours and one of its own: {said}");
    let (rate, heard) = phone.heard();
    let from = heard.len() / 2;
    let piece = &heard[from..from + rate as usize / 2];
    // The ear of the harness knows 8 kHz: another rate moves every pitch.
    let pitch = CALLER * 8_000.0 / f64::from(rate);
    assert!(
        strength(piece, pitch) > 0.8,
        "{rate} Hz, {} samples",
        heard.len()
    );
}

#[test]
fn a_phone_that_must_have_keys_and_a_caller_without_hear_each_other() {
    they_hear_each_other("required", "srtp-mand");
}

#[test]
fn a_phone_that_may_have_keys_finds_them_beside_plain_audio() {
    they_hear_each_other("optional", "srtp");
}
