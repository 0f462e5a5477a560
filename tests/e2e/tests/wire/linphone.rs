//! What linphone does as an agent's softphone: by every transport, on hold, and when it hands calls over.

use e2e::{
    Daemon, Linphone, Place, Running, Softphone, agent, agent_never_answers, callee_refuses,
    caller, eventually, is_voice, strength,
};
use serde_json::Value;

use crate::{AGENT, CALLER};

/// The pitch of whoever takes the caller over, Hz.
const OTHER: f64 = 1_250.0;

/// A number and a group for each of three softphones; 2004 is a phone at a fixed address, and at HOST4 is the
/// carrier of numbers outside.
const CENTER: &str = r#"
center: { name: Softphones, phone_codecs: [pcma, g722, opus] }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32, HOST6/32] }
  far: { mode: peer, address: "HOST4:5060", allow: [HOST4/32] }
numbers:
  "4001": { trunk: carrier, ivr: first }
  "4002": { trunk: carrier, ivr: second }
  "4003": { trunk: carrier, ivr: third }
  "4009": { trunk: far, ivr: first, outbound_skill_groups: [first] }
prompts:
  music: { file: music.wav }
skill_groups:
  first: { phones: ["2001"] }
  second: { phones: ["2002"] }
  third: { phones: ["2003"] }
phones:
  "2001": {}
  "2002": { transports: [tcp] }
  "2003": { srtp: required, transports: [tls] }
  "2004": { contact: "sip:2004@HOST3:5060" }
ivrs:
  first: { nodes: { wait: { transfer: first, music: music } } }
  second: { nodes: { wait: { transfer: second, music: music } } }
  third: { nodes: { wait: { transfer: third, music: music } } }
"#;

fn start(place: &Place) -> Daemon {
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tcp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(identity.iter().map(String::as_str));
    let daemon = Daemon::with(place, &settings);
    daemon.apply(&place.center(CENTER));
    daemon
}

/// A softphone, once it can be called.
fn phone(
    place: &Place,
    daemon: &Daemon,
    extension: &str,
    pitch: f64,
    set: impl FnOnce(Softphone<'_>) -> Softphone<'_>,
) -> Linphone {
    let password = &daemon.phone_password(extension);
    let phone = set(Softphone::new(extension, password, pitch)).start(place);
    is_idle(daemon, extension);
    phone
}

fn is_idle(daemon: &Daemon, extension: &str) {
    eventually(20, &format!("{extension} is idle"), || {
        (daemon.one(&format!("phones {extension}"))["state"] == "idle").then_some(())
    });
}

fn statuses(record: &Value) -> (u64, Vec<u64>) {
    let code = |of: &Value| of["end_status"]["code"].as_u64().expect("a code");
    let parts = record["participants"].as_array().expect("a list");
    (code(record), parts.iter().map(code).collect())
}

/// It heard the caller for a second and a half at least. Where the machine is busy its own sound stumbles.
#[track_caller]
fn heard_the_caller(phone: &Linphone) {
    let (rate, heard) = phone.heard();
    // The ear of the harness knows 8 kHz: another rate moves every pitch.
    let pitch = CALLER * 8_000.0 / f64::from(rate);
    let halves = heard.chunks_exact(rate as usize / 2);
    let clear = halves.filter(|half| strength(half, pitch) > 0.8).count();
    assert!(
        clear >= 3,
        "{clear} halves of a second of {} samples at {rate} Hz",
        heard.len()
    );
}

#[track_caller]
fn a_tone_at_the_end(call: &Running, pitch: f64, not: f64) {
    let heard = call.ear.heard();
    let end = heard.len() - 4_000;
    assert!(is_voice(&heard[end - 8_000..end], pitch, not));
}

/// Two more seconds are heard.
fn goes_on(call: &Running) {
    let before = call.ear.heard().len();
    eventually(10, "the caller hears something", || {
        (call.ear.heard().len() > before + 16_000).then_some(())
    });
}

/// It was told that, and no more will come.
#[track_caller]
fn told_at_last(phone: &Linphone, line: &str) {
    eventually(10, &format!("it is told: {line}"), || {
        let messages = phone.messages();
        let notified = messages.split("NOTIFY sip:").skip(1);
        let mut last = notified.filter_map(|it| {
            it.split_once("\r\n\r\n").map(|(head, _)| {
                let body = it[head.len()..].trim_start();
                head.contains("Subscription-State: terminated;reason=noresource")
                    && body.starts_with(line)
            })
        });
        last.any(|is_it| is_it).then_some(())
    });
}

#[test]
fn linphone_takes_calls_by_udp_by_tcp_and_by_tls_with_keys() {
    let place = Place::new();
    let daemon = start(&place);
    let mut calls = Vec::new();
    for (extension, transport, host, pitch) in [
        ("2001", "udp", 2, 880.0),
        ("2002", "tcp", 5, 1_050.0),
        ("2003", "tls", 6, OTHER),
    ] {
        let phone = phone(&place, &daemon, extension, pitch, |it| it.over(transport));
        let number = extension.replacen('2', "4", 1);
        let call = caller(&number).at(host).tone(CALLER, 30_000);
        let call = call.wait(6_000).hang_up().start(&place);
        call.ear.hears(pitch, 15);
        calls.push((phone, call));
    }
    for (phone, mut call) in calls {
        call.done(30);
        eventually(10, "it hears that the call is over", || {
            phone.process.said().contains(" ended (").then_some(())
        });
        heard_the_caller(&phone);
    }
    for record in daemon.records(3) {
        assert_eq!(record["end_status"]["code"], 1, "{record:#}");
        assert_eq!(record["hung_up_by"], "user", "{record:#}");
    }
}

/// A caller who speaks A-law and linphone that speaks this codec hear each other.
fn they_hear_each_other(codec: &'static str) {
    let place = Place::new();
    let daemon = start(&place);
    let phone = phone(&place, &daemon, "2001", AGENT, |it| it.speaking(codec));
    let call = caller("4001").tone(CALLER, 20_000).wait(6_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 15);
    call.done(30);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    is_idle(&daemon, "2001");
    let spoken = record["participants"][1]["codec"].as_str();
    assert!(
        spoken.is_some_and(|it| it.eq_ignore_ascii_case(codec)),
        "{record:#}"
    );
    heard_the_caller(&phone);
}

#[test]
fn linphone_speaks_g722() {
    they_hear_each_other("G722");
}

#[test]
fn linphone_speaks_opus() {
    they_hear_each_other("opus");
}

fn is_paused(phone: &Linphone) {
    eventually(10, "its call is on hold", || {
        phone.process.said().contains("is now paused").then_some(())
    });
}

#[test]
fn linphone_puts_a_caller_on_hold_and_comes_back() {
    let place = Place::new();
    let daemon = start(&place);
    let mut phone = phone(&place, &daemon, "2001", AGENT, |it| it);
    let call = caller("4001").tone(CALLER, 30_000).until_bye();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 15);
    // In place of music it plays the last file that it was given, and in a talk all of them.
    phone.says(OTHER);
    phone.hold(1);
    is_paused(&phone);
    call.ear.hears(OTHER, 10);
    phone.says(AGENT);
    let held = phone.messages();
    assert!(held.contains("a=sendonly") && held.contains("a=recvonly"));
    phone.resume(1);
    call.ear.hears(AGENT, 10);
    phone.hang_up(1);
    call.done(15);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["hung_up_by"], "agent", "{record:#}");
}

/// A caller who talks with linphone, and waits for somebody to hang up.
fn talk(place: &Place, daemon: &Daemon) -> (Linphone, Running) {
    let phone = phone(place, daemon, "2001", AGENT, |it| it);
    let call = caller("4001").tone(CALLER, 40_000).until_bye();
    let call = call.start(place);
    call.ear.hears(AGENT, 15);
    (phone, call)
}

#[test]
fn linphone_hands_a_caller_to_a_colleague_and_is_told_so() {
    let place = Place::new();
    let daemon = start(&place);
    let (mut phone, mut call) = talk(&place, &daemon);
    let other = agent(500).tone(OTHER, 12_000).wait(4_000).hang_up();
    let mut other = other.start(&place);
    phone.transfer(1, &format!("sip:2004@{}", place.net.daemon()));
    call.ear.hears(OTHER, 15);
    told_at_last(&phone, "SIP/2.0 200 OK");
    other.done(20);
    call.done(20);
    a_tone_at_the_end(&call, OTHER, AGENT);
    let record = daemon.record();
    assert_eq!(statuses(&record), (1, vec![1, 214, 1]), "{record:#}");
    assert_eq!(record["participants"][2]["phone"], "2004", "{record:#}");
    is_idle(&daemon, "2001");
}

#[test]
fn linphone_hands_a_caller_to_a_number_outside() {
    let place = Place::new();
    let daemon = start(&place);
    let (mut phone, mut call) = talk(&place, &daemon);
    let far = agent(500).at(4).tone(OTHER, 12_000).wait(4_000).hang_up();
    let mut far = far.start(&place);
    phone.transfer(1, &format!("sip:13912345678@{}", place.net.daemon()));
    call.ear.hears(OTHER, 15);
    told_at_last(&phone, "SIP/2.0 200 OK");
    far.done(20);
    call.done(20);
    let record = daemon.record();
    assert_eq!(statuses(&record), (214, vec![214, 214, 1]), "{record:#}");
    assert_eq!(record["participants"][2]["kind"], "outside", "{record:#}");
}

/// The first colleague is busy, the second does not answer.
#[test]
fn linphone_has_its_caller_back_when_nobody_takes_him() {
    let place = Place::new();
    let daemon = start(&place);
    let (mut phone, mut call) = talk(&place, &daemon);
    for (status, line) in [
        (486, "SIP/2.0 486 Busy Here"),
        (480, "SIP/2.0 480 Temporarily Unavailable"),
    ] {
        let mut other = callee_refuses(status).start(&place);
        phone.transfer(1, &format!("sip:2004@{}", place.net.daemon()));
        other.done(15);
        told_at_last(&phone, line);
        call.ear.hears(AGENT, 15);
    }
    // Who hangs up at once when he has his caller back does not want him.
    goes_on(&call);
    phone.hang_up(1);
    call.done(20);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["hung_up_by"], "agent", "{record:#}");
}

#[test]
fn linphone_is_told_that_its_caller_has_gone_before_a_colleague_took_him() {
    let place = Place::new();
    let daemon = start(&place);
    let mut phone = phone(&place, &daemon, "2001", AGENT, |it| it);
    let call = caller("4001").tone(CALLER, 40_000).wait(8_000).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 15);
    let mut other = agent_never_answers().start(&place);
    phone.transfer(1, &format!("sip:2004@{}", place.net.daemon()));
    call.done(30);
    other.done(15);
    told_at_last(&phone, "SIP/2.0 487 Request Terminated");
    is_idle(&daemon, "2001");
    let record = daemon.record();
    assert_eq!(record["hung_up_by"], "user", "{record:#}");
}

/// REFER with Replaces: linphone asks a colleague at another softphone first.
#[test]
fn linphone_asks_a_colleague_and_hands_its_caller_to_him() {
    let place = Place::new();
    let daemon = start(&place);
    let mut colleague = phone(&place, &daemon, "2002", OTHER, |it| it.over("tcp"));
    let (mut phone, mut call) = talk(&place, &daemon);
    phone.hold(1);
    is_paused(&phone);
    phone.call(&format!("sip:2002@{}", place.net.daemon()));
    eventually(15, "it talks with the colleague", || {
        let said = phone.process.said();
        said.contains("for call 2 (audio)").then_some(())
    });
    phone.join(1, 2);
    call.ear.hears(OTHER, 15);
    told_at_last(&phone, "SIP/2.0 200 OK");
    is_idle(&daemon, "2001");
    goes_on(&call);
    colleague.hang_up(1);
    call.done(20);
    a_tone_at_the_end(&call, OTHER, AGENT);
    let records = daemon.records(2);
    let inbound = records.iter().find(|record| record["callee"] == "4001");
    let record = inbound.expect("the caller's");
    assert_eq!(statuses(record), (1, vec![1, 214, 1]), "{record:#}");
    assert_eq!(record["participants"][2]["phone"], "2002", "{record:#}");
}
