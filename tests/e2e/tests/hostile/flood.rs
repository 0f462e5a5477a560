//! Ten thousand REGISTERs a second from one address, by datagrams and over connections.

use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpStream, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use e2e::{Daemon, Place, Wire, connect};

use crate::TONE;
use crate::talk::{Heard, Talk};
use crate::watch::{is_unharmed, memory};

/// REGISTERs a second.
const RATE: u32 = 10_000;
/// A part of a second in which its share is sent.
const BEAT: Duration = Duration::from_millis(10);
/// The flooder's connections.
const CONNECTIONS: usize = 20;
/// The most that memory may grow, in KiB.
const GROWTH: usize = 128 * 1024;
/// How soon all is as before.
const RECOVERY: Duration = Duration::from_secs(2);

#[test]
fn a_flood_of_registrations_from_one_address_is_nobody_elses() {
    // A machine that does other work too does not send as many.
    let (before, during) = flooded(Duration::from_secs(4), 4);
    // A slow machine has holes without a flood too; the flood adds none that counts.
    let rate = |heard: Heard| heard.holes as f64 / heard.packets.max(1) as f64;
    assert!(
        rate(during) <= rate(before) + 0.02,
        "{before:?}, then {during:?}"
    );
}

/// A minute of it, on a machine that does nothing else: `make flood`.
#[test]
#[ignore = "takes a minute of an idle machine"]
fn a_minute_of_flood_makes_no_hole_in_a_call() {
    let (_, during) = flooded(Duration::from_secs(60), 1);
    assert_eq!(during.holes, 0, "{during:?}");
}

/// How a call is heard for a moment before the flood, and in it, of which this part is sent at the least.
fn flooded(span: Duration, part: u32) -> (Heard, Heard) {
    let place = Place::new();
    let host = place.net.daemon();
    let sip = format!("{host}:5060,tcp:{host}:5060");
    let mut daemon = Daemon::with(&place, &["--sip", &sip]);
    daemon.apply(&place.center(TONE));
    let talk = Talk::begin(&place);
    let (before, _) = talk.during(|| asked(&place, Duration::from_secs(2)));
    let memory_before = memory(&daemon);
    let stop = AtomicBool::new(false);
    let (during, (asked, [sent, streamed])) = talk.during(|| {
        std::thread::scope(|scope| {
            let flood = scope.spawn(|| flood(&place, &stop));
            let streams = scope.spawn(|| flood_connections(&place, &stop));
            let asked = asked(&place, span);
            stop.store(true, Ordering::Relaxed);
            let sent = [flood, streams].map(|it| it.join().expect("a flood"));
            (asked, sent)
        })
    });
    let over = Instant::now();
    let wanted = RATE * u32::try_from(span.as_secs()).expect("seconds");
    assert!(sent >= wanted / part, "the machine sent {sent} of {wanted}");
    let (answered, all) = asked;
    let grown = memory(&daemon).saturating_sub(memory_before);
    eprintln!(
        "{sent} of {wanted} sent and {streamed} over connections, {answered} of {all} others \
         answered, {grown} KiB more; the longest pause was {:?} and then {:?}",
        before.longest, during.longest
    );
    assert!(all >= 20, "{all} others asked");
    assert!(answered * 100 >= all * 99, "{answered} of {all} others");
    assert_eq!(during.lost, 0, "{during:?}");
    assert!(grown <= GROWTH, "{grown} KiB more");
    // The flooder is served again as well, once he asks as others do.
    let flooder = Wire::new(place.net.host(9), host);
    while !flooder.is_answered("again") {
        assert!(over.elapsed() < RECOVERY, "he is not served again");
    }
    assert!(over.elapsed() < RECOVERY, "{:?}", over.elapsed());
    is_unharmed(&mut daemon);
    (before, during)
}

/// Others ask whether we are there for so long; how many heard it within a second, and how many asked.
fn asked(place: &Place, span: Duration) -> (usize, usize) {
    let hosts: Vec<_> = (10..15)
        .map(|host| Wire::new(place.net.host(host), place.net.daemon()))
        .collect();
    let (mut answered, mut all) = (0, 0);
    let end = Instant::now() + span;
    while Instant::now() < end {
        let began = Instant::now();
        let wire = &hosts[all % hosts.len()];
        let heard = wire.is_answered(&format!("ask{all}"));
        answered += usize::from(heard && began.elapsed() <= Duration::from_secs(1));
        all += 1;
        std::thread::sleep(BEAT * 2);
    }
    (answered, all)
}

/// Sends by datagrams until it is told to stop; how many.
fn flood(place: &Place, stop: &AtomicBool) -> u32 {
    let own = (place.net.host(9), 0);
    let socket = UdpSocket::bind(own).expect("a port");
    let daemon = SocketAddr::from((place.net.daemon(), 5060));
    in_beats(stop, |number| {
        // The answers are not read: they are the flooder's trouble.
        let text = register(place.net.host(9), number, "UDP");
        socket.send_to(text.as_bytes(), daemon).is_ok()
    })
}

/// The same over connections, as far as we take it.
fn flood_connections(place: &Place, stop: &AtomicBool) -> u32 {
    let daemon = SocketAddr::from((place.net.daemon(), 5060));
    let open = |_| {
        let socket = connect(place.net.host(9), daemon).ok()?;
        socket.set_nonblocking(true).ok()?;
        Some(Stream {
            socket,
            rest: Vec::new(),
        })
    };
    let mut streams: Vec<_> = (0..CONNECTIONS).filter_map(open).collect();
    in_beats(stop, |number| {
        let text = register(place.net.host(9), number, "TCP");
        let stream = streams.get_mut(number as usize % CONNECTIONS);
        stream.is_some_and(|stream| stream.send(text.as_bytes()))
    })
}

/// A connection of the flooder's.
struct Stream {
    socket: TcpStream,
    /// What the daemon has not taken yet.
    rest: Vec<u8>,
}

impl Stream {
    /// Sends one more, if the one before is through.
    fn send(&mut self, message: &[u8]) -> bool {
        let free = self.rest.is_empty();
        if free {
            self.rest = message.to_vec();
        }
        if let Ok(taken) = self.socket.write(&self.rest) {
            self.rest.drain(..taken);
        }
        free
    }
}

fn in_beats(stop: &AtomicBool, mut send: impl FnMut(u32) -> bool) -> u32 {
    let (mut number, mut sent) = (0, 0);
    let mut next = Instant::now();
    while !stop.load(Ordering::Relaxed) {
        for _ in 0..RATE / 100 {
            sent += u32::from(send(number));
            number += 1;
        }
        next += BEAT;
        std::thread::sleep(next.saturating_duration_since(Instant::now()));
    }
    sent
}

fn register(from: Ipv4Addr, number: u32, transport: &str) -> String {
    let user = 2_000 + number % 5_000;
    format!(
        "REGISTER sip:ccd SIP/2.0\r\nVia: SIP/2.0/{transport} {from}:5060;branch=z9hG4bK{number}\r\n\
         Max-Forwards: 70\r\nFrom: <sip:{user}@ccd>;tag=f{number}\r\nTo: <sip:{user}@ccd>\r\n\
         Call-ID: {number}@{from}\r\nCSeq: 1 REGISTER\r\nContact: <sip:{user}@{from}:5060>\r\n\
         Content-Length: 0\r\n\r\n"
    )
}
