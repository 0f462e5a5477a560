//! What a call went wrong by is told: for each fault a peer that has it, and one that is the same but for
//! that.

use std::thread;
use std::time::{Duration, Instant};

use e2e::{
    Daemon, Place, Running, Sipp, agent, callee_refuses, callee_silent, caller, caller_refused,
    eventually,
};
use serde_json::Value;

use crate::{AGENT, CALLER};

/// A carrier that brings calls: the number 40XX is that of the caller at host XX.
const CALLERS: &str = r#"
center: { name: Diagnosis }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST3/32, HOST4/32, HOST5/32, HOST6/32, HOST7/32, HOST8/32, HOST9/32] }
numbers:
  "4002": { trunk: carrier, ivr: long }
  "4003": { trunk: carrier, ivr: long }
  "4004": { trunk: carrier, ivr: long }
  "4005": { trunk: carrier, ivr: long }
  "4006": { trunk: carrier, ivr: long }
  "4007": { trunk: carrier, ivr: long }
  "4008": { trunk: carrier, ivr: long }
  "4009": { trunk: carrier, ivr: closed }
prompts:
  long: { file: long.wav }
caller_lists:
  nuisance: { numbers: ["138*"] }
ivrs:
  long: { nodes: { said: { play: { prompt: long }, next: bye }, bye: { end: } } }
  closed: { from: long, blacklist: [nuisance] }
"#;

/// Others that take calls: the number 40XX dials the host XX, and goes on with a prompt where that fails.
const CALLEES: &[(u8, u8)] = &[(2, 6), (3, 7), (4, 8), (5, 9)];

fn callees() -> String {
    let trunks = CALLEES.iter().map(|(_, host)| {
        format!(
            "  t{host}: {{ mode: peer, address: \"HOST{host}:5060\", allow: [HOST{host}/32] }}\n"
        )
    });
    let numbers = CALLEES.iter().map(|(caller, host)| {
        format!(
            "  \"400{caller}\": {{ trunk: carrier, ivr: i{host} }}\n  \"490{host}\": {{ trunk: t{host}, ivr: i{host} }}\n"
        )
    });
    let flows = CALLEES.iter().map(|(_, host)| {
        format!(
            "  i{host}:\n    nodes:\n      out: {{ dial: \"13900000000\", caller: \"490{host}\", timeout: 5s, on_busy: \
             said, on_no_answer: said, on_failed: said }}\n      said: {{ play: {{ prompt: long }}, next: bye }}\n      \
             bye: {{ end: }}\n"
        )
    });
    let carrier = "  carrier: { mode: peer, address: \"HOST2:5060\", allow: [HOST2/32, HOST3/32, HOST4/32, HOST5/32] }\n";
    format!(
        "center: {{ name: Diagnosis }}\nprompts:\n  long: {{ file: long.wav }}\ntrunks:\n{carrier}{}numbers:\n{}ivrs:\n{}",
        trunks.collect::<String>(),
        numbers.collect::<String>(),
        flows.collect::<String>()
    )
}

/// How long callers stay once they are answered, in milliseconds.
const STAY: u32 = 3_000;
/// How long they have something to say.
const SAYS: usize = 4_000;

/// Somebody without a fault.
fn sound(host: u8) -> Sipp {
    caller(&format!("400{host}")).at(host)
}

fn talks(caller: Sipp) -> Sipp {
    caller.tone(CALLER, SAYS).wait(STAY).hang_up()
}

/// Each finding, and the caller at host 3 and further whom it is told of; nothing of the one at host 2.
fn callers() -> [(&'static str, Sipp); 7] {
    [
        ("audio_one_way", sound(3).wait(STAY).hang_up()),
        (
            "audio_lost",
            sound(4).gappy(CALLER, SAYS).wait(STAY).hang_up(),
        ),
        ("audio_of_strangers", talks(sound(5))),
        ("keys_not_agreed", talks(sound(6).without_events())),
        ("sent_again", talks(sound(7).acknowledges_late(8_000))),
        (
            "never_acknowledged",
            sound(8).never_acknowledges().tone(CALLER, SAYS).until_bye(),
        ),
        ("refused_by_us", caller_refused("4009", 603).at(9)),
    ]
}

#[test]
fn a_fault_of_who_calls_is_told_and_nothing_of_who_calls_without_it() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(CALLERS));
    let mut good = talks(sound(2)).start(&place);
    let cases = callers().map(|(code, caller)| (code, caller.start(&place)));
    let _strangers = strangers(&place, &cases[2].1);
    good.done(20);
    told(&daemon, "4002", &[]);
    for ((code, _running), number) in cases.iter().zip(4_003..) {
        told(&daemon, &number.to_string(), &[code]);
    }
    is_shown_to_people_and_programs(&daemon, &id(&daemon, "4002").expect("a call"));
}

/// Two who talk with each other, one of whom says that his audio is where the daemon has that of a caller.
fn strangers(place: &Place, caller: &Running) -> [Running; 2] {
    let port = eventually(10, "the port of the call", || {
        let messages = caller.messages();
        let (_, answer) = messages.split_once("SIP/2.0 200")?;
        let (_, line) = answer.split_once("m=audio ")?;
        line.split(' ').next()?.parse().ok()
    });
    let misled = agent(0).at(15).media_at(&place.net.daemon().to_string());
    let misled = misled.media_port(port).until_bye().start(place);
    let talks = talks(sound(14).to(15)).start(place);
    [misled, talks]
}

/// Each finding, and the number outside at host 7 and further of which it is told; nothing of the one at 6.
fn others() -> [(&'static str, Sipp); 3] {
    let asks = "WWW-Authenticate: Digest realm=\"x\", nonce=\"1\"";
    [
        ("no_answer_from_address", callee_silent("INVITE").at(7)),
        ("refused_by_peer", callee_refuses(403).at(8)),
        (
            "password_asked_for",
            callee_refuses(401).saying(&[asks]).at(9),
        ),
    ]
}

#[test]
fn a_fault_of_who_is_called_is_told_and_nothing_of_who_is_called_without_it() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(&callees()));
    let _good = agent(200).at(6).tone(AGENT, SAYS).until_bye().start(&place);
    let cases = others().map(|(code, callee)| (code, callee.start(&place)));
    let callers = CALLEES.iter().map(|(host, _)| talks(sound(*host)));
    let callers: Vec<_> = callers.map(|caller| caller.start(&place)).collect();
    for mut caller in callers {
        caller.done(30);
    }
    told(&daemon, "4002", &[]);
    for ((code, _running), number) in cases.iter().zip(4_003..) {
        told(&daemon, &number.to_string(), &[code]);
    }
}

/// The id of the call to that number, up or over.
fn id(daemon: &Daemon, number: &str) -> Option<String> {
    let all = [daemon.get("records"), daemon.get("calls")].concat();
    let found = all.iter().find(|one| one["callee"] == number)?;
    Some(found["id"].as_str().expect("an id").to_owned())
}

#[track_caller]
fn told(daemon: &Daemon, number: &str, wanted: &[&str]) {
    let mut last = String::new();
    let end = Instant::now() + Duration::from_secs(20);
    while !is_told(daemon, number, wanted, &mut last) {
        assert!(
            Instant::now() < end,
            "{number} instead of {wanted:?}: {last}"
        );
        thread::sleep(Duration::from_millis(250));
    }
}

fn is_told(daemon: &Daemon, number: &str, wanted: &[&str], last: &mut String) -> bool {
    let Some(id) = id(daemon, number) else {
        return false;
    };
    let trace = trace(daemon, &id);
    let findings = trace["findings"].as_array().expect("a list");
    let peers = findings.iter().filter(|it| !is_of_a_slow_machine(it));
    let mut codes: Vec<_> = peers.filter_map(|it| it["code"].as_str()).collect();
    codes.dedup();
    *last = format!("{findings:#?}\n{:#}", trace["legs"]);
    codes == wanted && heard_of(&trace, wanted)
}

/// Where the machine is slow, packets are sent late, and that is no fault of the peer.
fn is_of_a_slow_machine(finding: &Value) -> bool {
    let text = finding["text"].as_str().unwrap_or_default();
    text.contains(" of jitter") && !text.contains(" lost")
}

/// The audio of a call that was talked in is measured a moment after it is over.
fn heard_of(trace: &Value, wanted: &[&str]) -> bool {
    let early = ["never_acknowledged", "refused_by_us"];
    let awaited = !wanted.iter().any(|code| early.contains(code));
    !awaited || trace["legs"][0]["media"].is_object()
}

fn trace(daemon: &Daemon, id: &str) -> Value {
    daemon.ccctl(&format!("call show {id} -o json")).json()
}

fn is_shown_to_people_and_programs(daemon: &Daemon, id: &str) {
    let shown = daemon.ccctl(&format!("call show {id} --messages")).ok().out;
    for part in [
        "Nothing is noticed.",
        "trunk carrier",
        "us <───── peer  INVITE",
        "us ─────> peer  200 OK",
        "audio from there",
        "m=audio ",
    ] {
        assert!(shown.contains(part), "no `{part}`: {shown}");
    }
    let record = daemon.one(&format!("records {id}"));
    let customer = &record["participants"][0];
    let call_id = customer["call_id"].as_str().expect("a Call-ID");
    assert!(shown.contains(&format!("Call-ID {call_id}")), "{shown}");
    assert!(
        customer["media"]["received"].as_u64() > Some(100),
        "{record:#}"
    );
    assert!(
        customer["media"]["first_received_ms"].is_u64(),
        "{record:#}"
    );
    let file = daemon.data().join("call.pcap");
    let save = format!("call show {id} --pcap {}", file.display());
    daemon.ccctl(&save).ok();
    let capture = std::fs::read(&file).expect("a capture");
    assert_eq!(capture[..4], 0xA1B2_3C4D_u32.to_le_bytes());
    assert!(capture.windows(7).any(|it| it == b"INVITE "));
}

#[test]
fn nothing_is_kept_where_that_is_switched_off() {
    let place = Place::new();
    let daemon = Daemon::with(&place, &["--trace-memory", "0"]);
    daemon.apply(&place.center(CALLERS));
    sound(3).wait(STAY).hang_up().start(&place).done(15);
    let trace = eventually(10, "a call with its audio", || {
        let trace = trace(&daemon, &id(&daemon, "4003")?);
        trace["legs"][0]["media"].is_object().then_some(trace)
    });
    assert_eq!(
        trace["legs"][0]["messages"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(trace["findings"][0]["code"], "audio_one_way", "{trace:#}");
}
