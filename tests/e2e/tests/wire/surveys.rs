//! Surveys: what callers press is in the record with what it means.

use e2e::{Daemon, PROMPT, Place, agent, caller};

use crate::AGENT;
use crate::told::{code, path, step};

const CENTER: &str = r#"
center: { name: Surveys }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: asks }
  "4002": { trunk: carrier, ivr: talks }
prompts:
  long: { file: long.wav }
skill_groups:
  sales: { members: [amy] }
agents:
  amy: { name: Amy, staff_number: "1001" }
phones:
  "2001": { agent: amy, contact: "sip:2001@HOST3:5060" }
ivrs:
  asks:
    nodes:
      rate: { survey: { prompt: long }, keys: { "1": satisfied, "0": dissatisfied }, into: Mood, next: seen }
      seen:
        condition: [{ when: "${Mood} = satisfied", label: good, next: bye }]
        otherwise: bye
      bye: { end: }
  talks:
    nodes:
      sales: { transfer: sales, then: rate }
      rate: { survey: { prompt: long }, keys: { "1": satisfied, "0": dissatisfied } }
"#;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

#[test]
fn an_answer_in_the_call_is_kept_in_a_variable_and_in_the_record() {
    let place = Place::new();
    let daemon = start(&place);
    // 7 is no answer: it is asked again.
    let call = caller("4001").wait(500).digit('7').wait(500).digit('1');
    call.until_bye().start(&place).done(15);
    let record = daemon.record();
    let rated = &record["satisfaction"];
    let told = (&rated["key"], &rated["label"], &rated["node"]);
    let wanted = (&"1".into(), &"satisfied".into(), &"rate".into());
    assert_eq!(told, wanted, "{record:#}");
    assert_eq!(path(&record), ["rate", "seen", "bye"], "{record:#}");
    assert_eq!(step(&record, "seen")["label"], "good");
    assert_eq!(code(&record), 107);
}

#[test]
fn the_caller_stays_for_the_survey_when_the_agent_has_hung_up() {
    let place = Place::new();
    let daemon = start(&place);
    let phone = agent(200).tone(AGENT, 3_000).wait(1_500).hang_up();
    let mut phone = phone.start(&place);
    let call = caller("4002").wait(5_000).digit('0').until_bye();
    let mut call = call.start(&place);
    call.ear.hears(AGENT, 10);
    phone.done(10);
    call.ear.hears(PROMPT, 5);
    daemon.agent_is("amy", "idle");
    call.done(15);
    let record = daemon.record();
    assert_eq!(path(&record), ["sales", "rate"], "{record:#}");
    let rated = &record["satisfaction"];
    let told = (&rated["key"], &rated["label"], &rated["node"]);
    let wanted = (&"0".into(), &"dissatisfied".into(), &"rate".into());
    assert_eq!(told, wanted, "{record:#}");
    assert_eq!((code(&record), &record["agent"]), (1, &"amy".into()));
    let talk = record["duration_ms"].as_u64().expect("milliseconds");
    assert!((1_000..4_500).contains(&talk), "talked for {talk} ms");
}
