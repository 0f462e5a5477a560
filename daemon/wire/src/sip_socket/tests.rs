use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::*;

type Delivered = mpsc::Receiver<(Flow, Vec<u8>)>;

const PATIENCE: Duration = Duration::from_secs(10);

fn start(change: impl FnOnce(&mut SipSettings), room: usize) -> (SipSocket, Delivered) {
    let mut settings = SipSettings::new("127.0.0.1:0".parse().expect("an address"));
    change(&mut settings);
    let (sender, receiver) = mpsc::sync_channel(room);
    let socket = SipSocket::start(&settings, move |arrived: Arrived<'_>| {
        sender
            .try_send((arrived.flow, arrived.bytes.to_vec()))
            .is_ok()
    });
    (socket.expect("a socket"), receiver)
}

fn peer() -> UdpSocket {
    let peer = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    peer.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    peer
}

fn flood(peer: &UdpSocket, socket: &SipSocket, datagrams: usize) {
    for _ in 0..datagrams {
        peer.send_to(b"x", socket.local()).expect("sent");
    }
}

fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !holds() {
        assert!(Instant::now() < end, "{what}");
        std::thread::yield_now();
    }
}

#[test]
fn datagrams_come_with_both_addresses_and_answers_leave_from_the_same_socket() {
    let (socket, delivered) = start(|_| {}, 8);
    let peer = peer();
    peer.send_to(b"OPTIONS", socket.local()).expect("sent");
    let (flow, bytes) = delivered.recv_timeout(PATIENCE).expect("a datagram");
    assert_eq!(bytes, b"OPTIONS");
    assert_eq!(flow.local, socket.local());
    assert_eq!(flow.remote, peer.local_addr().expect("bound"));
    assert!(socket.send(flow.remote, b"SIP/2.0 200 OK"));
    let mut buffer = [0; 100];
    let (length, from) = peer.recv_from(&mut buffer).expect("an answer");
    assert_eq!(
        (&buffer[..length], from),
        (&b"SIP/2.0 200 OK"[..], socket.local())
    );
}

#[test]
fn a_datagram_that_is_too_long_is_dropped_and_counted() {
    let (socket, delivered) = start(|settings| settings.longest = 100, 8);
    let peer = peer();
    peer.send_to(&[b'x'; 101], socket.local()).expect("sent");
    peer.send_to(&[b'y'; 100], socket.local()).expect("sent");
    let (_, bytes) = delivered.recv_timeout(PATIENCE).expect("a datagram");
    assert_eq!(bytes, vec![b'y'; 100]);
    eventually("both are counted", || socket.counts().received == 1);
    assert_eq!(socket.counts().oversize, 1);
}

#[test]
fn a_source_beyond_its_limit_is_dropped_unless_it_is_trusted() {
    let gate = GateSettings {
        per_second: 0,
        burst: 2,
        sources: 10,
    };
    let (socket, _delivered) = start(|settings| settings.gate = gate, 100);
    let peer = peer();
    flood(&peer, &socket, 5);
    eventually("three are limited", || socket.counts().limited == 3);
    assert_eq!(socket.counts().received, 2);
    socket.trust(vec!["127.0.0.0/8".parse().expect("a network")]);
    flood(&peer, &socket, 5);
    eventually("all five come in", || socket.counts().received == 7);
}

#[test]
fn a_full_receiver_loses_datagrams_and_counts_them() {
    let (socket, _delivered) = start(|_| {}, 1);
    let peer = peer();
    flood(&peer, &socket, 4);
    eventually("three overflow", || socket.counts().overflow == 3);
    assert_eq!(socket.counts().received, 1);
}

#[test]
fn stopping_ends_the_thread_and_frees_the_receiver() {
    let (socket, delivered) = start(|_| {}, 1);
    socket.stop();
    socket.stop();
    assert!(matches!(
        delivered.try_recv(),
        Err(mpsc::TryRecvError::Disconnected)
    ));
}

#[test]
fn an_address_in_use_is_refused_with_its_name() {
    let (socket, _delivered) = start(|_| {}, 1);
    let again = SipSocket::start(&SipSettings::new(socket.local()), |_: Arrived<'_>| true);
    let text = again.expect_err("in use").to_string();
    assert!(text.contains(&socket.local().to_string()), "{text}");
}

#[test]
fn it_works_over_ipv6() {
    let Ok(peer) = UdpSocket::bind("[::1]:0") else {
        // This machine has no IPv6.
        return;
    };
    let listen = "[::1]:0".parse().expect("an address");
    let (socket, delivered) = start(|settings| settings.listen = listen, 8);
    peer.send_to(b"hello", socket.local()).expect("sent");
    let (flow, _) = delivered.recv_timeout(PATIENCE).expect("a datagram");
    assert_eq!(flow.remote, peer.local_addr().expect("bound"));
}
