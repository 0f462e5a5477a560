//! Protected legs with real sockets on loopback.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::net::{SocketAddr, UdpSocket};
use std::time::Duration;

use media::srtp::{Crypto, Keys, MasterKey, Shield, Suite};
use media::{Event, LegStats, PlayId, Remote};
use support::peer::{Peer, audio};
use support::{CLIP, Stage, remote, tone};
use wire::recorder::RecordingEvent;
use wire::{PlaneCommand, PlaneEvent, SoundKey};

/// The keys of the plane and of its other side.
fn keys(suite: Suite) -> (Keys, Keys) {
    let crypto = |byte| Crypto {
        tag: 1,
        suite,
        key: MasterKey::new([byte; MasterKey::LENGTH]),
    };
    let (ours, theirs) = (crypto(1), crypto(2));
    let there = Keys {
        ours: theirs,
        theirs: ours,
    };
    (Keys { ours, theirs }, there)
}

/// A leg whose other side is protected.
fn connect(stage: &mut Stage, leg: u16, peer: SocketAddr, keys: Keys) -> SocketAddr {
    let address = stage.open(7, leg);
    let remote = Remote {
        srtp: Some(keys),
        ..remote(peer)
    };
    stage.send(7, PlaneCommand::Connect(leg, remote));
    address
}

/// A protected peer, and its socket for reports on the next port.
fn with_reports(keys: Keys) -> (Peer, UdpSocket) {
    let found = (0..100).find_map(|_| {
        let peer = Peer::protected(1, keys);
        let address = peer.address();
        let beside = SocketAddr::new(address.ip(), address.port().checked_add(1)?);
        Some((peer, UdpSocket::bind(beside).ok()?))
    });
    found.expect("two ports side by side")
}

fn play() -> PlaneCommand {
    PlaneCommand::Play {
        leg: 1,
        play: PlayId(1),
        sounds: vec![SoundKey::RingBack],
        times: None,
        by: None,
    }
}

fn figures(stage: &mut Stage) -> LegStats {
    stage.send(7, PlaneCommand::Close(1));
    stage.wait("the figures", 7, |event| match event {
        PlaneEvent::Closed { leg: 1, stats } => Some((**stats).clone()),
        _ => None,
    })
}

fn record() -> PlaneCommand {
    PlaneCommand::Record {
        recording: 99,
        at: "2026-02-03T04:05:06Z".parse().expect("a time"),
        left: 1,
        right: 2,
    }
}

#[test]
fn a_protected_and_a_plain_leg_hear_each_other_and_are_recorded_in_clear() {
    let mut stage = Stage::start(31_200..=31_209);
    let (ours, theirs) = keys(Suite::Tag80);
    let (mut agent, mut caller) = (Peer::protected(1, theirs), Peer::new(2));
    let to_agent = connect(&mut stage, 1, agent.address(), ours);
    let to_caller = stage.connect(7, 2, &caller);
    stage.send(7, PlaneCommand::Bridge(1, 2));
    stage.send(7, record());
    let talking = std::thread::spawn(move || caller.talk(to_caller, 700.0, 100));
    let agent_heard = agent.talk(to_agent, 440.0, 100);
    let caller_heard = talking.join().expect("the caller talked");
    stage.send(7, PlaneCommand::StopRecording(99));
    let file = stage.wait("the recording", 7, |event| match event {
        PlaneEvent::Recording(RecordingEvent::Closed { file, .. }) => Some(file.clone()),
        _ => None,
    });
    assert!(tone::share(tone::middle(&audio(&agent_heard)), 700.0) > 0.9);
    assert!(tone::share(tone::middle(&audio(&caller_heard)), 440.0) > 0.9);
    let wav = std::fs::read(stage.data.path().join(&file)).expect("the file");
    for (left, hertz) in [(0, 440.0), (2, 700.0)] {
        let frames = wav[44..].chunks_exact(4);
        let channel: Vec<i16> = frames
            .map(|frame| i16::from_le_bytes([frame[left], frame[left + 1]]))
            .collect();
        assert!(tone::share(tone::middle(&channel), hertz) > 0.9, "{hertz}");
    }
}

#[test]
fn what_is_not_proven_neither_enters_nor_moves_nor_ends_a_call() {
    let mut stage = Stage::start(31_210..=31_219);
    let (ours, theirs) = keys(Suite::Tag32);
    let mut peer = Peer::protected(1, theirs);
    let to = connect(&mut stage, 1, peer.address(), ours);
    stage.send(7, play());
    peer.listen(1);
    // A neighbour on its host says in clear what would take over another leg, and says it first.
    let mut neighbour = Peer::new(3);
    (0..20).for_each(|number| neighbour.send(to, 8, number * 160, &[0; 160]));
    peer.talk(to, 440.0, 10);
    // And somebody who can write any sender writes its.
    let own = peer.socket.try_clone().expect("its socket");
    for number in 0..2_000_u32 {
        let mut packet = vec![0x80, 8];
        packet.extend((number as u16).to_be_bytes());
        packet.extend(vec![number as u8; (number % 300) as usize]);
        own.send_to(&packet, to).expect("sent");
        if number % 100 == 99 {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
    let heard = peer.talk(to, 440.0, 50);
    assert!(tone::share(tone::middle(&audio(&heard)), CLIP) > 0.9);
    let stats = figures(&mut stage);
    assert_eq!(stats.source, Some(peer.address()));
    assert_eq!(
        (stats.received, stats.drops.unproven),
        (60, 2_020),
        "{stats:?}"
    );
    assert!(!stage.heard(|event| matches!(event, PlaneEvent::Media(Event::Silent(_)))));
}

#[test]
fn the_port_of_a_protected_side_moves_by_its_own_packets_alone() {
    let mut stage = Stage::start(31_220..=31_229);
    let (ours, theirs) = keys(Suite::Tag80);
    // It signals one port and speaks from another, as behind a translator.
    let signalled = UdpSocket::bind("127.0.0.1:0").expect("a socket");
    let to = connect(&mut stage, 1, signalled.local_addr().expect("bound"), ours);
    stage.send(7, play());
    signalled
        .set_read_timeout(Some(support::PATIENCE))
        .expect("set");
    signalled
        .recv(&mut [0; 2_000])
        .expect("the leg is connected");
    let mut neighbour = Peer::new(3);
    (0..20).for_each(|number| neighbour.send(to, 8, number * 160, &[0; 160]));
    let mut peer = Peer::protected(1, theirs);
    peer.talk(to, 440.0, 20);
    let heard = peer.talk(to, 440.0, 30);
    assert!(tone::share(tone::middle(&audio(&heard)), CLIP) > 0.9);
    let stats = figures(&mut stage);
    assert_eq!(stats.source, Some(peer.address()));
    assert_eq!(stats.drops.unproven, 20, "{stats:?}");
}

#[test]
fn reports_are_protected_both_ways() {
    let mut stage = Stage::start(31_230..=31_239);
    let (ours, theirs) = keys(Suite::Tag32);
    let (mut peer, reports) = with_reports(theirs);
    let address = peer.address();
    let mut shield = Shield::default();
    shield.set(Some(theirs));
    let to = connect(&mut stage, 1, address, ours);
    let to_reports = SocketAddr::new(to.ip(), to.port() + 1);
    peer.talk(to, 440.0, 10);
    // A receiver report of nobody's stream, in clear and protected.
    let report = [0x80, 201, 0, 1, 0, 0, 0, 1];
    reports.send_to(&report, to_reports).expect("sent");
    let sealed = shield.seal_rtcp(&report).expect("a packet");
    reports.send_to(sealed, to_reports).expect("sent");
    let patience = Some(support::PATIENCE);
    reports.set_read_timeout(patience).expect("set");
    let mut buffer = [0; 2_000];
    let (length, from) = reports.recv_from(&mut buffer).expect("a report");
    assert_eq!(from, to_reports);
    let opened = shield.open_rtcp(&mut buffer[..length]);
    let types = opened.map(|report| (report[1], report[0] >> 6));
    assert!(matches!(types, Some((200 | 201, 2))), "{types:?}");
    let drops = figures(&mut stage).drops;
    let bad = (drops.unproven, drops.malformed_rtcp, drops.foreign_rtcp);
    assert_eq!(bad, (1, 0, 0), "{drops:?}");
}
