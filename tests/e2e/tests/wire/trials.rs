//! Trunks that are tested: for each line of what is told a peer that can, and one that cannot.

use e2e::{
    Baresip, Daemon, Place, Sipp, agent, callee_asked, callee_refuses, callee_silent, caller,
    eventually, registrar, strength,
};
use serde_json::Value;

use crate::AGENT;

const CENTER: &str = r#"
center: { name: Trials, dial_never: ["168"] }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  good: { mode: peer, address: "HOST4:5060" }
  lacks: { mode: peer, address: "HOST5:5060" }
  forbids: { mode: peer, address: "HOST6:5060" }
  silent: { mode: peer, address: "HOST7:5060" }
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
    let keys = "it takes keys as telephone events, payload type 101; a # was sent to it so";
    assert_eq!(text(&told, "call_keys"), keys);
    peer.done(20);
    assert_eq!(peer.ear.pressed(), "#");
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
    assert!(text(&told, "call_keys").contains("as tones"), "{told:#}");
    peer.done(20);
    assert_eq!(peer.ear.pressed(), "");
    let heard = peer.ear.heard();
    let mut pieces = heard.windows(400).step_by(80);
    let hash = |piece: &[i16]| strength(piece, 941.0) > 0.3 && strength(piece, 1_477.0) > 0.3;
    assert!(pieces.any(hash), "it hears the # as tones");
}

#[test]
fn a_call_that_is_refused_or_never_answered_is_told_and_over() {
    let place = Place::new();
    let daemon = desk(&place);
    let _good = takes_all().at(4).start(&place);
    let _forbids = callee_refuses(403).at(6).calls(2).start(&place);
    let refused = daemon.ccctl("trunk test forbids --dial 13900000000 -o json");
    assert_eq!(refused.code, 1, "{}{}", refused.out, refused.err);
    let told: Value = serde_json::from_str(&refused.out).expect("JSON");
    assert!(text(&told, "call").contains("403"), "{told:#}");

    let denied = daemon.ccctl("trunk test good --dial 16812345678");
    assert_eq!(denied.code, 5, "{}{}", denied.out, denied.err);
    assert!(denied.err.contains("108"), "{}", denied.err);
    assert!(daemon.get("calls").is_empty());
}

/// The lines of its codecs, of which the first is A-law.
const SPEAKS: [&str; 7] = [
    "v=0",
    "o=peer 1 1 IN IP4 [local_ip]",
    "s=-",
    "c=IN IP4 [local_ip]",
    "t=0 0",
    "m=audio 6100 RTP/AVP 8 0 101",
    "a=rtpmap:101 telephone-event/8000",
];

/// A peer that says that it takes everything.
fn takes_all() -> Sipp {
    let headers = [
        "Allow: INVITE, ACK, CANCEL, BYE, OPTIONS, UPDATE, REFER",
        "Supported: 100rel, timer",
        "Content-Type: application/sdp",
    ];
    callee_asked(200, &headers, &SPEAKS)
}

/// One that says that it takes nothing.
fn takes_nothing() -> Sipp {
    let headers = [
        "Allow: ACK, CANCEL, BYE, OPTIONS",
        "Supported: replaces",
        "Content-Type: application/sdp",
    ];
    let mut content = SPEAKS;
    content[5] = "m=audio 6100 RTP/AVP 18";
    callee_asked(200, &headers, &content[..6])
}

#[test]
fn a_peer_is_asked_what_it_takes_and_what_it_lacks_is_told() {
    let place = Place::new();
    let daemon = desk(&place);
    let peers = [
        takes_all().at(4),
        takes_nothing().at(5),
        callee_asked(403, &[], &[]).at(6),
        callee_silent("OPTIONS").at(7),
    ];
    let _peers = peers.map(|peer| peer.start(&place));
    let told = |trunk: &str, code: i32| {
        let tested = daemon.ccctl(&format!("trunk test {trunk} -o json"));
        assert_eq!(tested.code, code, "{}{}", tested.out, tested.err);
        let told: Value = serde_json::from_str(&tested.out).expect("JSON");
        let checks = told["checks"].as_array().expect("checks").clone();
        let asked = checks
            .iter()
            .filter(|it| !it["code"].as_str().is_some_and(|it| it.starts_with("call")));
        let verdicts = asked.map(|it| format!("{} {}", it["code"], it["verdict"]).replace('"', ""));
        (told.clone(), verdicts.collect::<Vec<_>>())
    };
    let lines = [
        "invite",
        "update",
        "transfer",
        "reliable_ringing",
        "session_timer",
        "codecs",
        "keys",
    ];
    for (trunk, code, verdict) in [("good", 0, "ok"), ("lacks", 1, "no")] {
        let mut expected = vec!["answers ok".to_owned()];
        expected.extend(lines.map(|line| format!("{line} {verdict}")));
        assert_eq!(told(trunk, code).1, expected, "{trunk}");
    }
    for (trunk, why) in [
        ("forbids", "403"),
        ("silent", "nothing came back within 10 s"),
    ] {
        let (told, verdicts) = told(trunk, 1);
        assert_eq!(verdicts, ["answers no"], "{trunk}");
        assert!(text(&told, "answers").contains(why), "{told:#}");
    }
    assert_eq!(daemon.ccctl("trunk test nobody").code, 1);
}

/// Reports of RTCP that tell the way there and back are answers to ours, which SIPp makes none of.
#[test]
fn how_long_audio_takes_there_and_back_is_told_of_who_reports_it() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let peer = Baresip::outside("udp", "pcma", &place, "13900000000", 880);
    let address = peer.address();
    let center = CENTER.replace("HOST4:5060", &address);
    daemon.apply(&place.center(&center));
    let told = daemon
        .ccctl("trunk test good --dial 13900000000 -o json")
        .json();
    let verdicts = verdicts(&told);
    for line in [
        "call ok",
        "call_keys ok",
        "call_audio ok",
        "call_round_trip ok",
    ] {
        assert!(verdicts.iter().any(|it| it == line), "{line}: {told:#}");
    }
    assert!(text(&told, "call_round_trip").contains("ms by RTCP"));
}

/// A trunk that registers at a carrier that answers so.
fn registration(status: u16, headers: &str) -> Value {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    let carrier = registrar().at(2).calls(2).registration(status, headers);
    let _carrier = carrier.start(&place);
    let center = place.center(
        "center: { name: Trials }\ntrunks:\n  t: { mode: register, address: \"HOST2:5060\", username: \"4002\", \
         password: !secret file:carrier.txt, realm: carrier.example }\n",
    );
    std::fs::write(center.join("carrier.txt"), "secret").expect("a password");
    daemon.apply(&center);
    eventually(10, "an answer of the registrar", || {
        let state = daemon.one("trunks t")["state"].clone();
        (state != "unregistered").then_some(())
    });
    let tested = daemon.ccctl("trunk test t -o json");
    serde_json::from_str(&tested.out).expect("JSON")
}

#[test]
fn of_an_account_it_is_said_whether_the_carrier_takes_it() {
    for (status, headers, verdict, words) in [
        (200, "Expires: 600", "ok", "we are registered at "),
        (403, "", "no", "we are not registered, since "),
    ] {
        let told = registration(status, headers);
        let check = &told["checks"][0];
        assert_eq!(
            (&check["code"], &check["verdict"]),
            (&"registration".into(), &verdict.into()),
            "{told:#}"
        );
        assert!(text(&told, "registration").starts_with(words), "{told:#}");
    }
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
