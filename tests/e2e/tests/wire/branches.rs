//! Flows that decide by what callers press.

use e2e::{Daemon, MUSIC, Place, caller};

use crate::told::{of_numbers, path, step};

const CENTER: &str = r#"
center: { name: Branches }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32] }
numbers:
  "4001": { trunk: carrier, ivr: main }
  "4002": { trunk: carrier, ivr: main@1 }
  "4003": { trunk: carrier, ivr: counts }
  "4004": { trunk: carrier, ivr: given }
  "4005": { trunk: carrier, ivr: useless }
prompts:
  prompt: { file: prompt.wav }
  long: { file: long.wav }
  music: { file: music.wav }
ivrs:
  main@1:
    variables: { Limit: "1000" }
    nodes:
      amount: { collect: { prompt: long }, into: Amount, max_length: 6, next: size }
      size:
        condition:
          - { when: "${Amount} >= 100 and ${Amount} < ${Limit}", label: some, next: some }
          - { when: "${Amount} >= ${Limit}", next: much }
        otherwise: { label: little, next: little }
      some: { end: { prompt: prompt } }
      much: { end: { prompt: music } }
      little: { end: }
  main@2:
    from: main@1
    note: a higher limit
    variables: { Limit: "2000" }
  given:
    variables:
      Entries: '[{"digits": "1", "name": "a", "lable": "Sales", "next": "some"}, {"digits": "2", "next": "nowhere"}]'
    nodes:
      menu: { dynamic_menu: { prompt: long }, branches: "${Entries}", targets: [some], on_invalid: little }
      some: { end: { prompt: prompt } }
      little: { end: }
  useless:
    from: given
    variables: { Entries: '[{"digits": "2", "next": "nowhere"}]' }
  counts:
    nodes:
      menu: { menu: { prompt: long }, keys: { "1": some }, errors: { into: Fails }, exhausted: times }
      times:
        condition: [{ when: "${Fails} = 3", label: three, next: much }]
        otherwise: little
      some: { end: { prompt: prompt } }
      much: { end: { prompt: music } }
      little: { end: }
"#;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

#[test]
fn what_was_pressed_is_compared_as_a_number_in_the_version_that_was_dialled() {
    let place = Place::new();
    let daemon = start(&place);
    // As texts, 1500 were below 2000 and below 1000 it were not.
    let press = |number: &str, host| {
        let keys = "1500#".chars();
        let call = keys.fold(caller(number).at(host).wait(500), |call, key| {
            call.digit(key)
        });
        call.until_bye().start(&place)
    };
    let (mut latest, mut first) = (press("4001", 2), press("4002", 5));
    latest.done(20);
    first.done(20);
    let [latest, first] = of_numbers(&daemon, ["4001", "4002"]);
    assert_eq!(path(&latest), ["amount", "size", "some"], "{latest:#}");
    assert_eq!(step(&latest, "size")["label"], "some");
    assert_eq!(path(&first), ["amount", "size", "much"], "{first:#}");
    assert_eq!(step(&first, "size")["label"], "${Amount} >= ${Limit}");
    assert_eq!(
        (&latest["ivr"], &first["ivr"]),
        (&"main@2".into(), &"main@1".into())
    );
}

#[test]
fn a_menu_out_of_a_variable_has_the_branches_that_can_be_used() {
    let place = Place::new();
    let daemon = start(&place);
    // 2 leads nowhere, so it is a wrong key and the question is asked again.
    let given = caller("4004").wait(500).digit('2').wait(500).digit('1');
    let mut given = given.until_bye().start(&place);
    let mut useless = caller("4005").at(5).until_bye().start(&place);
    given.done(20);
    useless.done(10);
    let [given, useless] = of_numbers(&daemon, ["4004", "4005"]);
    assert_eq!(path(&given), ["menu", "some"], "{given:#}");
    let menu = step(&given, "menu");
    let told = (&menu["key"], &menu["label"], &menu["branch"]);
    assert_eq!(told, (&"1".into(), &"Sales".into(), &"a".into()));
    assert_eq!(path(&useless), ["menu", "little"], "{useless:#}");
}

#[test]
fn the_third_wrong_key_leads_out_and_the_count_is_in_a_variable() {
    let place = Place::new();
    let daemon = start(&place);
    let call = "789"
        .chars()
        .fold(caller("4003"), |call, key| call.wait(500).digit(key));
    let mut call = call.until_bye().start(&place);
    call.ear.hears(MUSIC, 10);
    call.done(15);
    let record = daemon.record();
    assert_eq!(path(&record), ["menu", "times", "much"], "{record:#}");
    assert_eq!(step(&record, "times")["label"], "three");
    assert!(step(&record, "menu").get("key").is_none(), "{record:#}");
}
