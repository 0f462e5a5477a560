//! Audio as bad networks bring it.

use e2e::{Daemon, Place, agent, caller, is_voice};

use crate::{AGENT, CALLER};

const CENTER: &str = r#"
center: { name: Rough }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  far: { mode: peer, address: "HOST4:5060", allow: [HOST4/32] }
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4009": { trunk: far, ivr: out }
ivrs:
  out: { nodes: { out: { dial: "13900000000", caller: "4009" } } }
"#;

#[test]
fn packets_of_40_ms_that_are_lost_doubled_overtaken_or_jump_are_heard_and_recorded_as_one_voice() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(CENTER));
    let far = agent(100).at(4).tone(AGENT, 10_000).wait(4_500).hang_up();
    let mut far = far.start(&place);
    let call = caller("4001").rough(CALLER, 8_000).until_bye();
    let mut call = call.start(&place);
    far.ear.hears(CALLER, 10);
    far.done(20);
    call.done(20);
    let record = daemon.record();
    let recording = daemon.recording(&record);
    assert!(recording.millis() > 3_000, "{} ms", recording.millis());
    let talk = 4_000..recording.left.len() - 4_000;
    assert!(is_voice(&recording.left[talk.clone()], CALLER, AGENT));
    assert!(is_voice(&recording.right[talk], AGENT, CALLER));
    let media = &record["participants"][0];
    assert_eq!(media["end_status"]["code"], 1, "{record:#}");
}
