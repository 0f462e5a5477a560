//! Callers who are turned away: by lists of the configuration, and at run time.

use e2e::{Daemon, MUSIC, Place, caller, caller_refused};
use serde_json::Value;

use crate::told::{code, of_numbers, path};

const CENTER: &str = r#"
center: { name: Blocked }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32, HOST6/32] }
numbers:
  "4001": { trunk: carrier, ivr: strict }
  "4002": { trunk: carrier, ivr: polite }
  "4003": { trunk: carrier, ivr: generous }
  "4004": { trunk: carrier, ivr: open }
prompts:
  music: { file: music.wav }
caller_lists:
  nuisance: { numbers: ["138*"] }
  friends: { numbers: ["13800138000"] }
ivrs:
  open: { nodes: { bye: { end: } } }
  strict: { from: open, blacklist: [nuisance] }
  generous: { from: strict, whitelist: [friends] }
  polite:
    blacklist: [nuisance]
    start: bye
    on_blocked: sorry
    nodes:
      bye: { end: }
      sorry: { end: { prompt: music } }
"#;

#[track_caller]
fn was_blocked(record: &Value) {
    assert_eq!(code(record), 100, "{record:#}");
    assert_eq!(record["end_status"]["string"], "blackList");
    assert_eq!(record["hung_up_by"], "system");
}

#[test]
fn a_flow_turns_callers_away_tells_them_why_or_takes_them_all_the_same() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(CENTER));
    let mut refused = caller_refused("4001", 603).start(&place);
    let mut told = caller("4002").at(5).until_bye().start(&place);
    let mut taken = caller("4003").at(6).until_bye().start(&place);
    told.ear.hears(MUSIC, 10);
    for call in [&mut refused, &mut told, &mut taken] {
        call.done(15);
    }
    let [refused, told, taken] = of_numbers(&daemon, ["4001", "4002", "4003"]);
    was_blocked(&refused);
    assert!(refused.get("answered_at").is_none(), "{refused:#}");
    was_blocked(&told);
    assert_eq!(path(&told), ["sorry"], "{told:#}");
    assert_eq!(code(&taken), 107, "{taken:#}");
}

#[test]
fn who_is_blocked_at_run_time_stays_so_over_a_crash_and_into_the_configuration() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(CENTER));
    let refused = || caller_refused("4004", 603).start(&place).done(10);
    // However his number is spelled, it is he.
    daemon.ccctl("blacklist add 008613800138000").ok();
    refused();
    daemon.process.kill();
    let daemon = Daemon::start(&place);
    refused();

    let list = daemon.ccctl("blacklist export").ok().out;
    let numbers = list.replace("caller_lists:\n", "");
    let yaml = CENTER.replace("caller_lists:\n", &format!("caller_lists:\n{numbers}"));
    let yaml = yaml.replace(
        "name: Blocked",
        "name: Blocked, inbound_blacklist: [blocked]",
    );
    daemon.apply(&place.center(&yaml));
    // What the configuration says is no thing of run time.
    let left = daemon.ccctl("blacklist list -o ndjson").ok().out;
    assert_eq!(left, "");
    refused();
    daemon.apply(&place.center(CENTER));
    caller("4004").until_bye().start(&place).done(15);
    let records = daemon.records(4);
    records[..3].iter().for_each(was_blocked);
    assert_eq!(code(&records[3]), 107, "{records:#?}");
}
