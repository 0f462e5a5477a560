//! What is said before an answer.

use e2e::{Daemon, Place, Sipp};

use crate::dissected::understood;
use crate::{AGENT, CALLER};

/// SIPp knows no SHA-256.
const CENTER: &str = r#"
center: { name: Early, strong_digest: false }
trunks:
  far: { mode: peer, address: "HOST4:5060", allow: [HOST4/32] }
numbers:
  "4009": { trunk: far, ivr: none, outbound_skill_groups: [desk] }
skill_groups:
  desk: { phones: ["2001"] }
phones:
  "2001": {}
ivrs:
  none: { nodes: { bye: { end: } } }
"#;

#[test]
fn a_phone_acknowledges_what_is_provisional_updates_early_and_both_sides_hear_each_other_before_the_answer()
 {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(CENTER));
    let password = &daemon.phone_password("2001");
    let far = Sipp::scenario(include_str!("../../sipp/callee_early.xml"), 4);
    let mut far = far.tone(AGENT, 10_000).start(&place);
    let phone = Sipp::scenario(include_str!("../../sipp/phone_calls.xml"), 3);
    let phone = phone.dials("13900000000").account("2001", password);
    let mut phone = phone.tone(CALLER, 10_000).start(&place);
    phone.ear.hears(AGENT, 10);
    far.ear.hears(CALLER, 10);
    assert!(!far.messages().contains("SIP/2.0 200 OK"), "it is early");
    phone.done(15);
    far.done(15);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    let said = understood(&daemon, place.net.daemon(), &record);
    let all = said.join("\n");
    assert!(all.contains("SIP/2.0 183 "), "{all}");
}
