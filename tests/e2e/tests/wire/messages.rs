//! Messages that callers leave.

use std::time::Duration;

use e2e::{Daemon, MUSIC, PROMPT, Place, Stereo, caller, is_voice};
use serde_json::Value;

use crate::CALLER;

const CENTER: &str = r#"
center: { name: Messages }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: leave }
prompts:
  music: { file: music.wav }
ivrs:
  leave:
    nodes:
      leave: { voicemail: { prompt: music }, silence: 2s, next: bye }
      bye: { end: }
"#;

/// The beep is as high as the prompt of other tests.
const BEEP: f64 = PROMPT;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

/// The file of a message, by the record that has it.
#[track_caller]
fn message(daemon: &Daemon, record: &Value) -> Stereo {
    let recording = &record["voicemail"]["recording"];
    assert!(recording.is_string(), "{record:#}");
    assert_eq!(*recording, record["recordings"][0]["id"]);
    assert_eq!(record["voicemail"]["node"], "leave");
    daemon.recording(record)
}

#[track_caller]
fn is_only_the_caller(message: &Stereo, voice: std::ops::Range<usize>) {
    assert!(is_voice(&message.left[voice], CALLER, BEEP));
    assert!(message.right.iter().all(|sample| *sample == 0));
}

#[test]
fn the_file_holds_what_was_said_between_the_beep_and_the_mark() {
    let place = Place::new();
    let daemon = start(&place);
    let call = caller("4001").tone(CALLER, 12_000).wait(7_000).digit('#');
    let mut call = call.until_bye().start(&place);
    call.ear.hears(MUSIC, 10);
    call.ear.hears(BEEP, 10);
    call.done(20);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 107, "{record:#}");
    let message = message(&daemon, &record);
    let told = record["voicemail"]["duration_ms"].as_u64().expect("ms");
    assert!((3_000..5_500).contains(&told), "{told} ms");
    assert!(
        message.millis().abs_diff(told as usize) < 300,
        "{} ms",
        message.millis()
    );
    is_only_the_caller(&message, 4_000..message.left.len() - 6_000);
}

#[test]
fn a_silence_ends_the_message_and_a_hang_up_keeps_it() {
    let place = Place::new();
    let daemon = start(&place);
    let call = caller("4001").tone(CALLER, 6_000).until_bye();
    call.start(&place).done(20);
    let records = daemon.records(1);
    let quiet = message(&daemon, &records[0]);
    assert!(
        (4_500..7_500).contains(&quiet.millis()),
        "{} ms",
        quiet.millis()
    );
    let end = &quiet.left[quiet.left.len() - 8_000..];
    assert!(end.iter().all(|sample| sample.abs() < 200), "silence");

    caller("4001")
        .tone(CALLER, 8_000)
        .wait(5_500)
        .hang_up()
        .start(&place)
        .done(20);
    let records = daemon.records(2);
    assert_eq!(records[1]["end_status"]["code"], 102);
    let message = message(&daemon, &records[1]);
    is_only_the_caller(&message, 4_000..message.left.len() - 4_000);
}

#[test]
fn a_message_that_a_kill_cut_off_is_there_and_can_be_played() {
    let place = Place::new();
    let mut daemon = start(&place);
    let call = caller("4001")
        .tone(CALLER, 20_000)
        .until_bye()
        .start(&place);
    call.ear.hears(BEEP, 10);
    std::thread::sleep(Duration::from_secs(4));
    daemon.process.kill();
    drop(call);
    let daemon = Daemon::start(&place);
    let record = daemon.record();
    assert_eq!(record["cause"], "restart", "{record:#}");
    let message = message(&daemon, &record);
    assert!(message.millis() > 1_500, "{} ms", message.millis());
    is_only_the_caller(&message, 4_000..message.left.len());
}
