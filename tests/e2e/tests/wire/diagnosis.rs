//! What a call went wrong by is told: for each fault a peer that has it, and one that has none.

use std::thread;

use e2e::{Callee, Caller, Daemon, Faults, Place, eventually};
use serde_json::Value;

/// A carrier that brings calls, and others that take them: number 44XX dials the host XX.
const CENTER: &str = r#"
center: { name: Diagnosis }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  good: { mode: peer, address: "HOST4:5060", allow: [HOST4/32] }
  silent: { mode: peer, address: "HOST5:5060", allow: [HOST5/32] }
  forbids: { mode: peer, address: "HOST6:5060", allow: [HOST6/32] }
  busy: { mode: peer, address: "HOST7:5060", allow: [HOST7/32] }
  deaf: { mode: peer, address: "HOST8:5060", allow: [HOST8/32] }
  asks: { mode: peer, address: "HOST10:5060", allow: [HOST10/32] }
numbers:
  "4001": { trunk: carrier, ivr: long }
  "4404": { trunk: carrier, ivr: good }
  "4405": { trunk: carrier, ivr: silent }
  "4406": { trunk: carrier, ivr: forbids }
  "4407": { trunk: carrier, ivr: busy }
  "4408": { trunk: carrier, ivr: deaf }
  "4410": { trunk: carrier, ivr: asks }
  "4904": { trunk: good, ivr: long, outbound_skill_groups: [desk] }
  "4905": { trunk: silent, ivr: long, outbound_skill_groups: [desk] }
  "4906": { trunk: forbids, ivr: long, outbound_skill_groups: [desk] }
  "4907": { trunk: busy, ivr: long, outbound_skill_groups: [desk] }
  "4908": { trunk: deaf, ivr: long, outbound_skill_groups: [desk] }
  "4910": { trunk: asks, ivr: long, outbound_skill_groups: [desk] }
prompts:
  long: { file: long.wav }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": {}
ivrs:
  long:
    nodes:
      said: { play: { prompt: long }, next: bye }
      bye: { end: }
"#;

/// A flow that dials over each trunk and says something after what went wrong.
fn center() -> String {
    let flows = [
        ("good", "4904"),
        ("silent", "4905"),
        ("forbids", "4906"),
        ("busy", "4907"),
        ("deaf", "4908"),
        ("asks", "4910"),
    ];
    let flow = |(name, caller): (&str, &str)| {
        format!(
            "  {name}:\n    nodes:\n      out: {{ dial: \"13900000000\", caller: \"{caller}\", timeout: 5s, \
             on_busy: said, on_no_answer: said, on_failed: said }}\n      said: {{ play: {{ prompt: long }}, \
             next: bye }}\n      bye: {{ end: }}\n"
        )
    };
    CENTER.to_owned() + &flows.map(flow).concat()
}

/// A call: whom it is dialled to, its fault, and the findings of it.
struct Case {
    number: &'static str,
    from: &'static str,
    faults: Faults,
    codes: &'static [&'static str],
}

const NONE: Faults = Faults {
    no_ack: false,
    mute: false,
    gaps: false,
    stranger: false,
    no_keys: false,
    copies: 0,
    long: false,
};

const fn case(
    number: &'static str,
    from: &'static str,
    faults: Faults,
    codes: &'static [&'static str],
) -> Case {
    Case {
        number,
        from,
        faults,
        codes,
    }
}

const CASES: &[Case] = &[
    case("4001", "13800000001", NONE, &[]),
    case(
        "4001",
        "13800000002",
        Faults { mute: true, ..NONE },
        &["audio_one_way"],
    ),
    case(
        "4001",
        "13800000003",
        Faults { gaps: true, ..NONE },
        &["audio_lost"],
    ),
    case(
        "4001",
        "13800000004",
        Faults {
            stranger: true,
            ..NONE
        },
        &["audio_of_strangers"],
    ),
    case(
        "4001",
        "13800000005",
        Faults {
            no_keys: true,
            ..NONE
        },
        &["keys_not_agreed"],
    ),
    case(
        "4001",
        "13800000006",
        Faults { copies: 6, ..NONE },
        &["sent_again"],
    ),
    case(
        "4001",
        "13800000007",
        Faults {
            no_ack: true,
            ..NONE
        },
        &["never_acknowledged"],
    ),
    case("4001", "13800000008", NONE, &["refused_by_us"]),
    case("4404", "13800000014", NONE, &[]),
    case(
        "4405",
        "13800000015",
        Faults { long: true, ..NONE },
        &["no_answer_from_address"],
    ),
    case("4406", "13800000016", NONE, &["refused_by_peer"]),
    case("4407", "13800000017", NONE, &["refused_by_peer"]),
    case("4408", "13800000018", NONE, &["refused_by_peer"]),
    case("4410", "13800000020", NONE, &["password_asked_for"]),
];

#[test]
fn each_fault_is_told_and_a_call_that_went_well_has_none() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(&center()));
    daemon.ccctl("blacklist add 13800000008").ok();
    let outside = [(4, 200), (5, 0), (6, 403), (7, 486), (8, 488), (10, 401)];
    let _callees = outside.map(|(host, status)| Callee::at(&place, host, status));
    thread::scope(|scope| {
        let (daemon, place) = (&daemon, &place);
        for case in CASES {
            scope.spawn(move || {
                let caller = Caller::new(place, case.number, case.from);
                caller.call(case.faults);
                told(daemon, case);
            });
        }
    });
    let good = id(&daemon, "13800000001").expect("a call");
    is_shown_to_people_and_programs(&daemon, &good);
}

/// The id of the call of that number, up or over.
fn id(daemon: &Daemon, from: &str) -> Option<String> {
    let all = [daemon.get("records"), daemon.get("calls")].concat();
    let found = all.iter().find(|one| {
        let caller = one["caller"].as_str().unwrap_or_default();
        caller.ends_with(from)
    })?;
    Some(found["id"].as_str().expect("an id").to_owned())
}

#[track_caller]
fn told(daemon: &Daemon, case: &Case) {
    let mut last = String::new();
    let found = eventually_some(|| {
        let trace = trace(daemon, &id(daemon, case.from)?);
        let findings = trace["findings"].as_array().expect("a list");
        let peers = findings.iter().filter(|it| !is_of_a_slow_machine(it));
        let mut codes: Vec<_> = peers.filter_map(|it| it["code"].as_str()).collect();
        codes.dedup();
        last = format!("{findings:#?}\n{:#}", trace["legs"]);
        (codes == case.codes && heard_of(&trace, case)).then_some(())
    });
    assert!(found, "{} instead of {:?}: {last}", case.from, case.codes);
}

/// Where the machine is slow, packets are sent late, and that is no fault of the peer.
fn is_of_a_slow_machine(finding: &Value) -> bool {
    let text = finding["text"].as_str().unwrap_or_default();
    text.contains(" of jitter") && !text.contains(" lost")
}

/// The audio of a call that was talked in is measured a moment after it is over.
fn heard_of(trace: &Value, case: &Case) -> bool {
    let awaited = !case.faults.no_ack && case.codes != ["refused_by_us"];
    !awaited || trace["legs"][0]["media"].is_object()
}

fn eventually_some(mut look: impl FnMut() -> Option<()>) -> bool {
    let end = std::time::Instant::now() + std::time::Duration::from_secs(15);
    loop {
        if look().is_some() {
            return true;
        }
        if std::time::Instant::now() > end {
            return false;
        }
        thread::sleep(std::time::Duration::from_millis(250));
    }
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
        "Call-ID of-13800000001",
        "m=audio ",
    ] {
        assert!(shown.contains(part), "no `{part}`: {shown}");
    }
    let record = daemon.one(&format!("records {id}"));
    let customer = &record["participants"][0];
    assert_eq!(customer["call_id"], "of-13800000001", "{record:#}");
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
fn a_trunk_is_tested_and_what_its_peer_lacks_is_told() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(&center()));
    let _peers = [(4, 200), (6, 403)].map(|(host, status)| Callee::at(&place, host, status));
    let good = daemon.ccctl("trunk test good");
    assert_eq!(good.code, 0, "{}{}", good.out, good.err);
    assert!(good.out.contains("ok         invite"), "{}", good.out);
    assert!(good.out.contains("no         transfer"), "{}", good.out);
    let silent = daemon.ccctl("trunk test silent -o json");
    assert_eq!(silent.code, 1, "{}{}", silent.out, silent.err);
    assert!(
        silent.out.contains("nothing came back within 10 s"),
        "{}",
        silent.out
    );
    assert_eq!(daemon.ccctl("trunk test nobody").code, 1);
}

#[test]
fn nothing_is_kept_where_that_is_switched_off() {
    let place = Place::new();
    let daemon = Daemon::with(&place, &["--trace-memory", "0"]);
    daemon.apply(&place.center(&center()));
    Caller::new(&place, "4001", "13800000001").call(Faults { mute: true, ..NONE });
    let trace = eventually(10, "a call with its audio", || {
        let trace = trace(&daemon, &id(&daemon, "13800000001")?);
        trace["legs"][0]["media"].is_object().then_some(trace)
    });
    assert_eq!(
        trace["legs"][0]["messages"].as_array().map(Vec::len),
        Some(0)
    );
    assert_eq!(trace["findings"][0]["code"], "audio_one_way", "{trace:#}");
}
