use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::*;
use crate::GateSettings;

mod alive;
mod crowd;
mod limits;
mod secure;

const PATIENCE: Duration = Duration::from_secs(10);

/// What was told of connections.
#[derive(Debug, PartialEq, Eq)]
enum Told {
    Message(Flow, Vec<u8>),
    Gone(Flow),
    Distrusted(Flow, Distrust),
}

/// Connections under test, and what they tell.
struct Bench {
    streams: Streams,
    told: mpsc::Receiver<Told>,
}

fn any() -> SocketAddr {
    "127.0.0.1:0".parse().expect("an address")
}

/// A message with a body of that length.
fn message(length: usize) -> Vec<u8> {
    let body = "x".repeat(length);
    format!("OPTIONS sip:ccd SIP/2.0\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes()
}

impl Bench {
    fn start(change: impl FnOnce(&mut StreamSettings)) -> Bench {
        Bench::with_room(1_000, change)
    }

    /// One whose owner takes so many messages.
    fn with_room(room: usize, change: impl FnOnce(&mut StreamSettings)) -> Bench {
        let mut settings = StreamSettings {
            listen: vec![(Transport::Tcp, any())],
            ..StreamSettings::default()
        };
        change(&mut settings);
        let (sender, told) = mpsc::sync_channel(room);
        let tell = move |heard: Heard<'_>| {
            let told = match heard {
                Heard::Message(it) => Told::Message(it.flow, it.bytes.to_vec()),
                Heard::Gone(flow) => Told::Gone(flow),
                Heard::Distrusted(flow, why) => Told::Distrusted(flow, why.clone()),
            };
            sender.try_send(told).is_ok()
        };
        let streams = Streams::start(&settings, tell).expect("connections are taken");
        Bench { streams, told }
    }

    fn connect(&self) -> TcpStream {
        let peer = TcpStream::connect(self.streams.places()[0].1).expect("taken");
        peer.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        peer
    }

    fn told(&self) -> Told {
        self.told.recv_timeout(PATIENCE).expect("something is told")
    }

    fn message(&self) -> (Flow, Vec<u8>) {
        match self.told() {
            Told::Message(flow, bytes) => (flow, bytes),
            Told::Gone(flow) | Told::Distrusted(flow, _) => panic!("{flow:?} is gone"),
        }
    }

    /// Waits until so many connections ended for that cause.
    fn ended(&self, cause: &str, times: u64) {
        let holds = |counts: &StreamCounts| counts.ended.contains(&(cause_of(cause), times));
        self.eventually(cause, holds);
    }

    fn eventually(&self, what: &str, holds: impl Fn(&StreamCounts) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !holds(&self.streams.counts()) {
            assert!(Instant::now() < end, "{what}: {:?}", self.streams.counts());
            std::thread::yield_now();
        }
    }
}

fn cause_of(word: &str) -> &'static str {
    let counts = Counters::default().read();
    let known = counts.ended.iter().find(|(cause, _)| *cause == word);
    known.expect("a cause").0
}

/// Whether the other side has closed.
fn is_closed(peer: &mut TcpStream) -> bool {
    matches!(peer.read(&mut [0]), Ok(0) | Err(_))
}

#[test]
fn messages_in_pieces_and_behind_each_other_come_whole_and_answers_go_back() {
    let bench = Bench::start(|_| {});
    let mut peer = bench.connect();
    let all = [message(5), message(0), message(60_000)].concat();
    for piece in all.chunks(7_001) {
        peer.write_all(piece).expect("sent");
    }
    let (flow, first) = bench.message();
    assert_eq!(first, message(5));
    assert_eq!(bench.message().1, message(0));
    assert_eq!(bench.message().1, message(60_000));
    assert_eq!(flow.local, bench.streams.places()[0].1);
    assert_eq!(flow.remote, peer.local_addr().expect("bound"));
    assert!(bench.streams.send(flow, b"SIP/2.0 200 OK"));
    let mut answer = [0; 14];
    peer.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"SIP/2.0 200 OK");
}

#[test]
fn a_ping_is_answered_with_a_pong_and_nobody_hears_of_it() {
    let bench = Bench::start(|_| {});
    let mut peer = bench.connect();
    peer.write_all(b"\r\n\r\n").expect("sent");
    let mut pong = [0; 2];
    peer.read_exact(&mut pong).expect("a pong");
    assert_eq!(&pong, b"\r\n");
    peer.write_all(&message(0)).expect("sent");
    assert_eq!(bench.message().1, message(0));
    assert_eq!(bench.streams.counts().pings, 1);
}

#[test]
fn the_end_of_a_connection_that_was_used_is_told_and_of_another_not() {
    let bench = Bench::start(|_| {});
    drop(bench.connect());
    bench.ended("gone", 1);
    let mut peer = bench.connect();
    peer.write_all(&message(0)).expect("sent");
    let (flow, _) = bench.message();
    drop(peer);
    assert_eq!(bench.told(), Told::Gone(flow));
    bench.ended("gone", 2);
    assert_eq!(bench.streams.counts().open, 0);
}

#[test]
fn a_message_for_somebody_without_a_connection_opens_one_and_the_next_takes_the_same() {
    let bench = Bench::start(|_| {});
    let other = TcpListener::bind(any()).expect("a listener");
    let remote = other.local_addr().expect("bound");
    let flow = Flow::new(Transport::Tcp, bench.streams.places()[0].1, remote);
    assert!(bench.streams.send(flow, &message(0)));
    assert!(bench.streams.send(flow, &message(3)));
    let (mut peer, _) = other.accept().expect("a connection");
    let mut both = vec![0; message(0).len() + message(3).len()];
    peer.read_exact(&mut both).expect("both messages");
    assert_eq!(both, [message(0), message(3)].concat());
    peer.write_all(&message(1)).expect("sent");
    assert_eq!(bench.message(), (flow, message(1)));
    assert_eq!(bench.streams.counts().dialled, 1);
}

#[test]
fn who_takes_no_connection_is_told_of_as_gone() {
    let bench = Bench::start(|_| {});
    let nobody = TcpListener::bind(any()).expect("a listener");
    let remote = nobody.local_addr().expect("bound");
    drop(nobody);
    let flow = Flow::new(Transport::Tcp, bench.streams.places()[0].1, remote);
    assert!(bench.streams.send(flow, &message(0)));
    assert_eq!(bench.told(), Told::Gone(flow));
    bench.ended("refused", 1);
}

#[test]
fn a_message_whose_end_nobody_can_tell_ends_its_connection_and_no_other() {
    let bench = Bench::start(|_| {});
    let mut good = bench.connect();
    for bad in [
        "",
        "Content-Length: -1\r\n",
        "Content-Length: 65537\r\n",
        "l: 1\r\nl: 2\r\n",
    ] {
        let mut peer = bench.connect();
        let text = format!("OPTIONS sip:ccd SIP/2.0\r\n{bad}\r\n");
        peer.write_all(text.as_bytes()).expect("sent");
        assert!(is_closed(&mut peer), "{bad}");
    }
    bench.ended("garbage", 4);
    good.write_all(&message(0)).expect("sent");
    assert_eq!(bench.message().1, message(0));
}

#[test]
fn what_finds_no_room_is_brought_again_in_its_order() {
    let bench = Bench::with_room(1, |_| {});
    let mut peer = bench.connect();
    let all: Vec<_> = (0..20).map(message).collect();
    peer.write_all(&all.concat()).expect("sent");
    bench.eventually("messages wait", |counts| counts.held > 0);
    for expected in all {
        assert_eq!(bench.message().1, expected);
    }
}

#[test]
fn stopping_ends_the_connections() {
    let bench = Bench::start(|_| {});
    let mut peer = bench.connect();
    peer.write_all(&message(0)).expect("sent");
    bench.message();
    bench.streams.stop();
    drop(bench);
    assert!(is_closed(&mut peer));
}

#[test]
fn an_address_in_use_is_refused_with_its_name() {
    let bench = Bench::start(|_| {});
    let place = bench.streams.places()[0];
    let settings = StreamSettings {
        listen: vec![place],
        ..StreamSettings::default()
    };
    let again = Streams::start(&settings, |_| true).err().expect("in use");
    assert!(again.to_string().contains(&place.1.to_string()), "{again}");
}

#[test]
fn it_works_over_ipv6() {
    if TcpListener::bind("[::1]:0").is_err() {
        // This machine has no IPv6.
        return;
    }
    let six = "[::1]:0".parse().expect("an address");
    let bench = Bench::start(|settings| settings.listen = vec![(Transport::Tcp, six)]);
    let mut peer = bench.connect();
    peer.write_all(&message(0)).expect("sent");
    let (flow, _) = bench.message();
    assert_eq!(flow.remote, peer.local_addr().expect("bound"));
    peer.shutdown(Shutdown::Both).expect("closed");
    assert_eq!(bench.told(), Told::Gone(flow));
}
