//! Trunks that are tested by a call: with a peer that takes everything, one that takes nothing that it need
//! not, and one that refuses.

use e2e::{Callee, Daemon, Place, Sipp, agent, caller, eventually};
use serde_json::Value;

use crate::AGENT;

const CENTER: &str = r#"
center: { name: Trials, dial_never: ["168"] }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  good: { mode: peer, address: "HOST4:5060" }
  lacks: { mode: peer, address: "HOST5:5060" }
  forbids: { mode: peer, address: "HOST6:5060" }
  pbx: { mode: gateway, username: pbx-1 }
numbers:
  "4001": { trunk: carrier, ivr: main }
  "4004": { trunk: good, ivr: main }
  "4005": { trunk: lacks, ivr: main }
  "4006": { trunk: forbids, ivr: main }
  "4007": { trunk: good, ivr: main }
prompts:
  long: { file: long.wav }
skill_groups:
  sales: { members: [amy] }
agents:
  amy: { name: Amy, staff_number: "1001" }
phones:
  "2001": { agent: amy, contact: "sip:2001@HOST3:5060" }
ivrs:
  main: { nodes: { sales: { transfer: sales } } }
"#;

const CONFORMS: &str = include_str!("../../sipp/callee_conforms.xml");
const LACKS: &str = include_str!("../../sipp/callee_lacks.xml");

fn desk(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

/// The verdict of each check, as `code verdict`, of those that a call shows.
fn verdicts(told: &Value) -> Vec<String> {
    let checks = told["checks"].as_array().expect("checks").iter();
    let words = checks.map(|it| {
        let word = |name: &str| it[name].as_str().expect("a word").to_owned();
        format!("{} {}", word("code"), word("verdict"))
    });
    words.filter(|it| it.starts_with("call")).collect()
}

fn text(told: &Value, code: &str) -> String {
    let mut checks = told["checks"].as_array().expect("checks").iter();
    let check = checks.find(|it| it["code"] == code);
    let check = check.unwrap_or_else(|| panic!("{code}: {told:#}"));
    check["text"].as_str().expect("words").to_owned()
}

#[test]
fn a_peer_that_takes_everything_is_told_so_while_others_talk() {
    let place = Place::new();
    let daemon = desk(&place);
    daemon.agent_is("amy", "idle");
    // A live call goes on meanwhile.
    let phone = agent(200).tone(AGENT, 30_000).until_bye();
    let mut phone = phone.start(&place);
    let call = caller("4001").wait(17_000).hang_up();
    let mut call = call.start(&place);
    daemon.phase("talk");

    let peer = Sipp::scenario(CONFORMS, 4).calls(2).tone(1_400.0, 9_000);
    let mut peer = peer.start(&place);
    let tested = daemon.ccctl("trunk test good --dial 13900000000 --shown 4007 -o json");
    assert_eq!(tested.code, 0, "{}{}", tested.out, tested.err);
    let told = tested.json();
    let expected = [
        "call ok",
        "call_reliable_ringing ok",
        "call_codecs ok",
        "call_keys ok",
        "call_session_timer ok",
        "call_reinvite ok",
        "call_update ok",
        "call_audio ok",
        "call_round_trip unknown",
    ];
    assert_eq!(verdicts(&told), expected, "{told:#}");
    assert_eq!(
        text(&told, "call_codecs"),
        "it took PCMA of PCMA, PCMU, G729"
    );
    peer.done(20);
    assert!(peer.messages().contains("From: <sip:4007@"));
    let id = told["call"].as_str().expect("an id");
    let record = daemon.one(&format!("records {id}"));
    assert_eq!(record["kind"], "test", "{record:#}");
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["participants"][0]["codec"], "pcma", "{record:#}");
    assert_eq!(record["participants"].as_array().map(Vec::len), Some(1));
    daemon.ccctl(&format!("call show {id}")).ok();

    call.done(30);
    phone.done(30);
    let live = eventually(5, "the record of the live call with its codecs", || {
        let mut records = daemon.get("records").into_iter();
        let agent = |it: &Value| it["participants"][1]["codec"].is_string();
        records.find(|it| it["kind"] == "telephone" && agent(it))
    });
    assert_eq!(live["end_status"]["code"], 1, "{live:#}");
    assert_eq!(live["participants"][1]["codec"], "pcma", "{live:#}");
}

#[test]
fn what_a_peer_lacks_is_told_and_ends_with_1() {
    let place = Place::new();
    let daemon = desk(&place);
    let mut peer = Sipp::scenario(LACKS, 5).calls(2).start(&place);
    let tested = daemon.ccctl("trunk test lacks --dial 13900000000 -o json");
    assert_eq!(tested.code, 1, "{}{}", tested.out, tested.err);
    let told: Value = serde_json::from_str(&tested.out).expect("JSON");
    let expected = [
        "call ok",
        "call_reliable_ringing no",
        "call_codecs ok",
        "call_keys no",
        "call_session_timer no",
        "call_reinvite no",
        "call_update no",
        "call_audio no",
        "call_round_trip unknown",
    ];
    assert_eq!(verdicts(&told), expected, "{told:#}");
    assert!(text(&told, "call_reinvite").contains("488"));
    peer.done(20);
}

#[test]
fn a_call_that_is_refused_or_never_answered_is_told_and_over() {
    let place = Place::new();
    let daemon = desk(&place);
    let _peers = [(4, 200), (6, 403)].map(|(host, status)| Callee::at(&place, host, status));
    let refused = daemon.ccctl("trunk test forbids --dial 13900000000 -o json");
    assert_eq!(refused.code, 1, "{}{}", refused.out, refused.err);
    let told: Value = serde_json::from_str(&refused.out).expect("JSON");
    assert!(text(&told, "call").contains("403"), "{told:#}");

    let denied = daemon.ccctl("trunk test good --dial 16812345678");
    assert_eq!(denied.code, 5, "{}{}", denied.out, denied.err);
    assert!(denied.err.contains("108"), "{}", denied.err);
    assert!(daemon.get("calls").is_empty());
}

#[test]
fn of_a_gateway_it_is_said_whether_it_has_registered() {
    let place = Place::new();
    let daemon = desk(&place);
    let tested = daemon.ccctl("trunk test pbx -o json");
    assert_eq!(tested.code, 1, "{}{}", tested.out, tested.err);
    let told: Value = serde_json::from_str(&tested.out).expect("JSON");
    let words = text(&told, "registration");
    assert!(
        words.starts_with("its gateway is not registered, since "),
        "{words}"
    );
    assert!(words.contains("ccctl trunk password pbx"), "{words}");
}
