//! Our keep-alives.

use super::*;

const EVERY: Duration = Duration::from_millis(300);

/// A connection that we opened to a peer, which is kept alive, and a message over it.
fn kept(change: impl FnOnce(&mut StreamSettings)) -> (Bench, TcpStream, Flow) {
    let bench = Bench::start(change);
    let listener = TcpListener::bind(any()).expect("a listener");
    let remote = listener.local_addr().expect("bound");
    bench.streams.keep(Kept::from([(remote, EVERY)]));
    let flow = Flow::new(Transport::Tcp, bench.streams.places()[0].1, remote);
    assert!(bench.streams.send(flow, b"hello"));
    let (mut peer, _) = listener.accept().expect("it calls");
    peer.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    let mut hello = [0; 5];
    peer.read_exact(&mut hello).expect("a message");
    (bench, peer, flow)
}

fn is_pinged(peer: &mut TcpStream) {
    let mut ping = [0; 4];
    peer.read_exact(&mut ping).expect("a ping");
    assert_eq!(&ping, b"\r\n\r\n");
}

#[test]
fn who_answers_our_pings_is_asked_on_and_gone_once_it_is_silent() {
    let brief = |settings: &mut StreamSettings| settings.limits.answer_within = EVERY;
    let (bench, mut peer, flow) = kept(brief);
    for times in 1..=3 {
        is_pinged(&mut peer);
        peer.write_all(b"\r\n").expect("a pong");
        bench.eventually("a pong", |counts| counts.pongs == times);
    }
    is_pinged(&mut peer);
    assert_eq!(bench.told(), Told::Gone(flow));
    bench.ended("silent", 1);
    assert_eq!(
        bench.streams.counts().pings,
        0,
        "no answer is taken for a question"
    );
}

#[test]
fn who_never_answered_a_ping_is_asked_on_and_stays() {
    let brief = |settings: &mut StreamSettings| settings.limits.answer_within = EVERY / 3;
    let (bench, mut peer, flow) = kept(brief);
    for _ in 0..4 {
        is_pinged(&mut peer);
    }
    assert!(bench.streams.send(flow, b"still"));
    let mut still = [0; 5];
    peer.read_exact(&mut still).expect("a message");
    assert_eq!(&still, b"still");
}

#[test]
fn who_called_us_is_not_asked_and_nobody_is_whom_nobody_names() {
    let bench = Bench::start(|_| {});
    let mut peer = bench.connect();
    let own = peer.local_addr().expect("bound");
    bench
        .streams
        .keep(Kept::from([(own, Duration::from_millis(1))]));
    peer.write_all(&message(0)).expect("sent");
    let (flow, _) = bench.message();
    // Two rounds of the thread later there is nothing but the message.
    std::thread::sleep(Duration::from_millis(600));
    assert!(bench.streams.send(flow, b"x"));
    let mut all = [0; 1];
    peer.read_exact(&mut all).expect("a message");
    assert_eq!(&all, b"x");
    assert_eq!(bench.streams.counts().pings_sent, 0);
}
