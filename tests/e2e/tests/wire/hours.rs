//! Business hours, as callers meet them.

use e2e::{Daemon, MUSIC, PROMPT, Place, caller};

use crate::told::{code, of_numbers, path, step};

/// One number that is open at all times, and one whose every day is a holiday.
const CENTER: &str = r#"
center: { name: Hours }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32] }
numbers:
  "4001": { trunk: carrier, ivr: always }
  "4002": { trunk: carrier, ivr: never }
prompts:
  prompt: { file: prompt.wav }
  music: { file: music.wav }
hours:
  always: { weekly: { mon-sun: "00:00-24:00" } }
  never: { weekly: { mon-sun: "00:00-24:00" }, holidays: [{ from: 01-01, to: 12-31 }] }
ivrs:
  always:
    nodes:
      when: { hours: always, open: hello, closed: sorry }
      hello: { end: { prompt: prompt } }
      sorry: { end: { prompt: music } }
  never:
    from: always
    nodes:
      when: { hours: never, open: hello, closed: sorry }
"#;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

#[test]
fn callers_hear_whether_the_center_is_open_and_the_record_says_so() {
    let place = Place::new();
    let daemon = start(&place);
    let mut early = caller("4001").until_bye().start(&place);
    let mut late = caller("4002").at(5).until_bye().start(&place);
    early.ear.hears(PROMPT, 10);
    late.ear.hears(MUSIC, 10);
    early.done(15);
    late.done(15);
    let [open, closed] = of_numbers(&daemon, ["4001", "4002"]);
    assert_eq!(path(&open), ["when", "hello"], "{open:#}");
    assert_eq!(step(&open, "when")["label"], "open");
    assert_eq!(code(&open), 107, "{open:#}");
    assert_eq!(path(&closed), ["when", "sorry"], "{closed:#}");
    assert_eq!(step(&closed, "when")["label"], "closed");
    assert_eq!(code(&closed), 106, "{closed:#}");
    assert_eq!(closed["end_status"]["string"], "notWorkTime");
    assert_eq!(closed["hung_up_by"], "system");
}

#[test]
fn who_hangs_up_when_told_that_it_is_closed_called_outside_of_hours() {
    let place = Place::new();
    let daemon = start(&place);
    let mut call = caller("4002").wait(800).hang_up().start(&place);
    call.ear.hears(MUSIC, 10);
    call.done(15);
    let record = daemon.record();
    assert_eq!(code(&record), 106, "{record:#}");
    assert_eq!(record["hung_up_by"], "user");
}

#[test]
fn hours_that_were_changed_count_for_the_next_call() {
    let place = Place::new();
    let daemon = start(&place);
    caller("4001").until_bye().start(&place).done(15);
    let open = "always: { weekly: { mon-sun: \"00:00-24:00\" } }";
    let closed = open.replace(" } }", " }, holidays: [{ from: 01-01, to: 12-31 }] }");
    assert!(CENTER.contains(open));
    daemon.apply(&place.center(&CENTER.replace(open, &closed)));
    caller("4001").until_bye().start(&place).done(15);
    let records = daemon.records(2);
    assert_eq!([code(&records[0]), code(&records[1])], [107, 106]);
}
