//! Our own messages of each kind that RFC 4475 has, by datagrams and over connections.

use std::io::{Read, Write};
use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::time::Duration;

use e2e::{Daemon, Place, Wire, connect};

use crate::TONE;
use crate::watch::is_unharmed;

/// Who answers goes where the topmost Via says.
const PORTS: [u16; 3] = [5060, 5062, 5080];
/// How long nobody is waited for who may have nothing to say.
const QUIET: Duration = Duration::from_millis(5);
/// How soon the daemon answers somebody else.
const ALIVE: u64 = 1_000;

/// The messages, by name.
fn messages() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds/sip");
    let entries = std::fs::read_dir(folder).expect("a folder");
    let entries = entries.map(|entry| entry.expect("an entry").path());
    let mut all: Vec<_> = entries
        .filter_map(|path| {
            let name = path.file_name()?.to_str()?.strip_prefix("torture-")?;
            Some((name.to_owned(), std::fs::read(&path).expect("a message")))
        })
        .collect();
    all.sort();
    all
}

#[test]
fn no_message_of_the_standard_of_torture_harms_anybody() {
    let place = Place::new();
    let host = place.net.daemon();
    let sip = format!("{host}:5060,tcp:{host}:5060");
    let mut daemon = Daemon::with(&place, &["--sip", &sip]);
    daemon.apply(&place.center(TONE));
    let messages = messages();
    assert!(messages.len() >= 49, "{} messages", messages.len());
    for from in [place.net.carrier(), place.net.host(9)] {
        let sockets = PORTS.map(|port| UdpSocket::bind((from, port)).expect("a port"));
        for socket in &sockets {
            socket.set_read_timeout(Some(QUIET)).expect("a time limit");
        }
        for (number, (name, bytes)) in messages.iter().enumerate() {
            let by_datagram = sockets[0].send_to(bytes, (host, 5060));
            by_datagram.expect("sent");
            let heard = sockets.iter().flat_map(answers);
            let heard: Vec<String> = heard
                .chain(over_a_connection(from, host.into(), bytes))
                .collect();
            let broken = heard.iter().any(|it| it.starts_with("SIP/2.0 500"));
            assert!(!broken, "{name}: {heard:?}");
            let other = Wire::new(place.net.host(7), host);
            other.send(
                other
                    .request("OPTIONS", &format!("alive{number}"), &[], "")
                    .as_bytes(),
            );
            assert!(other.next(ALIVE).is_some(), "{name}: nobody answers");
        }
    }
    is_unharmed(&mut daemon);
}

fn answers(socket: &UdpSocket) -> Option<String> {
    let mut datagram = [0; 65_535];
    let length = socket.recv(&mut datagram).ok()?;
    Some(String::from_utf8_lossy(&datagram[..length]).into_owned())
}

fn over_a_connection(
    from: std::net::Ipv4Addr,
    host: std::net::IpAddr,
    bytes: &[u8],
) -> Option<String> {
    let mut stream = connect(from, SocketAddr::new(host, 5060)).ok()?;
    stream.set_read_timeout(Some(QUIET)).ok()?;
    stream.write_all(bytes).ok()?;
    let mut answer = [0; 4_096];
    let length = stream.read(&mut answer).ok()?;
    Some(String::from_utf8_lossy(&answer[..length]).into_owned())
}
