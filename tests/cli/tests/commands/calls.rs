//! `ccctl call`

use cli_tests::{Ccctl, Daemon, Reply};
use insta::assert_snapshot;

use crate::fixture::problem;

const ID: &str = "0192a1d8-7c00-7000-8000-000000000001";

/// A call whose carrier never acknowledged the answer.
const TRACE: &str = r#"{
  "call": "0192a1d8-7c00-7000-8000-000000000001",
  "findings": [
    { "code": "never_acknowledged", "text": "the trunk carrier never acknowledged our 200, and the call ended after 32 s: look for SIP ALG in a router on the way, or an address in our Contact that it cannot reach" }
  ],
  "legs": [
    {
      "participant": 0, "who": "trunk carrier", "call_id": "a84b4c76e66710@203.0.113.10", "omitted": 2,
      "media": { "sent": 1600, "received": 1580, "lost": 20, "jitter_us": 1250, "remote_lost": 3, "remote_jitter_us": 900,
        "round_trip_us": 12400, "source": "203.0.113.10:4000", "foreign": 4, "first_sent_ms": 12, "first_received_ms": 31 },
      "messages": [
        { "at": "2026-11-20T08:00:00Z", "way": "in", "local": "192.0.2.1:5060", "remote": "203.0.113.10:5060", "transport": "udp",
          "summary": "INVITE", "media": "PCMA PCMU + keys at 203.0.113.10:4000", "copy": false,
          "text": "INVITE sip:02160001000@192.0.2.1 SIP/2.0\r\nSubject: \u001b[2J\r\n\r\n" },
        { "at": "2026-11-20T08:00:00.001Z", "way": "out", "local": "192.0.2.1:5060", "remote": "203.0.113.10:5060", "transport": "udp",
          "summary": "200 OK", "media": "PCMA + keys at 192.0.2.1:20000", "copy": false, "text": "SIP/2.0 200 OK\r\n\r\n" },
        { "at": "2026-11-20T08:00:00.501Z", "way": "out", "local": "192.0.2.1:5060", "remote": "203.0.113.10:5060", "transport": "udp",
          "summary": "200 OK", "media": "PCMA + keys at 192.0.2.1:20000", "copy": true, "text": "SIP/2.0 200 OK\r\n\r\n" },
        { "at": "2026-11-20T08:00:32Z", "way": "out", "local": "192.0.2.1:5060", "remote": "203.0.113.10:5060", "transport": "udp",
          "summary": "BYE", "copy": false, "text": "BYE sip:203.0.113.10 SIP/2.0\r\n\r\n" },
        { "at": "2026-11-20T08:00:32.040Z", "way": "in", "local": "192.0.2.1:5060", "remote": "203.0.113.10:5060", "transport": "udp",
          "summary": "481 Call/Transaction Does Not Exist", "copy": false }
      ]
    },
    { "participant": 1, "who": "phone 2001", "messages": [], "omitted": 0 }
  ]
}"#;

#[test]
fn a_call_is_drawn_with_what_was_noticed_first() {
    let daemon = Daemon::new(|_| Reply::ok(TRACE));
    let show = Ccctl::new(&format!("call show {ID}")).daemon(&daemon).run();
    assert_snapshot!(show);
    assert_eq!(daemon.lines(), [format!("GET /api/v1/calls/{ID}/trace")]);
}

#[test]
fn its_messages_are_shown_whole_where_the_role_sees_them() {
    let daemon = Daemon::new(|_| Reply::ok(TRACE));
    let show = Ccctl::new(&format!("call show {ID} --messages"));
    assert_snapshot!(show.daemon(&daemon).run());
}

#[test]
fn it_is_a_document_or_a_capture_for_programs() {
    let daemon = Daemon::new(|request| match request.line.contains("pcap") {
        true => Reply::ok("a capture"),
        false => Reply::ok(TRACE),
    });
    let yaml = Ccctl::new(&format!("call show {ID} -o yaml"));
    let yaml = yaml.daemon(&daemon).run();
    assert!(
        yaml.contains("\nfindings:\n- code: never_acknowledged\n"),
        "{yaml}"
    );
    let pcap = Ccctl::new(&format!("call show {ID} --pcap -"));
    let pcap = pcap.daemon(&daemon).run();
    assert_eq!(
        pcap,
        format!("$ ccctl call show {ID} --pcap -\na capture--- exit 0\n")
    );
    let asked = format!("GET /api/v1/calls/{ID}/trace?format=pcap");
    assert_eq!(daemon.lines().last(), Some(&asked));
}

#[test]
fn of_a_call_that_is_not_there_it_says_so() {
    let missing = api::Problem::new(api::Code::NotFound, format!("there is no call `{ID}`"));
    let daemon = Daemon::new(move |_| problem(&missing));
    let gone = Ccctl::new(&format!("call show {ID}")).daemon(&daemon).run();
    assert_snapshot!(gone);
}
