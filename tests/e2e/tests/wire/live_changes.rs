//! What is changed at run time, as callers meet it, over a crash and into the YAML.

use e2e::{Daemon, MUSIC, PROMPT, Place, Watching, caller};
use serde_json::{Value, json};

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

/// What was changed, how it ended, and by whom.
fn history(daemon: &Daemon) -> Vec<[String; 4]> {
    let told = daemon.ccctl("history --live -o json").json();
    let stories = told.as_array().expect("a list").iter();
    let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |story: &Value| {
        let ended = &story["ended"];
        [
            word(&story["path"]),
            word(&story["after"]),
            word(&ended["how"]),
            word(&ended["by"]),
        ]
    };
    stories.map(row).collect()
}

#[test]
fn who_changed_what_and_how_it_ended_is_told_at_once_and_after_a_crash() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    let privacy = "name: Alarm, number_privacy: { inbound: mask }";
    let center = place.center(&CENTER.replace("name: Alarm", privacy));
    daemon.apply(&center);
    let made = daemon.ccctl("token create wall --role viewer -o json");
    let token = made.json()["token"].as_str().expect("a token").to_owned();
    let watching = Watching::open(&daemon.http(), "?topics=config", &token, None);
    let mut watching = watching.expect("a stream");

    daemon.ccctl("set emergency on --note alarm").ok();
    daemon.ccctl("set hours night --today 10:00-11:00").ok();
    let again = daemon.ccctl("set hours night --today closed").ok();
    let replaced = "replaced 10:00-11:00, set by local at ";
    assert!(again.err.contains(replaced), "{}", again.err);
    daemon.ccctl("blacklist add 13800138000").ok();
    daemon.ccctl("blacklist remove 13800138000").ok();
    let told = watching.until(10, |event| {
        event["type"] == "live_ended" && event["ended"]["by"] == "local"
    });
    let changed = |event: &&Value| event["type"] == "live_changed";
    let first = told.iter().find(changed).expect("a change");
    assert_eq!(first["change"]["path"], "center.emergency");
    assert_eq!(first["change"]["before"], "off");
    assert_eq!(first["change"]["note"], "alarm");
    let told = Value::from(told).to_string();
    assert!(told.contains("138****8000"), "{told}");
    assert!(!told.contains("13800138000"), "{told}");

    daemon.process.kill();
    let daemon = Daemon::start(&place);
    daemon.ccctl("unset emergency").ok();
    let pull = format!("pull {} --write", center.display());
    daemon.ccctl(&pull).ok();
    daemon.apply(&center);
    let row = |path: &str, after: &str, how: &str| [path, after, how, "local"].map(str::to_owned);
    let night = "hours.night.today";
    let expected = [
        row("blacklist.+8613800138000", "blocked", "undone"),
        row(night, "closed", "configured"),
        row(night, "10:00-11:00", "replaced"),
        row("center.emergency", "on", "undone"),
    ];
    assert_eq!(history(&daemon), expected);
    let applied = daemon.ccctl("history --limit 1 -o json").json();
    assert_eq!(applied[0]["live_ended"], json!([night]));
}
