//! Calls that are meant for somebody: his phone rings, whoever else is free.

use e2e::{Daemon, Place, Reply, Running, System, agent, caller};
use serde_json::{Value, json};

use crate::told::{code, of_numbers, parts, step};
use crate::{AGENT, CALLER};

/// Amy would be the first by the order of the group; nobody is at her phone.
const CENTER: &str = r#"
center: { name: Meant, sdk_app_id: 1400000001 }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32, HOST5/32] }
numbers:
  "4001": { trunk: carrier, ivr: asked }
  "4002": { trunk: carrier, ivr: named }
routing:
  default: { order: priority }
skill_groups:
  sales: { members: { amy: 1, ben: 5, manager: 5 } }
agents:
  amy: { name: Amy, staff_number: "1001", email: amy@example.com }
  ben: { name: Ben, staff_number: "1002", email: ben@example.com }
  manager: { name: Manager, staff_number: "1900", email: duty@example.com }
phones:
  "2001": { agent: amy, contact: "sip:2001@HOST3:5060" }
  "2002": { agent: ben, contact: "sip:2001@HOST4:5060" }
  "2003": { agent: manager, contact: "sip:2001@HOST6:5060" }
ivrs:
  asked:
    variables: { Level: gold }
    nodes:
      to: { transfer: sales, agents_from: { url: "SYSTEM/seats", send: { Level: "${Level}" } } }
  named:
    variables: { Wanted: "1900" }
    nodes:
      to: { transfer: sales, agent: "${Wanted}" }
"#;

fn start(place: &Place, system: &System) -> Daemon {
    let host = place.net.host(20).to_string();
    let daemon = Daemon::with(place, &["--allow-url-network", &host]);
    let yaml = CENTER.replace("SYSTEM", &system.url(""));
    daemon.apply(&place.center(&yaml));
    daemon
}

fn phone(place: &Place, host: u8) -> Running {
    let phone = agent(200).at(host).tone(AGENT, 6_000).wait(1_200).hang_up();
    phone.start(place)
}

#[track_caller]
fn only_rang(record: &Value, who: &str) {
    let wanted = [(None, 1), (Some(who), 1)];
    assert_eq!(parts(record), wanted, "{record:#}");
    assert_eq!((code(record), &record["agent"]), (1, &who.into()));
}

#[test]
fn the_agent_whom_a_system_or_a_variable_names_is_rung_ahead_of_the_order() {
    let place = Place::new();
    let system = System::start(place.net.host(20), |asked| {
        let request = asked.body["RequestId"].clone();
        let emails = ["ben@example.com"];
        let answer =
            json!({ "RequestId": request, "ErrMsg": "", "ErrCode": 0, "SeatEmails": emails });
        Reply::ok(answer.to_string())
    });
    let daemon = start(&place, &system);
    let (mut ben, mut manager) = (phone(&place, 4), phone(&place, 6));
    let mut asked = caller("4001").tone(CALLER, 8_000).until_bye().start(&place);
    let mut named = caller("4002").at(5).until_bye().start(&place);
    asked.ear.hears(AGENT, 10);
    ben.ear.hears(CALLER, 5);
    for peer in [&mut ben, &mut manager, &mut asked, &mut named] {
        peer.done(20);
    }
    let [by_system, by_variable] = of_numbers(&daemon, ["4001", "4002"]);
    only_rang(&by_system, "ben");
    only_rang(&by_variable, "manager");
    let consulted = &by_system["consultations"][0];
    assert_eq!(
        (&consulted["node"], &consulted["outcome"]),
        (&"to".into(), &"answered".into())
    );
    assert!(
        by_variable.get("consultations").is_none(),
        "{by_variable:#}"
    );
    assert!(step(&by_system, "to").get("key").is_none());

    let asked = system.asked();
    assert_eq!(asked.len(), 1, "{asked:#?}");
    let line = "POST /seats?action=specifiedSeat&version=1 HTTP/1.1";
    assert_eq!(asked[0].line, line);
    let body = &asked[0].body;
    let fixed = json!({
        "Level": "gold", "SdkAppId": 1_400_000_001, "SessionType": "tel", "User": "008613800138000",
        "RequestId": body["RequestId"], "Timestamp": body["Timestamp"],
    });
    assert_eq!(*body, fixed);
    assert!(body["RequestId"].is_string() && body["Timestamp"].is_i64());
}

#[test]
fn a_system_that_says_nothing_of_use_leaves_the_call_to_the_group() {
    let place = Place::new();
    let system = System::start(place.net.host(20), |_| Reply::ok("no JSON"));
    let daemon = start(&place, &system);
    let mut amy = phone(&place, 3);
    caller("4001").until_bye().start(&place).done(20);
    amy.done(10);
    let record = daemon.record();
    only_rang(&record, "amy");
    assert_eq!(
        record["consultations"][0]["outcome"], "malformed",
        "{record:#}"
    );
}
