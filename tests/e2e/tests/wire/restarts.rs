//! Ends of the daemon, wanted and not.

use e2e::{
    Baresip, Daemon, PROMPT, Place, Wire, agent, caller, caller_refused, eventually, is_voice,
};

use crate::{AGENT, CALLER, DESK};

#[test]
fn a_daemon_that_is_killed_in_a_talk_goes_on_with_its_record_phones_and_recording() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    let yaml = DESK.replace("phones:\n", "phones:\n  \"2002\": { agent: ben }\n");
    let yaml = yaml.replace(
        "agents:\n",
        "agents:\n  ben: { name: Ben, staff_number: \"1002\" }\n",
    );
    daemon.apply(&place.center(&yaml));
    let password = &daemon.phone_password("2002");
    let _registered = Baresip::start(&place, "2002", password, 880);
    daemon.agent_is("ben", "idle");
    let contacts = daemon.one("phones 2002")["contacts"].clone();

    let phone = agent(0).tone(AGENT, 20_000).until_bye().start(&place);
    let call = caller("4001").wait(1_500).digit('1').tone(CALLER, 20_000);
    let call = call.until_bye().start(&place);
    call.ear.hears(AGENT, 15);
    phone.ear.hears(CALLER, 10);
    // What a crash may take is what the last moments brought.
    std::thread::sleep(std::time::Duration::from_millis(2_500));
    daemon.process.kill();
    drop((phone, call));

    let daemon = Daemon::start(&place);
    let record = daemon.record();
    assert_eq!(record["cause"], "restart", "{record:#}");
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    assert_eq!(record["hung_up_by"], "system");
    let after = daemon.one("phones 2002")["contacts"].clone();
    assert_eq!(after[0]["uri"], contacts[0]["uri"]);
    assert_eq!(after[0]["expires_at"], contacts[0]["expires_at"]);
    daemon.agent_is("ben", "idle");
    daemon.agent_is("amy", "idle");
    let recording = daemon.recording(&record);
    assert!(recording.millis() > 1_000, "{} ms", recording.millis());
    assert!(is_voice(&recording.left[4_000..], CALLER, AGENT));
    assert!(is_voice(&recording.right[4_000..], AGENT, CALLER));
    assert!(daemon.get("calls").is_empty());
}

#[test]
fn a_daemon_that_is_told_to_stop_lets_calls_finish_and_takes_no_more() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let mut call = caller("4001").wait(4_000).hang_up().start(&place);
    call.ear.hears(PROMPT, 10);
    daemon.process.terminate();
    caller_refused("4001", 503).at(5).start(&place).done(10);
    assert!(daemon.process.runs());
    call.done(15);
    assert!(daemon.process.end(15).success());
    assert!(!daemon.socket().exists());

    let daemon = Daemon::start(&place);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 102, "{record:#}");
    assert_eq!(record["hung_up_by"], "user");
    assert!(record.get("cause").is_none(), "{record:#}");
}

#[test]
fn whoever_follows_the_log_sees_the_end_and_does_not_hold_it_up() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let log = daemon.follow("");
    let mut call = caller("4001").until_bye().start(&place);
    call.ear.hears(PROMPT, 10);
    daemon.process.terminate();
    eventually(5, "the daemon drains", || {
        daemon.process.said().contains("told to stop").then_some(())
    });
    daemon.process.terminate();
    call.done(10);
    let last = log.entry(10, |entry| entry["type"] == "record");
    assert_eq!(last["record"]["cause"], "shutdown");
    assert!(daemon.process.end(10).success());
    assert!(!daemon.process.said().contains("cut off"));
}

#[test]
fn what_an_agent_has_chosen_is_shown_after_a_crash_though_no_phone_is_there() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    let phone = r#"agent: amy, contact: "sip:2001@HOST3:5060""#;
    assert!(DESK.contains(phone));
    daemon.apply(&place.center(&DESK.replace(phone, "agent: amy")));
    daemon.ccctl("agent state amy break").ok();
    daemon.process.kill();
    let daemon = Daemon::start(&place);
    assert_eq!(daemon.one("agents amy")["presence"], "break");
}

#[test]
fn a_daemon_whose_terminal_is_closed_lets_calls_finish() {
    let place = Place::new();
    let (mut daemon, terminal) = Daemon::at_terminal(&place);
    daemon.apply(&place.center(DESK));
    let mut call = caller("4001").wait(2_000).hang_up().start(&place);
    call.ear.hears(PROMPT, 10);
    drop(terminal);
    call.done(15);
    assert!(daemon.process.end(15).success());
    let record = Daemon::start(&place).record();
    assert!(record.get("cause").is_none(), "{record:#}");
}

#[test]
fn a_call_that_was_only_just_taken_may_finish_too() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let wire = Wire::new(place.net.carrier(), place.net.daemon());
    let offer = "v=0\r\nc=IN IP4 HOST2\r\nm=audio 4000 RTP/AVP 8\r\n";
    let kind = ["Content-Type: application/sdp"];
    let invite = wire.request("INVITE", "late", &kind, &place.addressed(offer));
    let invite = invite.replacen("INVITE sip:", "INVITE sip:4001@", 1);
    let answer = wire.ask(&invite).expect("an answer");
    assert!(answer.starts_with("SIP/2.0 200 "), "{answer}");
    daemon.process.terminate();
    std::thread::sleep(std::time::Duration::from_millis(700));
    assert!(daemon.process.runs());
}

#[test]
fn a_daemon_that_is_told_twice_ends_calls_at_once() {
    let place = Place::new();
    let mut daemon = Daemon::start(&place);
    daemon.apply(&place.center(DESK));
    let mut call = caller("4001").until_bye().start(&place);
    call.ear.hears(PROMPT, 10);
    daemon.process.terminate();
    // Two signals on one another's heels are one: the first must have been seen.
    eventually(5, "the daemon drains", || {
        daemon.process.said().contains("told to stop").then_some(())
    });
    daemon.process.terminate();
    call.done(10);
    assert!(daemon.process.end(10).success());

    let record = Daemon::start(&place).record();
    assert_eq!(record["cause"], "shutdown", "{record:#}");
    assert_eq!(record["end_status"]["code"], 102);
    assert_eq!(record["hung_up_by"], "system");
}
