//! Who is rung, and what becomes of callers for whom there is nobody.

use e2e::{Daemon, Place, agent, caller};

use crate::AGENT;
use crate::told::{code, of_numbers, parts, path};

const CENTER: &str = r#"
center: { name: Routing }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
numbers:
  "4001": { trunk: carrier, ivr: waits }
  "4002": { trunk: carrier, ivr: leaves }
  "4003": { trunk: carrier, ivr: desk }
  "4004": { trunk: carrier, ivr: fair }
routing:
  default: { order: priority, last_agent: true, wrap_up: 1m }
  desk: { auto_answer: true }
  fair: { order: fewest_calls }
skill_groups:
  fair: { members: [amy, ben], routing: fair }
  sales: { members: { amy: 1, ben: 2 } }
  desk: { phones: ["2003"], routing: desk }
agents:
  amy: { name: Amy, staff_number: "1001" }
  ben: { name: Ben, staff_number: "1002" }
phones:
  "2001": { agent: amy, contact: "sip:2001@HOST3:5060" }
  "2002": { agent: ben, contact: "sip:2001@HOST4:5060" }
  "2003": { contact: "sip:2001@HOST6:5060" }
ivrs:
  waits:
    nodes:
      sales: { transfer: sales }
  leaves:
    nodes:
      sales: { transfer: sales, on_busy: busy, on_no_agent: nobody }
      busy: { end: }
      nobody: { end: }
  desk:
    nodes:
      desk: { transfer: desk }
  fair:
    nodes:
      fair: { transfer: fair }
"#;

fn start(place: &Place) -> Daemon {
    let daemon = Daemon::start(place);
    daemon.apply(&place.center(CENTER));
    daemon
}

#[test]
fn who_served_a_caller_before_is_rung_ahead_of_the_order_once_his_wrap_up_is_over() {
    let place = Place::new();
    let daemon = start(&place);
    daemon.ccctl("agent state amy break").ok();
    let phone = agent(200).at(4).tone(AGENT, 900).wait(800).hang_up();
    let mut ben = phone.calls(2).start(&place);
    caller("4001").until_bye().start(&place).done(15);
    daemon.agent_is("ben", "wrap_up");
    daemon.ccctl("agent return ben").ok();
    daemon.agent_is("ben", "idle");
    daemon.ccctl("agent state amy idle").ok();
    caller("4001").until_bye().start(&place).done(15);
    ben.done(10);
    for record in daemon.records(2) {
        assert_eq!(parts(&record), [(None, 1), (Some("ben"), 1)], "{record:#}");
    }
}

#[test]
fn nobody_there_is_told_apart_from_nobody_free() {
    let place = Place::new();
    let daemon = start(&place);
    daemon.ccctl("agent state ben break").ok();
    let acts = [
        ("state amy not_ready", "busy"),
        ("state amy break", "nobody"),
        ("force-offline amy", "nobody"),
    ];
    for (n, (act, node)) in acts.into_iter().enumerate() {
        daemon.ccctl(&format!("agent {act}")).ok();
        caller("4002").until_bye().start(&place).done(15);
        let records = daemon.records(n + 1);
        assert_eq!(path(&records[n]), ["sales", node], "{records:#?}");
        assert_eq!(parts(&records[n]).len(), 1, "{records:#?}");
    }
}

#[test]
fn a_phone_of_a_group_is_rung_without_an_agent_and_asked_to_answer_by_itself() {
    let place = Place::new();
    let daemon = start(&place);
    let phone = agent(0).at(6).tone(AGENT, 2_000).wait(800).hang_up();
    let mut phone = phone.start(&place);
    let mut call = caller("4003").until_bye().start(&place);
    call.ear.hears(AGENT, 10);
    phone.done(10);
    call.done(10);
    let heard = phone.messages();
    assert!(heard.contains(";answer-after=0\r\n"), "{heard}");
    let [record] = of_numbers(&daemon, ["4003"]);
    let part = &record["participants"][1];
    assert_eq!(
        (&part["kind"], &part["phone"]),
        (&"phone".into(), &"2003".into())
    );
    assert_eq!((code(&record), code(part)), (1, 1), "{record:#}");
    assert!(record.get("agent").is_none(), "{record:#}");
}

#[test]
fn who_has_taken_the_fewest_calls_of_the_day_is_rung_though_another_is_idle_for_longer() {
    let place = Place::new();
    let daemon = start(&place);
    daemon.ccctl("agent state amy break").ok();
    let phone = |host| {
        let phone = agent(200).at(host).tone(AGENT, 900).wait(800).hang_up();
        phone.start(&place)
    };
    let (mut amy, mut ben) = (phone(3), phone(4));
    caller("4004").until_bye().start(&place).done(15);
    ben.done(10);
    daemon.agent_is("ben", "idle");
    daemon.ccctl("agent state amy idle").ok();
    caller("4004").until_bye().start(&place).done(15);
    amy.done(10);
    let records = daemon.records(2);
    let who: Vec<_> = records.iter().map(|it| it["agent"].as_str()).collect();
    assert_eq!(who, [Some("ben"), Some("amy")], "{records:#?}");
}
