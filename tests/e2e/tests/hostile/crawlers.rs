//! Three hundred connections that never finish what they say.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use e2e::{Daemon, Place, allow_files, connect, eventually};

use crate::TONE;
use crate::watch::{files, is_unharmed};

/// Connections of each kind.
const MANY: usize = 300;
/// Those that one address may have.
const MOST: usize = 50;
/// How soon the last of them is dropped, and a little for a slow machine.
const DROPPED: u64 = 32 + 8;
/// How soon somebody else is served.
const SERVED: Duration = Duration::from_secs(1);

/// What is said on the way to somewhere, and not finished.
struct Kind {
    name: &'static str,
    to: SocketAddr,
    half: Vec<u8>,
}

#[test]
fn who_never_finishes_takes_no_room_from_others_and_is_dropped() {
    allow_files(4_096);
    let place = Place::new();
    let host = place.net.daemon();
    let sip = format!("{host}:5060,tcp:{host}:5060,tls:{host}:5061");
    let identity = place.certify();
    let mut settings = vec!["--sip", sip.as_str()];
    settings.extend(identity.iter().map(String::as_str));
    let mut daemon = Daemon::with(&place, &settings);
    daemon.apply(&place.center(TONE));
    let before = files(&daemon);
    let mut held: Vec<(&'static str, Vec<TcpStream>)> = Vec::new();
    for (number, kind) in (20..).zip(kinds(&daemon, host)) {
        let from = place.net.host(number);
        held.push((kind.name, half_said(from, &kind)));
        is_served(&daemon, place.net.host(number + 50), host);
    }
    for (name, streams) in &mut held {
        let open = || streams.iter().filter(|it| is_open(it)).count();
        eventually(
            10,
            &format!("{name}: {MOST} of one address at most"),
            || (open() <= MOST).then_some(()),
        );
    }
    eventually(DROPPED, "every file is back", || {
        (files(&daemon) <= before + 2).then_some(())
    });
    for (name, streams) in &held {
        assert!(!streams.iter().any(is_open), "{name}");
    }
    is_unharmed(&mut daemon);
}

fn kinds(daemon: &Daemon, host: Ipv4Addr) -> Vec<Kind> {
    let http: SocketAddr = daemon.http().parse().expect("an address");
    let half = |name, to, half: &[u8]| Kind {
        name,
        to,
        half: half.to_vec(),
    };
    vec![
        half(
            "TCP",
            (host, 5060).into(),
            b"OPTIONS sip:ccd SIP/2.0\r\nVia: ",
        ),
        half("TLS", (host, 5061).into(), &[22, 3, 1, 2, 0, 1]),
        half("HTTP", http, b"GET /healthz HTTP/1.1\r\nHost: "),
        half(
            "WebSocket",
            http,
            b"GET /api/v1/events HTTP/1.1\r\nHost: ccd\r\nUpgrade: websocket\r\nConnection: ",
        ),
    ]
}

fn half_said(from: Ipv4Addr, kind: &Kind) -> Vec<TcpStream> {
    let said = |_| {
        let mut stream = connect(from, kind.to).expect("a connection");
        // It may be closed already.
        let _sent = stream.write_all(&kind.half);
        stream.set_nonblocking(true).expect("set");
        stream
    };
    (0..MANY).map(said).collect()
}

/// Whether the other side holds the connection.
fn is_open(stream: &TcpStream) -> bool {
    let mut bytes = [0; 512];
    loop {
        match (&mut &*stream).read(&mut bytes) {
            Ok(0) => return false,
            Ok(_) => {}
            Err(error) => return error.kind() == io::ErrorKind::WouldBlock,
        }
    }
}

/// That somebody else is answered soon, by SIP over TCP and by HTTP.
#[track_caller]
fn is_served(daemon: &Daemon, from: Ipv4Addr, host: Ipv4Addr) {
    let http: SocketAddr = daemon.http().parse().expect("an address");
    let options = format!(
        "OPTIONS sip:ccd SIP/2.0\r\nVia: SIP/2.0/TCP {from}:5060;branch=z9hG4bKa;rport\r\n\
         From: <sip:a@a>;tag=a\r\nTo: <sip:ccd>\r\nCall-ID: a\r\nCSeq: 1 OPTIONS\r\n\
         Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
    );
    let health = "GET /healthz HTTP/1.1\r\nHost: ccd\r\n\r\n".to_owned();
    for (to, text, expected) in [
        ((host, 5060).into(), options, "SIP/2.0 200"),
        (http, health, "HTTP/1.1 "),
    ] {
        let began = Instant::now();
        let mut stream = connect(from, to).expect("a connection");
        stream
            .set_read_timeout(Some(SERVED * 5))
            .expect("a time limit");
        stream.write_all(text.as_bytes()).expect("sent");
        let mut start = vec![0; expected.len()];
        stream.read_exact(&mut start).expect("an answer");
        assert_eq!(String::from_utf8_lossy(&start), expected);
        assert!(
            began.elapsed() <= SERVED,
            "{:?} {expected}",
            began.elapsed()
        );
    }
}
