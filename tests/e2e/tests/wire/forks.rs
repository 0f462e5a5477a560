//! A number that rings at several places.

use e2e::{Daemon, Place, Sipp, caller};

use crate::dissected::understood;

const CENTER: &str = r#"
center: { name: Forks }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  far: { mode: peer, address: "HOST4:5060", allow: [HOST4/32] }
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4009": { trunk: far, ivr: out }
ivrs:
  out: { nodes: { out: { dial: "13900000000", caller: "4009" } } }
"#;

/// The other side hangs up the answer that came too late, and talks with the first.
#[test]
fn of_several_that_ring_and_answer_the_first_has_the_call() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(CENTER));
    let far = Sipp::scenario(include_str!("../../sipp/callee_forks.xml"), 4);
    let mut far = far.tone(crate::AGENT, 3_000).until_bye().start(&place);
    let call = caller("4001").wait(2_500).hang_up();
    let mut call = call.start(&place);
    call.ear.hears(crate::AGENT, 10);
    call.done(15);
    far.done(15);
    let messages = far.messages();
    let byes = messages.split("BYE sip:").skip(1);
    let to: Vec<_> = byes
        .filter_map(|bye| bye.lines().find(|line| line.starts_with("To:")))
        .filter_map(|to| to.split_once(";tag="))
        .map(|(_, tag)| tag.trim().to_owned())
        .collect();
    assert_eq!(to, ["a1", "b1"], "{messages}");
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    understood(&daemon, place.net.daemon(), &record);
}
