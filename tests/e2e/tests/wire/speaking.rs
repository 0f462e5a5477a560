//! What flows say: what is known of the call, what a key cuts short, and what becomes of a call whose texts
//! nobody can speak.

use e2e::{Daemon, Place, Reply, System, agent, caller, mono, sine};
use jiff::Timestamp;

use crate::AGENT;
use crate::told::{code, of_numbers, path, step};

/// The pitch of everything that the engine of speech says, Hz.
const VOICE: f64 = 740.0;

const CENTER: &str = r#"
center: { name: Speaking }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32] }
numbers:
  "4001": { trunk: carrier, ivr: talks }
  "4002": { trunk: carrier, ivr: cut }
  "4003": { trunk: carrier, ivr: uncut }
  "4004": { trunk: carrier, ivr: speechless }
prompts:
  prompt: { file: prompt.wav }
  long: { file: long.wav }
skill_groups:
  sales: { members: [amy] }
agents:
  amy: { name: Amy, staff_number: "1001" }
phones:
  "2001": { agent: amy, contact: "sip:2001@HOST3:5060" }
ivrs:
  talks:
    nodes:
      sales: { transfer: sales, then: known }
      known:
        play: "${StaffNo} ${SystemCallerNumber} ${SystemCalleeNumber} ${SystemSessionId} ${SystemCallRingDuration} ${SystemCallAcceptDuration} ${WaitNo}"
        next: bye
      bye: { end: }
  cut:
    nodes:
      hello: { play: { prompt: long }, interruptible: true, next: menu }
      menu: { menu: { prompt: prompt }, keys: { "1": bye }, exhausted: bye }
      bye: { end: }
  uncut:
    nodes:
      hello: { play: { prompt: prompt }, times: 3, next: menu }
      menu: { menu: { prompt: long }, keys: { "1": bye }, exhausted: bye }
      bye: { end: }
  speechless:
    nodes:
      hello: { play: "您好，${SystemCallerNumber}", times: 10, next: menu }
      menu: { menu: "${SystemSessionId}", keys: { "1": bye }, timeout: 1s, exhausted: bye }
      bye: { end: "${SystemCalleeNumber}" }
"#;

fn start(place: &Place, engine: &System) -> Daemon {
    let daemon = Daemon::with(place, &["--speech", &engine.url("/speak")]);
    daemon.apply(&place.center(CENTER));
    daemon
}

fn fluent(place: &Place) -> System {
    System::start(place.net.host(20), |_| Reply::ok(mono(&sine(VOICE, 600))))
}

#[test]
fn what_the_center_knows_of_a_call_is_said_to_its_caller() {
    let place = Place::new();
    let engine = fluent(&place);
    let daemon = start(&place, &engine);
    let phone = agent(2_400).tone(AGENT, 4_000).wait(1_400).hang_up();
    let mut phone = phone.start(&place);
    let mut call = caller("4001").until_bye().start(&place);
    call.ear.hears(AGENT, 10);
    phone.done(10);
    call.ear.hears(VOICE, 10);
    call.done(15);
    let record = daemon.record();
    assert_eq!(path(&record), ["sales", "known", "bye"], "{record:#}");
    let asked = engine.asked();
    let said = asked.last().and_then(|it| it.body["text"].as_str());
    let said = said.expect("a text");
    let id = record["id"].as_str().expect("an id");
    let known = format!("1001 +8613800138000 4001 {id} ");
    let seconds = said
        .strip_prefix(&known)
        .unwrap_or_else(|| panic!("{said}"));
    let seconds: Vec<u64> = seconds.split(' ').map(|it| it.parse().expect(it)).collect();
    assert!(matches!(seconds[..], [2..=4, 1..=6, 0]), "{said}");
}

#[test]
fn a_key_cuts_short_what_may_be_cut_and_waits_for_the_question_elsewhere() {
    let place = Place::new();
    let engine = fluent(&place);
    let daemon = start(&place, &engine);
    let call = |number, host| {
        let call = caller(number).at(host).wait(500).digit('1');
        call.until_bye().start(&place)
    };
    let mut calls = [call("4002", 2), call("4003", 5)];
    for call in &mut calls {
        call.done(20);
    }
    let [cut, uncut] = of_numbers(&daemon, ["4002", "4003"]);
    for (record, least, most) in [(&cut, 300, 10_000), (&uncut, 2_900, 10_000)] {
        assert_eq!(path(record), ["hello", "menu", "bye"], "{record:#}");
        assert_eq!(step(record, "menu")["key"], "1", "{record:#}");
        let at = |node| {
            let at = step(record, node)["at"].as_str().expect("a time");
            at.parse::<Timestamp>().expect("a time").as_millisecond()
        };
        let took = at("menu") - at("hello");
        assert!((least..most).contains(&took), "it took {took} ms");
    }
}

#[test]
fn a_call_whose_texts_cannot_be_spoken_goes_on_to_its_end() {
    let place = Place::new();
    let engine = System::start(place.net.host(20), |_| {
        Reply::Is(500, String::new(), Vec::new())
    });
    let daemon = start(&place, &engine);
    caller("4004").until_bye().start(&place).done(30);
    let record = daemon.record();
    // Three times the menu hears no key, and goes back twice.
    let way = ["hello", "menu", "hello", "menu", "hello", "menu", "bye"];
    assert_eq!(path(&record), way, "{record:#}");
    assert_eq!(code(&record), 107, "{record:#}");
    let total = record["total_ms"].as_u64().expect("milliseconds");
    assert!((3_000..25_000).contains(&total), "it took {total} ms");
}
