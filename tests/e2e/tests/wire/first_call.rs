//! The whole way of a call.

use e2e::{Daemon, MUSIC, PROMPT, Place, agent, caller, is_voice};

use crate::{AGENT, CALLER, DESK};

#[test]
fn a_caller_chooses_waits_talks_and_there_is_one_record_with_both_voices() {
    let place = Place::new();
    let daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    daemon.agent_is("amy", "idle");

    let phone = agent(1_000).tone(AGENT, 10_000).wait(3_000).hang_up();
    let mut phone = phone.start(&place);
    let call = caller("4001").wait(2_500).digit('1').tone(CALLER, 20_000);
    let mut call = call.until_bye().start(&place);
    call.ear.hears(PROMPT, 10);
    call.ear.hears(MUSIC, 10);
    call.ear.hears(AGENT, 10);
    phone.ear.hears(CALLER, 10);
    daemon.agent_is("amy", "on_call");
    phone.done(20);
    call.done(20);

    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["end_status"]["string"], "ok");
    assert_eq!(record["hung_up_by"], "agent");
    assert_eq!(record["caller"], "+8613800138000");
    assert_eq!(record["callee"], "4001");
    assert_eq!(
        (&record["agent"], &record["staff_number"]),
        (&"amy".into(), &"1001".into())
    );
    let path: Vec<_> = record["path"].as_array().expect("a path").iter().collect();
    let nodes: Vec<_> = path.iter().map(|step| step["node"].as_str()).collect();
    assert_eq!(nodes, [Some("welcome"), Some("menu"), Some("sales")]);
    assert_eq!(
        (&path[1]["key"], &path[1]["label"]),
        (&"1".into(), &"Sales".into())
    );
    let participants = record["participants"].as_array().expect("a list");
    assert_eq!(participants.len(), 2, "{record:#}");
    assert_eq!(participants[0]["kind"], "customer");
    assert_eq!(participants[1]["phone"], "2001");
    assert_eq!(participants[1]["end_status"]["code"], 1);
    let ring = record["ring_ms"].as_u64().expect("milliseconds");
    assert!((900..2_500).contains(&ring), "rang for {ring} ms");

    let recording = daemon.recording(&record);
    assert!(recording.millis() > 2_000, "{} ms", recording.millis());
    let talk = 4_000..recording.left.len() - 4_000;
    assert!(is_voice(&recording.left[talk.clone()], CALLER, AGENT));
    assert!(is_voice(&recording.right[talk], AGENT, CALLER));
    daemon.agent_is("amy", "idle");
}
