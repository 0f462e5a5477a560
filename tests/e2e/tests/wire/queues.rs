//! Waiting: what callers hear, how many may wait, and where they go when it takes too long.

use e2e::{
    Daemon, MUSIC, PROMPT, Place, Reply, System, agent, agent_never_answers, caller, mono, sine,
};

use crate::AGENT;
use crate::told::{code, of_numbers, parts, path};

/// The pitch of everything that the engine of speech says, Hz.
const VOICE: f64 = 740.0;

/// A group whose members are not ready, with room for two, and one that answers.
const CENTER: &str = r#"
center: { name: Queues }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32, HOST7/32] }
numbers:
  "4001": { trunk: carrier, ivr: overflow }
  "4002": { trunk: carrier, ivr: long }
  "4003": { trunk: carrier, ivr: long }
  "4004": { trunk: carrier, ivr: long }
  "4005": { trunk: carrier, ivr: both }
  "4006": { trunk: carrier, ivr: brief }
prompts:
  prompt: { file: prompt.wav }
  music: { file: music.wav }
skill_groups:
  sales: { members: [amy], max_waiting: 2 }
  service: { members: [ben] }
  both: { members: [ben, manager], ring: simultaneous }
  deaf: { members: [ben], routing: brief }
routing:
  brief: { ring_timeout: 2s }
agents:
  amy: { name: Amy, staff_number: "1001" }
  ben: { name: Ben, staff_number: "1002" }
  manager: { name: Manager, staff_number: "1900" }
phones:
  "2001": { agent: amy, contact: "sip:2001@HOST3:5060" }
  "2002": { agent: ben, contact: "sip:2001@HOST4:5060" }
  "2003": { agent: manager, contact: "sip:2001@HOST6:5060" }
ivrs:
  overflow:
    nodes:
      sales: { transfer: sales, music: music, timeout: 1s, on_timeout: service }
      service: { transfer: service, music: prompt }
  long:
    nodes:
      sales: { transfer: sales, music: music, announce: "${WaitNo}", every: 5s, on_full: full }
      full: { end: { prompt: prompt } }
  both:
    nodes:
      both: { transfer: both }
  brief:
    nodes:
      deaf: { transfer: deaf, timeout: 2500ms }
"#;

fn start(place: &Place, settings: &[&str]) -> Daemon {
    let daemon = Daemon::with(place, settings);
    daemon.apply(&place.center(CENTER));
    daemon.ccctl("agent state amy not_ready").ok();
    daemon
}

#[test]
fn who_waits_too_long_is_served_by_another_group() {
    let place = Place::new();
    let daemon = start(&place, &[]);
    let phone = agent(800).at(4).tone(AGENT, 4_000).wait(1_000).hang_up();
    let mut phone = phone.start(&place);
    let mut call = caller("4001").until_bye().start(&place);
    call.ear.hears(MUSIC, 5);
    call.ear.hears(AGENT, 10);
    phone.done(10);
    call.done(10);
    let record = daemon.record();
    assert_eq!(path(&record), ["sales", "service"], "{record:#}");
    assert_eq!(parts(&record), [(None, 1), (Some("ben"), 1)], "{record:#}");
    assert_eq!(
        (code(&record), &record["skill_group"]),
        (1, &"service".into())
    );
    let waited = record["wait_ms"].as_u64().expect("milliseconds");
    assert!((1_700..6_000).contains(&waited), "waited for {waited} ms");
}

#[test]
fn callers_hear_their_place_and_one_too_many_is_told() {
    let place = Place::new();
    let engine = System::start(place.net.host(20), |_| Reply::ok(mono(&sine(VOICE, 1_000))));
    let daemon = start(&place, &["--speech", &engine.url("/speak")]);
    let mut first = caller("4002").wait(8_000).hang_up().start(&place);
    first.ear.hears(MUSIC, 5);
    let mut second = caller("4003").at(5).wait(7_500).hang_up().start(&place);
    second.ear.hears(MUSIC, 5);
    let mut third = caller("4004").at(7).until_bye().start(&place);
    third.ear.hears(PROMPT, 5);
    third.done(10);
    first.ear.hears(VOICE, 10);
    second.ear.hears(VOICE, 10);
    first.done(15);
    second.done(15);
    let records = of_numbers(&daemon, ["4002", "4003", "4004"]);
    assert_eq!(
        records.each_ref().map(code),
        [103, 103, 107],
        "{records:#?}"
    );
    assert_eq!(path(&records[2]), ["sales", "full"]);
    let said = engine.asked();
    let mut said: Vec<_> = said
        .iter()
        .filter_map(|it| it.body["text"].as_str())
        .collect();
    said.sort_unstable();
    said.dedup();
    assert_eq!(said, ["0", "1"]);
}

#[test]
fn of_phones_that_ring_at_once_those_that_lose_hear_that_it_was_answered_elsewhere() {
    let place = Place::new();
    let daemon = start(&place, &[]);
    let mut loser = agent_never_answers().at(4).start(&place);
    let winner = agent(800).at(6).tone(AGENT, 4_000).wait(800).hang_up();
    let mut winner = winner.start(&place);
    let mut call = caller("4005").until_bye().start(&place);
    call.ear.hears(AGENT, 10);
    for peer in [&mut loser, &mut winner, &mut call] {
        peer.done(10);
    }
    let heard = loser.messages();
    assert!(heard.contains("\r\nReason: SIP;cause=200"), "{heard}");
    let record = daemon.record();
    let mut ends = parts(&record);
    ends.sort_unstable();
    let wanted = [(None, 1), (Some("ben"), 1), (Some("manager"), 1)];
    assert_eq!(ends, wanted, "{record:#}");
    assert_eq!((code(&record), &record["agent"]), (1, &"manager".into()));
    assert_eq!(daemon.one("agents ben")["state"], "idle");
}

#[test]
fn who_becomes_a_member_is_rung_for_callers_who_wait_already() {
    let place = Place::new();
    let daemon = start(&place, &[]);
    let phone = agent(200).at(4).tone(AGENT, 4_000).wait(800).hang_up();
    let mut phone = phone.start(&place);
    let mut call = caller("4002").until_bye().start(&place);
    call.ear.hears(MUSIC, 10);
    let more = CENTER.replace("sales: { members: [amy]", "sales: { members: [amy, ben]");
    assert_ne!(more, CENTER);
    daemon.apply(&place.center(&more));
    call.ear.hears(AGENT, 10);
    phone.done(10);
    call.done(10);
    let record = daemon.record();
    assert_eq!(parts(&record), [(None, 1), (Some("ben"), 1)], "{record:#}");
    assert_eq!(record["skill_group"], "sales");
}

#[test]
fn a_caller_whom_nobody_has_answered_at_the_end_of_his_wait_has_the_status_of_the_agent() {
    let place = Place::new();
    let daemon = start(&place, &[]);
    let mut phone = agent_never_answers().at(4).start(&place);
    caller("4006").until_bye().start(&place).done(15);
    phone.done(10);
    let record = daemon.record();
    assert_eq!(
        parts(&record),
        [(None, 17), (Some("ben"), 17)],
        "{record:#}"
    );
    assert_eq!(code(&record), 17, "{record:#}");
    assert_eq!(record["end_status"]["string"], "seatGiveUp");
    assert_eq!(record["hung_up_by"], "system", "{record:#}");
    assert_eq!(record["cause"], "queue_exit", "{record:#}");
}

#[test]
fn the_place_that_is_said_is_right_when_a_caller_ahead_has_left() {
    let place = Place::new();
    let engine = System::start(place.net.host(20), |_| Reply::ok(mono(&sine(VOICE, 1_000))));
    let daemon = start(&place, &["--speech", &engine.url("/speak")]);
    // He leaves before anybody has been told his place: who was behind him is the first by then.
    let mut ahead = caller("4002").wait(2_500).hang_up().start(&place);
    ahead.ear.hears(MUSIC, 10);
    let mut behind = caller("4003").at(5).wait(8_000).hang_up().start(&place);
    behind.ear.hears(VOICE, 10);
    ahead.done(10);
    behind.done(15);
    let records = of_numbers(&daemon, ["4002", "4003"]);
    assert_eq!(records.each_ref().map(code), [103, 103], "{records:#?}");
    let said = engine.asked();
    let said: Vec<_> = said
        .iter()
        .filter_map(|it| it.body["text"].as_str())
        .collect();
    assert_eq!(said, ["0"]);
}
