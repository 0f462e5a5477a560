//! Calls over TCP, TLS and IPv6.

use std::net::{Ipv6Addr, UdpSocket};
use std::time::Duration;

use e2e::{Baresip, Daemon, Ear, Place, agent, caller, eventually, is_voice, request};

use crate::{AGENT, CALLER, DESK};

const FIXED: &str = r#"agent: amy, contact: "sip:2001@HOST3:5060""#;

/// A daemon that speaks SIP by datagrams, TCP and TLS, whose phone 2001 registers, and that phone's
/// password.
fn desk(place: &Place) -> (Daemon, String) {
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tcp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(identity.iter().map(String::as_str));
    let daemon = Daemon::with(place, &settings);
    daemon.apply(&place.center(&DESK.replace(FIXED, "agent: amy")));
    let password = daemon.phone_password("2001");
    (daemon, password)
}

fn phone_becomes(daemon: &Daemon, state: &str) {
    let is = || (daemon.one("phones 2001")["state"] == state).then_some(());
    eventually(15, state, is);
}

/// The figures, once that line is among them: they are a little late.
fn figures(daemon: &Daemon, line: &str) -> String {
    let token = daemon
        .ccctl("token create wall --role viewer -o json")
        .json();
    let token = token["token"].as_str();
    eventually(5, line, || {
        let answer = request(&daemon.http(), "GET", "/metrics", token, "");
        let there = answer.body.lines().any(|it| it == line);
        there.then_some(answer.body)
    })
}

/// A call over TCP to a softphone that registered over that transport: both hear each other, over no
/// connection that we opened.
fn talks_over(transport: &str) {
    let place = Place::new();
    let (daemon, password) = desk(&place);
    let softphone = Baresip::over(transport, &place, "2001", &password, 880);
    phone_becomes(&daemon, "idle");

    let call = caller("4001").over_tcp().wait(1_500).digit('1');
    let call = call.tone(CALLER, 10_000).wait(4_000).hang_up();
    let mut call = call.start(&place);
    daemon.phase("talk");
    call.ear.hears(AGENT, 10);
    call.done(20);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    let recording = daemon.recording(&record);
    let talk = 4_000..recording.left.len() - 4_000;
    assert!(is_voice(&recording.left[talk.clone()], CALLER, AGENT));
    assert!(is_voice(&recording.right[talk], AGENT, CALLER));
    let open = format!("ccd_sip_connections{{transport=\"{transport}\"}} 1");
    let figures = figures(&daemon, &open);
    assert!(
        figures.contains("ccd_sip_connections_total{kind=\"dialled\"} 0\n"),
        "{figures}"
    );

    // Nothing tells that a phone is gone but the end of its connection.
    drop(softphone);
    phone_becomes(&daemon, "unregistered");
    daemon.agent_is("amy", "offline");
}

#[test]
fn a_call_over_tcp_rings_a_phone_over_the_tcp_that_it_registered_with() {
    talks_over("tcp");
}

#[test]
fn a_phone_talks_over_tls_and_is_away_when_its_connection_is_gone() {
    talks_over("tls");
}

#[test]
fn a_call_goes_out_over_tcp_to_a_trunk_that_wants_it_so() {
    let place = Place::new();
    let host = place.net.daemon();
    let sip = format!("{host}:5060,tcp:{host}:5060");
    let daemon = Daemon::with(&place, &["--sip", &sip]);
    daemon.apply(&place.center(
        r#"
center: { name: Out }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  far: { mode: peer, address: "HOST4:5060", transport: tcp, allow: [HOST4/32] }
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4009": { trunk: far, ivr: out }
ivrs:
  out:
    nodes:
      out: { dial: "13900000000", caller: "4009", on_busy: bye, on_no_answer: bye, on_failed: bye }
      bye: { end: }
"#,
    ));
    let far = agent(500).at(4).over_tcp().tone(AGENT, 10_000);
    let mut far = far.wait(3_000).hang_up().start(&place);
    let mut call = caller("4001")
        .tone(CALLER, 10_000)
        .until_bye()
        .start(&place);
    call.ear.hears(AGENT, 10);
    far.ear.hears(CALLER, 10);
    far.done(20);
    call.done(20);
    let invite = far.messages();
    assert!(invite.contains(";transport=tcp SIP/2.0"), "{invite}");
    assert!(invite.contains("Via: SIP/2.0/TCP"), "{invite}");
    assert_eq!(daemon.record()["end_status"]["code"], 1);
}

#[test]
fn a_trunk_over_tcp_that_is_not_there_is_known_at_once() {
    let place = Place::new();
    let host = place.net.daemon();
    let daemon = Daemon::with(&place, &["--sip", &format!("{host}:5060,tcp:{host}:5060")]);
    daemon.apply(&place.center(
        r#"
center: { name: Out }
trunks:
  carrier: { mode: peer, address: "HOST2:5060", allow: [HOST2/32] }
  far: { mode: peer, address: "HOST4:5060", transport: tcp, allow: [HOST4/32] }
numbers:
  "4001": { trunk: carrier, ivr: out }
  "4009": { trunk: far, ivr: out }
ivrs:
  out:
    nodes:
      out: { dial: "13900000000", caller: "4009", on_busy: bye, on_no_answer: bye, on_failed: failed }
      bye: { end: }
      failed: { end: }
"#,
    ));
    caller("4001").until_bye().start(&place).done(10);
    let record = daemon.record();
    let path = record["path"].as_array().expect("a path");
    assert_eq!(
        path.last().map(|step| &step["node"]),
        Some(&"failed".into())
    );
}

#[test]
fn a_certificate_is_needed_for_tls_and_the_daemon_says_so() {
    let place = Place::new();
    let sip = format!("tls:{}:5061", place.net.daemon());
    let (status, said) = Daemon::refused(&place, &["--sip", &sip]);
    assert!(!status.success());
    assert!(said.contains("needs a certificate"), "{said}");
}

/// A request of a caller who has IPv6 alone, whose media come to this port.
fn by_six(method: &str, socket: &UdpSocket, daemon: &str, to_tag: &str, media: u16) -> String {
    let own = socket.local_addr().expect("an address");
    let sdp = format!(
        "v=0\r\no=- 1 1 IN IP6 ::1\r\ns=-\r\nc=IN IP6 ::1\r\nt=0 0\r\n\
         m=audio {media} RTP/AVP 8\r\n"
    );
    let (cseq, sdp) = match method {
        "INVITE" => ("1 INVITE", sdp.as_str()),
        "ACK" => ("1 ACK", ""),
        _ => ("2 BYE", ""),
    };
    format!(
        "{method} sip:4003@{daemon} SIP/2.0\r\n\
         Via: SIP/2.0/UDP {own};branch=z9hG4bK{method};rport\r\nMax-Forwards: 70\r\n\
         From: <sip:13800138000@[::1]>;tag=six\r\nTo: <sip:4003@{daemon}>{to_tag}\r\n\
         Call-ID: six\r\nCSeq: {cseq}\r\nContact: <sip:caller@{own}>\r\n\
         Content-Type: application/sdp\r\nContent-Length: {}\r\n\r\n{sdp}",
        sdp.len()
    )
}

/// The next answer with that status.
fn answered(socket: &UdpSocket, status: &str) -> String {
    let mut datagram = [0; 65_535];
    loop {
        let length = socket.recv(&mut datagram).expect("an answer in time");
        let text = String::from_utf8_lossy(&datagram[..length]);
        if text.starts_with(&format!("SIP/2.0 {status}")) {
            return text.into_owned();
        }
    }
}

#[test]
fn a_caller_by_ipv6_talks_with_a_phone_that_has_ipv4_alone() {
    let place = Place::new();
    let Ok(socket) = UdpSocket::bind((Ipv6Addr::LOCALHOST, 0)) else {
        // This machine has no IPv6.
        return;
    };
    let patience = Some(Duration::from_secs(15));
    socket.set_read_timeout(patience).expect("a time limit");
    let host = place.net.daemon();
    let sip = format!("{host}:5060,udp:[::1]:0");
    let rtp = format!("{host}:20000-20999,[::1]:20000-20999");
    let daemon = Daemon::with(&place, &["--sip", &sip, "--rtp", &rtp]);
    let center = DESK.replace("HOST5/32]", "HOST5/32, \"::1\"]").replace(
        "prompts:",
        "  \"4003\": { trunk: carrier, ivr: direct }\nprompts:",
    );
    let direct =
        "  direct:\n    nodes:\n      sales: { transfer: sales, music: { prompt: music } }\n";
    daemon.apply(&place.center(&format!("{center}{direct}")));
    daemon.agent_is("amy", "idle");
    let phone = agent(500).tone(AGENT, 10_000).wait(3_000).hang_up();
    let mut phone = phone.start(&place);

    let told = daemon.ready["sip_all"][1].as_str().expect("an address");
    let six = told.strip_prefix("udp:").expect("datagrams").to_owned();
    let free = UdpSocket::bind((Ipv6Addr::LOCALHOST, 0)).expect("a port");
    let media = free.local_addr().expect("an address").port();
    drop(free);
    let ear = Ear::open(Ipv6Addr::LOCALHOST, media);
    let send = |text: String| socket.send_to(text.as_bytes(), &six).expect("sent");
    send(by_six("INVITE", &socket, &six, "", media));
    let ok = answered(&socket, "200");
    assert!(ok.contains("c=IN IP6 ::1\r\n"), "{ok}");
    assert!(ok.contains(&format!("Contact: <sip:{six}>")), "{ok}");
    let to = ok.lines().find(|line| line.starts_with("To:")).expect("To");
    let tag = to
        .split_once(';')
        .map_or_else(String::new, |(_, tag)| format!(";{tag}"));
    send(by_six("ACK", &socket, &six, &tag, media));
    ear.hears(AGENT, 10);
    phone.done(20);
    assert!(
        phone.messages().contains("c=IN IP4 127."),
        "the phone has IPv4"
    );
    assert_eq!(daemon.record()["end_status"]["code"], 1);
}

#[test]
fn sip_by_ipv6_without_media_of_that_family_is_no_start() {
    let place = Place::new();
    let (status, said) = Daemon::refused(&place, &["--sip", "udp:[::1]:0"]);
    assert!(!status.success());
    assert!(said.contains("second address of media"), "{said}");
}
