//! Connections that are kept alive with line breaks, and that are dead without a word (RFC 5626).

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use e2e::{Daemon, Kamailio, PROMPT, Place, Tshark, caller, eventually, request};

use crate::dissected::understands;

const CENTER: &str = r#"
center: { name: Alive, strong_digest: false }
trunks:
  t: { mode: register, address: "HOST2:PORT", transport: tcp, keep_alive: 1s, username: "4002", password: !secret file:carrier.txt, realm: carrier.example }
numbers:
  "4002": { trunk: t, ivr: hello }
ivrs:
  hello: { nodes: { hello: { play: { prompt: long }, next: bye }, bye: { end: } } }
prompts:
  long: { file: long.wav }
"#;

fn start(place: &Place) -> Daemon {
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tcp:{host}:5060");
    configured(place, &["--sip", &sip], &CENTER.replace("PORT", "5060"))
}

/// The same where everything is by TLS.
fn start_secured(place: &Place) -> Daemon {
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let authority = place.path("authority.pem").display().to_string();
    let mut settings = vec!["--sip", sip.as_str(), "--tls-ca", &authority];
    settings.extend(identity.iter().map(String::as_str));
    let center = CENTER.replace("PORT", "5061");
    configured(
        place,
        &settings,
        &center.replace("transport: tcp", "transport: tls"),
    )
}

fn configured(place: &Place, settings: &[&str], center: &str) -> Daemon {
    let daemon = Daemon::with(place, settings);
    let center = place.center(center);
    std::fs::write(center.join("carrier.txt"), "secret").expect("a password");
    daemon.apply(&center);
    daemon
}

/// What the figures say now.
struct Figures(String);

impl Figures {
    fn of(daemon: &Daemon, token: &str) -> Figures {
        Figures(request(&daemon.http(), "GET", "/metrics", Some(token), "").body)
    }

    fn count(&self, name: &str) -> u64 {
        let mut lines = self.0.lines().filter_map(|line| line.rsplit_once(' '));
        let found = lines.find(|(known, _)| *known == name);
        found.map_or(0, |(_, count)| count.parse().expect("a count"))
    }
}

#[track_caller]
fn registered(daemon: &Daemon, at: &str) {
    eventually(30, "registered", || {
        let trunk = daemon.one("trunks t");
        (trunk["state"] == "registered" && trunk["reason"] == at).then_some(())
    });
}

const SILENT: &str = "ccd_sip_connections_ended_total{cause=\"silent\"}";
const DIALLED: &str = "ccd_sip_connections_total{kind=\"dialled\"}";
const PONGS: &str = "ccd_sip_connection_messages_total{kind=\"pongs\"}";
const PINGS: &str = "ccd_sip_connection_messages_total{kind=\"pings\"}";

/// A registrar is asked and answers. Then it stops as a machine does that loses its power: no connection ends,
/// and nothing comes.
fn is_found_out(place: &Place, daemon: &Daemon, carrier: &Kamailio) {
    let made = daemon
        .ccctl("token create wall --role viewer -o json")
        .json();
    let token = made["token"].as_str().expect("a token");
    let figures = || Figures::of(daemon, token);
    let at = daemon.one("trunks t")["address"].to_string();
    let at = format!("at {}", at.trim_matches('"'));
    registered(daemon, &at);
    eventually(20, "three answers", || {
        (figures().count(PONGS) >= 3).then_some(())
    });
    let dialled = figures().count(DIALLED);
    assert_eq!(figures().count(SILENT), 0);
    carrier.freeze();
    eventually(30, "its silence is noticed", || {
        (figures().count(SILENT) == 1).then_some(())
    });
    carrier.thaw();
    eventually(30, "another connection", || {
        (figures().count(DIALLED) > dialled).then_some(())
    });
    registered(daemon, &at);
    let mut call = caller("4002")
        .at(5)
        .to(2)
        .wait(1_500)
        .hang_up()
        .start(place);
    call.ear.hears(PROMPT, 10);
    call.done(20);
    assert_eq!(daemon.record()["trunk"], "t");
    assert_eq!(
        figures().count(PINGS),
        0,
        "no answer is taken for a question"
    );
}

#[test]
fn a_registrar_by_tls_that_is_silent_is_found_out_and_another_connection_brings_calls() {
    let place = Place::new();
    let daemon = start_secured(&place);
    let carrier = Kamailio::over_tls(&place, "secret");
    is_found_out(&place, &daemon, &carrier);
}

#[test]
fn a_registrar_that_is_silent_is_found_out_and_another_connection_brings_calls() {
    let place = Place::new();
    let carrier = Kamailio::start(&place, 2, "secret");
    let mut tshark = Tshark::capture(&place);
    let daemon = start(&place);
    is_found_out(&place, &daemon, &carrier);

    let (own, far) = (place.net.daemon(), place.net.carrier());
    assert!(understands(&mut tshark, own)("sip.Method == REGISTER") >= 2);
    let mut sent = |filter: &str| tshark.rows(filter, &["frame.number"]).len();
    let pings = sent(&format!(
        "ip.src == {own} && tcp.dstport == 5060 && tcp.payload == 0d:0a:0d:0a"
    ));
    let pongs = sent(&format!(
        "ip.src == {far} && tcp.srcport == 5060 && tcp.payload == 0d:0a"
    ));
    assert!(pings > 3 && pongs >= 3, "{pings} pings, {pongs} pongs");
}

#[test]
fn two_line_breaks_of_theirs_are_answered_with_one() {
    let place = Place::new();
    let daemon = start(&place);
    let mut peer = TcpStream::connect((place.net.daemon(), 5060)).expect("it is taken");
    peer.set_read_timeout(Some(Duration::from_secs(10)))
        .expect("a time limit");
    for _ in 0..2 {
        peer.write_all(b"\r\n\r\n").expect("a ping");
        let mut pong = [0; 2];
        peer.read_exact(&mut pong).expect("a pong");
        assert_eq!(&pong, b"\r\n");
    }
    peer.set_nonblocking(true).expect("it does not wait");
    assert!(
        peer.read(&mut [0]).is_err(),
        "one line break, and nothing behind it"
    );
    drop(daemon);
}
