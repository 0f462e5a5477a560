//! Certificates of SIP by TLS over time.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use e2e::{Baresip, Daemon, Pebble, Place, caller, eventually, is_voice, request};

use crate::{AGENT, CALLER, DESK};

const FIXED: &str = r#""2001": { agent: amy, contact: "sip:2001@HOST3:5060" }"#;
const TWO: &str = r#""2001": { agent: amy }
  "2002": { agent: amy }"#;
const DOMAIN: &str = "sip.example.com";

/// A token that sees the figures.
fn token(daemon: &Daemon) -> String {
    let made = daemon
        .ccctl("token create wall --role viewer -o json")
        .json();
    made["token"].as_str().expect("a token").to_owned()
}

/// Waits for a line of the figures.
fn figure(daemon: &Daemon, token: &str, line: &str) {
    eventually(20, line, || {
        let answer = request(&daemon.http(), "GET", "/metrics", Some(token), "");
        answer.body.lines().any(|it| it == line).then_some(())
    });
}

fn password(daemon: &Daemon, phone: &str) -> String {
    daemon.phone_password(phone)
}

fn registers(daemon: &Daemon, phone: &str) {
    eventually(15, phone, || {
        let state = daemon.one(&format!("phones {phone}"))["state"].clone();
        (state != "unregistered").then_some(())
    });
}

#[test]
fn a_call_over_tls_lives_on_over_a_renewal_and_who_comes_later_is_shown_the_next_certificate() {
    let place = Place::new();
    let host = place.net.daemon();
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(identity.iter().map(String::as_str));
    let daemon = Daemon::with(&place, &settings);
    assert!(DESK.contains(FIXED));
    daemon.apply(&place.center(&DESK.replace(FIXED, TWO)));
    let token = token(&daemon);
    let _early = Baresip::over("tls", &place, "2001", &password(&daemon, "2001"), 880);
    registers(&daemon, "2001");

    let call = caller("4001").wait(1_500).digit('1');
    let call = call.tone(CALLER, 25_000).wait(20_000).hang_up();
    let mut call = call.start(&place);
    daemon.phase("talk");
    call.ear.hears(AGENT, 10);
    // Of another authority, which is the only one that the second phone believes.
    place.certify();
    figure(
        &daemon,
        &token,
        r#"ccd_sip_certificate_reads_total{result="renewed"} 1"#,
    );
    let _late = Baresip::over("tls", &place, "2002", &password(&daemon, "2002"), 660);
    registers(&daemon, "2002");
    figure(&daemon, &token, r#"ccd_sip_connections{transport="tls"} 2"#);
    daemon.phase("talk");
    call.done(40);
    let record = daemon.record();
    assert_eq!(record["end_status"]["code"], 1, "{record:#}");
    let recording = daemon.recording(&record);
    // Both speak to the last.
    let last = recording.left.len() - 12_000..recording.left.len() - 4_000;
    assert!(is_voice(&recording.left[last.clone()], CALLER, AGENT));
    assert!(is_voice(&recording.right[last], AGENT, CALLER));
}

fn is_secret(path: &Path) -> bool {
    let mode = std::fs::metadata(path)
        .expect("a file")
        .permissions()
        .mode();
    mode & 0o077 == 0
}

#[test]
fn a_center_gets_its_certificate_by_acme_and_renews_it_by_itself() {
    let place = Place::new();
    let host = place.net.daemon();
    let pebble = Pebble::start(&place, 6, 15);
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let ordered = pebble.settings(DOMAIN, &host.to_string());
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(ordered.iter().map(String::as_str));
    let daemon = Daemon::with(&place, &settings);
    let address = format!("{host}:5061");
    let first = eventually(30, "a certificate", || pebble.shown(DOMAIN, &address));
    let next = eventually(40, "the next", || {
        pebble.shown(DOMAIN, &address).filter(|next| *next != first)
    });
    assert_ne!(first, next);
    let kept = daemon.data().join("acme");
    let below = std::fs::read_dir(&kept).expect("a directory").flatten();
    let files = below.flat_map(|it| std::fs::read_dir(it.path()).expect("files").flatten());
    let files: Vec<_> = files.map(|it| it.path()).collect();
    assert!(
        files.len() >= 2 && files.iter().all(|file| is_secret(file)),
        "{files:?}"
    );
    figure(&daemon, &token(&daemon), "ccd_acme_failures 0");
}

#[test]
fn a_center_whose_authority_is_down_takes_calls_and_gets_its_certificate_when_told_that_all_is_mended()
 {
    let place = Place::new();
    let host = place.net.daemon();
    let mut pebble = Pebble::start(&place, 6, 3_600);
    pebble.process.kill();
    let sip = format!("udp:{host}:5060,tls:{host}:5061");
    let ordered = pebble.settings(DOMAIN, &host.to_string());
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(ordered.iter().map(String::as_str));
    let daemon = Daemon::without_terminal(&place, &settings);
    daemon.apply(&place.center(DESK));
    let token = token(&daemon);
    figure(
        &daemon,
        &token,
        r#"ccd_acme_orders_total{outcome="unreached"} 1"#,
    );
    caller("4002").until_bye().start(&place).done(15);
    daemon.record();
    pebble.restart();
    assert_eq!(pebble.shown(DOMAIN, &format!("{host}:5061")), None);
    daemon.process.hang_up();
    eventually(30, "a certificate", || {
        pebble.shown(DOMAIN, &format!("{host}:5061"))
    });
}
