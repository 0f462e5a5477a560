//! Calls that are dialled: by a flow to a number outside or to an extension, and by phones.

use std::sync::Mutex;

use e2e::{
    Baresip, Daemon, Place, Reply, Stereo, System, agent, agent_never_answers, callee_refuses,
    caller, is_voice,
};
use serde_json::Value;

use crate::told::path;
use crate::{AGENT, CALLER};

/// A carrier that brings calls at HOST2, one that takes them at HOST4, and phones that stand for
/// themselves, of which two register.
const CENTER: &str = r#"
center: { name: Dials }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  far: { mode: peer, address: "HOST4:5060", allow: [HOST4/32] }
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4002": { trunk: carrier, ivr: ask }
  "4009": { trunk: far, ivr: out, outbound_skill_groups: [desk] }
prompts:
  music: { file: music.wav }
  long: { file: long.wav }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": {}
  "2002": {}
  "2003": { contact: "sip:2003@HOST3:5060" }
ivrs:
  out:
    nodes:
      out: { dial: "13900000000", caller: "4009", timeout: 3s, on_busy: busy, on_no_answer: late, on_failed: failed }
      busy: { end: }
      late: { end: }
      failed: { end: }
  ask:
    nodes:
      ask: { extension: { prompt: long }, length: 4, on_busy: busy, on_no_answer: busy, on_offline: busy }
      busy: { end: }
"#;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

fn statuses(record: &Value) -> (u64, Vec<u64>) {
    let code = |of: &Value| of["end_status"]["code"].as_u64().expect("a code");
    let parts = record["participants"].as_array().expect("a list");
    (code(record), parts.iter().map(code).collect())
}

#[track_caller]
fn both_are_in(recording: &Stereo, left: f64, right: f64) {
    assert!(recording.millis() > 2_000, "{} ms", recording.millis());
    let talk = 4_000..recording.left.len() - 4_000;
    assert!(is_voice(&recording.left[talk.clone()], left, right));
    assert!(is_voice(&recording.right[talk], right, left));
}

#[test]
fn a_caller_and_a_number_outside_hear_each_other_and_are_recorded() {
    let place = Place::new();
    let daemon = start(&place);
    let far = agent(500).at(4).tone(AGENT, 10_000).wait(4_000).hang_up();
    let mut far = far.start(&place);
    let call = caller("4001").tone(CALLER, 10_000).until_bye();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 10);
    far.ear.hears(CALLER, 10);
    far.done(20);
    call.done(20);
    assert!(far.messages().contains("INVITE sip:13900000000@"));
    assert!(far.messages().contains("From: <sip:4009@"));
    let record = daemon.record();
    assert_eq!(statuses(&record), (1, vec![1, 1]), "{record:#}");
    assert_eq!(record["participants"][1]["kind"], "outside");
    assert_eq!(record["participants"][1]["number"], "13900000000");
    both_are_in(&daemon.recording(&record), CALLER, AGENT);
}

#[test]
fn a_number_outside_that_is_busy_or_unknown_has_its_status_and_exit() {
    let place = Place::new();
    let daemon = start(&place);
    for (n, (status, exit, code)) in [(486, "busy", 206), (404, "failed", 205)]
        .into_iter()
        .enumerate()
    {
        let mut far = callee_refuses(status).at(4).start(&place);
        caller("4001").until_bye().start(&place).done(15);
        far.done(10);
        let records = daemon.records(n + 1);
        let record = records.last().expect("a record");
        assert_eq!(path(record), ["out", exit], "{record:#}");
        assert_eq!(statuses(record), (107, vec![107, code]), "{record:#}");
    }
}

#[test]
fn the_number_is_the_one_that_a_system_says_and_the_written_one_if_it_says_none() {
    let place = Place::new();
    let answers = [r#"{"callee": "13911112222"}"#, "no JSON"];
    let answers = Mutex::new(answers.into_iter());
    let system = System::start(place.net.host(20), move |_| {
        let mut answers = answers.lock().expect("answers");
        Reply::ok(answers.next().expect("two questions"))
    });
    let host = place.net.host(20).to_string();
    let daemon = Daemon::with(&place, &["--allow-url-network", &host]);
    let from = format!(
        "caller: \"4009\", from: {{ url: \"{}\" }}",
        system.url("/callee")
    );
    let yaml = CENTER.replace("caller: \"4009\"", &from);
    assert_ne!(yaml, CENTER);
    daemon.apply(&place.center(&yaml));
    for (n, (number, outcome)) in [("13911112222", "answered"), ("13900000000", "malformed")]
        .into_iter()
        .enumerate()
    {
        let mut far = callee_refuses(486).at(4).start(&place);
        caller("4001").until_bye().start(&place).done(15);
        far.done(10);
        let invited = format!("INVITE sip:{number}@");
        assert!(far.messages().contains(&invited), "{}", far.messages());
        let record = daemon.records(n + 1).pop().expect("a record");
        assert_eq!(record["consultations"][0]["outcome"], outcome, "{record:#}");
    }
    let asked = system.asked();
    assert_eq!(asked[0].body["callee"], "13900000000", "{asked:#?}");
}

#[test]
fn a_number_outside_that_nobody_answers_is_cancelled_in_time() {
    let place = Place::new();
    let daemon = start(&place);
    let mut far = agent_never_answers().at(4).start(&place);
    caller("4001").until_bye().start(&place).done(15);
    far.done(10);
    let record = daemon.record();
    assert_eq!(path(&record), ["out", "late"], "{record:#}");
    assert_eq!(statuses(&record), (107, vec![107, 202]), "{record:#}");
}

#[test]
fn a_caller_enters_an_extension_and_talks_there() {
    let place = Place::new();
    let daemon = start(&place);
    let phone = agent(500).tone(AGENT, 10_000).wait(4_000).hang_up();
    let mut phone = phone.start(&place);
    let call = "2003"
        .chars()
        .fold(caller("4002").wait(800), |call, key| call.digit(key));
    let mut call = call.tone(CALLER, 10_000).until_bye().start(&place);
    call.ear.hears(AGENT, 10);
    phone.ear.hears(CALLER, 10);
    phone.done(20);
    call.done(20);
    let record = daemon.record();
    assert_eq!(statuses(&record), (1, vec![1, 1]), "{record:#}");
    assert_eq!(record["participants"][1]["phone"], "2003");
    both_are_in(&daemon.recording(&record), CALLER, AGENT);
}

/// The softphone of an extension dials and talks for four seconds; what it heard.
fn dial(place: &Place, daemon: &Daemon, extension: &str, number: &str) -> Vec<i16> {
    let password = daemon.phone_password(extension);
    let (file, heard) = (place.path("password"), place.path("heard.wav"));
    std::fs::write(&file, password).expect("a file");
    let server = place.net.daemon();
    let phone = format!(
        "softphone --server {server}:5060 --user {extension} --password-file {} --tone 440 \
         --record {} dial {number} --hang-up-after 4s",
        file.display(),
        heard.display()
    );
    daemon.ccctl(&phone).ok();
    let file = std::fs::read(&heard).expect("what was heard");
    let samples = file[44..].as_chunks::<2>().0.iter();
    samples.map(|sample| i16::from_le_bytes(*sample)).collect()
}

#[test]
fn a_phone_calls_another_and_both_hear_each_other() {
    let place = Place::new();
    let daemon = start(&place);
    let password = daemon.phone_password("2002");
    let _other = Baresip::start(&place, "2002", &password, 880);
    e2e::eventually(15, "the phone is idle", || {
        (daemon.one("phones 2002")["state"] == "idle").then_some(())
    });
    let heard = dial(&place, &daemon, "2001", "2002");
    let talk = 8_000..heard.len() - 4_000;
    assert!(is_voice(&heard[talk], AGENT, CALLER));
    let record = daemon.record();
    assert_eq!(statuses(&record), (1, vec![1, 1]), "{record:#}");
    assert_eq!(
        (&record["kind"], &record["direction"]),
        (&"internal".into(), &"out".into())
    );
    assert_eq!(
        (&record["caller"], &record["callee"]),
        (&"2001".into(), &"2002".into())
    );
    both_are_in(&daemon.recording(&record), CALLER, AGENT);
}

#[test]
fn a_phone_calls_a_customer_over_the_trunk() {
    let place = Place::new();
    let daemon = start(&place);
    let far = agent(500).at(4).tone(AGENT, 10_000).until_bye();
    let mut far = far.start(&place);
    let heard = dial(&place, &daemon, "2001", "13912345678");
    far.done(10);
    assert!(far.messages().contains("INVITE sip:13912345678@"));
    let talk = 8_000..heard.len() - 4_000;
    assert!(is_voice(&heard[talk], AGENT, CALLER));
    let record = daemon.record();
    assert_eq!(statuses(&record), (1, vec![1, 1]), "{record:#}");
    assert_eq!(record["caller"], "4009");
    assert_eq!(record["hung_up_by"], "agent");
    // The customer is left, whoever called.
    both_are_in(&daemon.recording(&record), AGENT, CALLER);
}
