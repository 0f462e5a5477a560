//! An agent asks a colleague first and then hands his caller over, from a phone that we did not write.

use e2e::{Daemon, Place, Sipp, caller, is_voice};
use serde_json::Value;

use crate::{AGENT, CALLER};

/// SIPp knows no SHA-256.
const CENTER: &str = r#"
center: { name: Handovers, strong_digest: false }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: in }
prompts:
  music: { file: music.wav }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": { contact: "sip:2001@HOST3:5060" }
  "2002": { contact: "sip:2002@HOST4:5060" }
ivrs:
  in: { nodes: { wait: { transfer: desk, music: music } } }
"#;

/// The colleague offers something himself just when he is offered the caller's audio: both are told to try
/// again, and we do.
#[test]
fn whoever_was_asked_first_gets_the_caller_though_two_offers_meet() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(CENTER));
    let password = &daemon.phone_password("2001");
    let colleague = Sipp::scenario(include_str!("../../sipp/callee_glare.xml"), 4);
    let mut colleague = colleague.tone(AGENT, 12_000).start(&place);
    let phone = Sipp::scenario(include_str!("../../sipp/phone_hands_over.xml"), 3);
    let phone = phone.dials("2002").account("2001", password).wait(700);
    let mut phone = phone.start(&place);
    let call = caller("4001").tone(CALLER, 15_000).until_bye();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 15);
    colleague.ear.hears(CALLER, 10);
    phone.done(15);
    colleague.done(15);
    call.done(15);
    let told = phone.messages();
    assert!(told.contains("Subscription-State: terminated"), "{told}");
    assert!(told.contains("\r\n\r\nSIP/2.0 200 OK\r\n"), "{told}");
    let heard = call.ear.heard();
    let end = heard.len() - 4_000;
    assert!(is_voice(&heard[end - 8_000..end], AGENT, CALLER));
    let records = daemon.records(2);
    let inbound = records.iter().find(|record| record["callee"] == "4001");
    let record = inbound.expect("the caller's");
    assert_eq!(statuses(record), (1, vec![1, 214, 1]), "{record:#}");
    assert_eq!(record["participants"][2]["phone"], "2002");
    crate::dissected::understood(&daemon, place.net.daemon(), record);
}

fn statuses(record: &Value) -> (u64, Vec<u64>) {
    let code = |of: &Value| of["end_status"]["code"].as_u64().expect("a code");
    let parts = record["participants"].as_array().expect("a list");
    (code(record), parts.iter().map(code).collect())
}
