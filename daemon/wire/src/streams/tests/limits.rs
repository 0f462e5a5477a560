//! Peers that take more than their share.

use super::*;

fn soon() -> Duration {
    Duration::from_millis(100)
}

#[test]
fn who_never_finishes_a_message_is_cut_however_much_he_trickles() {
    let bench = Bench::start(|settings| settings.limits.message_within = soon());
    let mut peer = bench.connect();
    // A byte at a time, so that time ends it and not the length.
    let pace = Some(Duration::from_millis(1));
    peer.set_read_timeout(pace).expect("a timeout");
    let end = Instant::now() + PATIENCE;
    while peer.write_all(b"x").is_ok() && !matches!(peer.read(&mut [0]), Ok(0)) {
        assert!(Instant::now() < end, "nobody cuts him");
    }
    bench.ended("unfinished", 1);
}

#[test]
fn who_says_nothing_and_who_is_idle_is_cut() {
    let bench = Bench::start(|settings| settings.limits.speak_within = soon());
    assert!(is_closed(&mut bench.connect()));
    bench.ended("idle", 1);
    let bench = Bench::start(|settings| settings.limits.idle = soon());
    let mut peer = bench.connect();
    peer.write_all(&message(0)).expect("sent");
    let (flow, _) = bench.message();
    assert!(is_closed(&mut peer));
    assert_eq!(bench.told(), Told::Gone(flow));
}

#[test]
fn headers_without_an_end_are_not_kept() {
    let bench = Bench::start(|_| {});
    let mut peer = bench.connect();
    let line = [b'x'; 1024];
    let mut sent = 0;
    while peer.write_all(&line).is_ok() {
        sent += line.len();
        assert!(sent < 16 * 1024 * 1024, "nobody cuts him");
    }
    bench.ended("garbage", 1);
}

#[test]
fn a_peer_that_takes_nothing_is_cut_and_others_are_served() {
    let bench = Bench::start(|settings| settings.limits.waiting = 300_000);
    let mut deaf = bench.connect();
    deaf.write_all(&message(0)).expect("sent");
    let (flow, _) = bench.message();
    let answer = vec![b'y'; 50_000];
    let end = Instant::now() + PATIENCE;
    let told = loop {
        assert!(Instant::now() < end, "nobody cuts him");
        bench.streams.send(flow, &answer);
        if let Ok(told) = bench.told.try_recv() {
            break told;
        }
    };
    assert_eq!(told, Told::Gone(flow));
    assert_eq!(bench.streams.counts().accepted, 1);
    let mut other = bench.connect();
    other.write_all(&message(1)).expect("sent");
    // What was sent after the end went to an address where nobody listens.
    let heard = std::iter::repeat_with(|| bench.told());
    let mut others = heard.filter(|told| !matches!(told, Told::Gone(_)));
    assert!(matches!(others.next(), Some(Told::Message(_, it)) if it == message(1)));
}

#[test]
fn what_is_taken_too_slowly_is_cut_by_time() {
    let bench = Bench::start(|settings| settings.limits.take_within = soon());
    let mut deaf = bench.connect();
    deaf.write_all(&message(0)).expect("sent");
    let (flow, _) = bench.message();
    // More than the system holds for a peer that reads nothing.
    let answer = vec![b'y'; 60_000];
    bench.eventually("he is full", |counts| {
        let full = counts.ended.contains(&("unread", 1));
        if !full && counts.sent < 1_000 {
            bench.streams.send(flow, &answer);
        }
        full
    });
}

#[test]
fn a_source_has_its_share_of_connections_and_leaves_it_to_none_by_going() {
    let bench = Bench::start(|settings| settings.limits.of_one_source = 2);
    let first = bench.connect();
    let _second = bench.connect();
    bench.eventually("both are there", |counts| counts.open == 2);
    assert!(is_closed(&mut bench.connect()));
    assert_eq!(bench.streams.counts().turned_away, 1);
    drop(first);
    bench.ended("gone", 1);
    let mut again = bench.connect();
    again.write_all(&message(0)).expect("sent");
    bench.message();
    bench
        .streams
        .trust(vec!["127.0.0.0/8".parse().expect("a network")]);
    let mut trusted = bench.connect();
    trusted.write_all(&message(0)).expect("sent");
    bench.message();
}

#[test]
fn who_has_not_shown_who_he_is_has_a_smaller_share_until_he_has() {
    let bench = Bench::start(|settings| settings.limits.newcomers = 2);
    let mut first = bench.connect();
    first.write_all(&message(0)).expect("sent");
    let (flow, _) = bench.message();
    let second = bench.connect();
    bench.eventually("both are there", |counts| counts.open == 2);
    assert!(
        is_closed(&mut bench.connect()),
        "speaking alone shows nothing"
    );
    bench.streams.know(flow);
    // Orders are carried out one after the other: what was said behind it has come when it is done.
    assert!(bench.streams.send(flow, b"SIP/2.0 200 OK"));
    first.read_exact(&mut [0; 14]).expect("an answer");
    let mut third = bench.connect();
    third.write_all(&message(1)).expect("sent");
    bench.message();
    assert!(is_closed(&mut bench.connect()));
    drop(second);
    bench.ended("gone", 1);
    let mut fourth = bench.connect();
    fourth.write_all(&message(2)).expect("sent");
    bench.message();
    assert_eq!(bench.streams.counts().turned_away, 2);
}

#[test]
fn a_flood_of_connections_of_one_source_is_turned_away() {
    let bench = Bench::start(|settings| {
        settings.limits.arrivals = GateSettings {
            per_second: 0,
            burst: 5,
            sources: 10,
        };
    });
    let flood: Vec<_> = (0..20).map(|_| bench.connect()).collect();
    bench.eventually("fifteen are turned away", |counts| counts.turned_away == 15);
    assert_eq!(bench.streams.counts().accepted, 5);
    drop(flood);
}

#[test]
fn there_are_no_more_connections_than_the_limit() {
    let bench = Bench::start(|settings| settings.limits.connections = 3);
    let many: Vec<_> = (0..5).map(|_| bench.connect()).collect();
    bench.eventually("two are turned away", |counts| counts.turned_away == 2);
    let nobody = TcpListener::bind(any()).expect("a listener");
    let remote = nobody.local_addr().expect("bound");
    let flow = Flow::new(Transport::Tcp, bench.streams.places()[0].1, remote);
    bench.streams.send(flow, &message(0));
    assert_eq!(bench.told(), Told::Gone(flow));
    drop(many);
}

#[test]
fn who_sends_too_much_waits_and_loses_nothing() {
    let bench = Bench::start(|settings| {
        settings.gate = GateSettings {
            per_second: 50,
            burst: 2,
            sources: 10,
        };
    });
    let mut peer = bench.connect();
    let all: Vec<_> = (0..8).map(message).collect();
    peer.write_all(&all.concat()).expect("sent");
    for expected in all {
        assert_eq!(bench.message().1, expected);
    }
    assert!(bench.streams.counts().held > 0);
}

#[test]
fn who_lets_us_wait_is_called_only_so_often_at_once() {
    let bench = Bench::start(|settings| {
        settings.limits.opening_to_one = 2;
        settings.limits.open_within = PATIENCE;
    });
    // A listener whose queue is full lets whoever comes wait.
    let full = TcpListener::bind(any()).expect("a listener");
    rustix::net::listen(&full, 0).expect("a short queue");
    let remote = full.local_addr().expect("bound");
    let soon = Duration::from_millis(200);
    let queue = std::iter::repeat_with(|| TcpStream::connect_timeout(&remote, soon));
    let _queue: Vec<_> = queue.take(10).take_while(Result::is_ok).collect();
    let flow = |port| {
        let local = SocketAddr::new(any().ip(), port);
        Flow::new(Transport::Tcp, local, remote)
    };
    for port in 1..=3 {
        bench.streams.send(flow(port), &message(0));
    }
    assert_eq!(bench.told(), Told::Gone(flow(3)));
    assert_eq!(bench.streams.counts().dialled, 2);
}
