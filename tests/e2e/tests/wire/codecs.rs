//! Phones and carriers that do not speak A-law.

use e2e::{Baresip, Daemon, Place, Stereo, caller, caller_refused, is_voice, strength};

use crate::{AGENT, CALLER};

/// A carrier that speaks what trunks speak, one that speaks A-law alone, and a queue of phones.
const CENTER: &str = r#"
center: { name: Codecs, phone_codecs: [pcma, g722, opus] }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  narrow: { mode: peer, address: "HOST4:5060", allow: [HOST4/32], codecs: [pcma] }
numbers:
  "4001": { trunk: carrier, ivr: main }
  "4002": { trunk: carrier, ivr: notice }
  "4003": { trunk: narrow, ivr: main }
prompts:
  prompt: { file: prompt.wav }
  music: { file: music.wav }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": {}
ivrs:
  main:
    nodes:
      main: { transfer: desk, music: { prompt: music }, timeout: 20s, on_timeout: bye }
      bye: { end: }
  notice:
    nodes:
      notice: { play: { prompt: prompt }, next: bye }
      bye: { end: }
"#;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

/// A phone that speaks one codec, ready for calls.
fn phone(place: &Place, daemon: &Daemon, codec: &str) -> Baresip {
    let password = daemon.phone_password("2001");
    let phone = Baresip::speaking(place, "2001", &password, 880, codec);
    e2e::eventually(15, "the phone is idle", || {
        (daemon.one("phones 2001")["state"] == "idle").then_some(())
    });
    phone
}

#[track_caller]
fn both_are_in(recording: &Stereo) {
    assert!(recording.millis() > 2_000, "{} ms", recording.millis());
    let talk = 6_000..recording.left.len() - 4_000;
    assert!(is_voice(&recording.left[talk.clone()], CALLER, AGENT));
    assert!(is_voice(&recording.right[talk], AGENT, CALLER));
}

/// A caller who speaks A-law and a phone that speaks this codec hear each other and are recorded.
fn they_hear_each_other(codec: &str) {
    let place = Place::new();
    let daemon = start(&place);
    let phone = phone(&place, &daemon, codec);
    let call = caller("4001").tone(CALLER, 20_000).wait(6_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 10);
    call.done(30);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    both_are_in(&daemon.recording(&record));
    e2e::eventually(10, "the phone has hung up", || {
        (daemon.one("phones 2001")["state"] == "idle").then_some(())
    });
    phone.process.terminate();
    let (rate, heard) = phone.heard();
    // The ear of the harness knows 8 kHz: another rate moves every pitch.
    let pitch = CALLER * 8_000.0 / f64::from(rate);
    let from = heard.len() / 2;
    let piece = &heard[from..from + rate as usize / 2];
    assert!(
        strength(piece, pitch) > 0.8,
        "{rate} Hz, {} samples",
        heard.len()
    );
}

#[test]
fn a_caller_in_a_law_and_a_phone_in_g722_hear_each_other() {
    they_hear_each_other("g722");
}

#[test]
fn a_caller_in_a_law_and_a_phone_in_opus_hear_each_other() {
    they_hear_each_other("opus");
}

#[test]
fn who_offers_g729_alone_is_answered_in_it_and_without_annex_b() {
    let place = Place::new();
    let daemon = start(&place);
    let mut call = caller("4002")
        .codecs("18 101")
        .wait(300)
        .hang_up()
        .start(&place);
    call.done(15);
    let messages = call.messages();
    for line in [
        "RTP/AVP 18 101\r\n",
        "a=rtpmap:18 G729/8000\r\n",
        "a=fmtp:18 annexb=no\r\n",
    ] {
        assert!(messages.contains(line), "{line}: {messages}");
    }
    assert_eq!(daemon.record()["hung_up_by"], "user");
}

#[test]
fn what_a_trunk_does_not_speak_is_not_acceptable_on_it() {
    let place = Place::new();
    let daemon = start(&place);
    caller_refused("4001", 488)
        .codecs("3 4")
        .start(&place)
        .done(10);
    caller_refused("4003", 488)
        .codecs("18")
        .at(4)
        .start(&place)
        .done(10);
    caller_refused("4003", 488)
        .codecs("0 9")
        .at(4)
        .start(&place)
        .done(10);
    assert_eq!(daemon.records(0).len(), 0);
}
