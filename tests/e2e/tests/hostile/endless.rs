//! Headers and bodies without an end.

use std::io::Write;
use std::net::SocketAddr;

use e2e::{Daemon, Place, Wire, connect};

use crate::TONE;
use crate::watch::{is_unharmed, memory};

/// Bytes that a message may have that is cut off, and what the system holds between us.
const MOST: usize = 16 * 1024 * 1024;
/// What memory may grow that has nothing to do with it, in KiB.
const NOISE: usize = 8 * 1024;

#[test]
fn a_message_without_an_end_is_cut_and_takes_no_memory() {
    let place = Place::new();
    let host = place.net.daemon();
    let sip = format!("{host}:5060,tcp:{host}:5060");
    let mut daemon = Daemon::with(&place, &["--sip", &sip]);
    daemon.apply(&place.center(TONE));
    let to = SocketAddr::from((host, 5060));
    let start = "OPTIONS sip:ccd SIP/2.0\r\n";
    let before = memory(&daemon);
    for head in [
        String::new(),
        format!("{start}Subject: "),
        format!("{start}Content-Length: 65537\r\n\r\n"),
        format!("{start}Content-Length: 99999999999999999999\r\n\r\n"),
        format!("{start}Content-Length: -1\r\n\r\n"),
        format!("{start}Content-Length: 1\r\nl: 2\r\n\r\n"),
        format!("{start}Subject: none\r\n\r\n"),
    ] {
        let mut stream = connect(place.net.host(9), to).expect("taken");
        let mut sent = stream.write(head.as_bytes()).expect("sent");
        while let Ok(more) = stream.write(&[b'x'; 4_096]) {
            sent += more;
            assert!(sent < MOST, "nobody cuts {head:?}");
        }
    }
    let grown = memory(&daemon).saturating_sub(before);
    eprintln!("{grown} KiB more");
    assert!(grown < NOISE, "{grown} KiB more");
    let wire = Wire::new(place.net.host(9), host);
    assert!(wire.is_answered("after"));
    is_unharmed(&mut daemon);
}
