//! What is changed at run time, as callers meet it, over a crash and into the YAML.

use e2e::{Daemon, MUSIC, PROMPT, Place, caller};

use crate::told::step;

const CENTER: &str = r#"
center: { name: Alarm }   # a small one
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32] }
numbers:
  "4001": { trunk: carrier, ivr: main }
  "4002": { trunk: carrier, ivr: night }
prompts:
  prompt: { file: prompt.wav }
  music: { file: music.wav }
hours:
  always: { weekly: { mon-sun: "00:00-24:00" } }
  night: { weekly: { mon-sun: "00:00-24:00" } }
ivrs:
  main:
    nodes:
      when: { hours: always, open: hello, closed: bye, emergency: alarm }
      hello: { end: { prompt: prompt } }
      alarm: { end: { prompt: music } }
      bye: { end: }
  night:
    from: main
    nodes:
      when: { hours: night, open: hello, closed: bye, emergency: alarm }
"#;

#[test]
fn what_is_changed_in_a_moment_survives_a_crash_and_comes_into_the_yaml() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    let center = place.center(CENTER);
    daemon.apply(&center);
    assert_eq!(daemon.ccctl("drift --detailed-exitcode").code, 0);

    daemon.ccctl("set emergency on --note alarm").ok();
    let hears = |pitch| {
        let mut call = caller("4001").until_bye().start(&place);
        call.ear.hears(pitch, 10);
        call.done(15);
    };
    hears(MUSIC);
    daemon.process.kill();
    let daemon = Daemon::start(&place);
    hears(MUSIC);
    let drift = daemon.ccctl("drift --detailed-exitcode");
    assert_eq!(drift.code, 2, "{}", drift.out);
    assert!(drift.out.contains("center.emergency"), "{}", drift.out);
    daemon.ccctl("unset emergency").ok();
    hears(PROMPT);

    daemon.ccctl("set hours night --today closed").ok();
    caller("4002").until_bye().start(&place).done(15);
    let pull = format!("pull {} --write", center.display());
    let pulled = daemon.ccctl(&pull).ok();
    assert!(pulled.out.contains("hours.night.today"), "{}", pulled.out);
    let plan = daemon.ccctl(&format!("plan {}", center.display())).ok();
    let ends = "live changes that end: hours.night.today";
    assert!(plan.out.contains(ends), "{}", plan.out);
    daemon.apply(&center);
    assert_eq!(daemon.ccctl("drift --detailed-exitcode").code, 0);
    caller("4002").until_bye().start(&place).done(15);

    let records = daemon.records(5);
    let labels = |number: &str| {
        let of_number = records.iter().filter(|record| record["callee"] == number);
        let mut labels: Vec<&str> = of_number
            .map(|record| step(record, "when")["label"].as_str().expect("a label"))
            .collect();
        labels.sort_unstable();
        labels
    };
    assert_eq!(labels("4001"), ["emergency", "emergency", "open"]);
    assert_eq!(labels("4002"), ["closed", "closed"]);
}
