//! The media plane with real sockets on loopback.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::io;
use std::net::{SocketAddr, UdpSocket};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use media::{Event, PlayEnd, PlayId};
use support::peer::{Peer, audio};
use support::{CLIP, LOCALHOST, PATIENCE, Stage, tone};
use wire::recorder::{Disk, RecordingEvent, RecordingFailure, Tape};
use wire::{PlaneCommand, PlaneEvent, Refused, RoomId, SoundKey};

fn play(leg: u16, sounds: Vec<SoundKey>, times: Option<u32>) -> PlaneCommand {
    PlaneCommand::Play {
        leg,
        play: PlayId(1),
        sounds,
        times,
        by: None,
    }
}

fn play_end(event: &PlaneEvent) -> Option<PlayEnd> {
    match event {
        PlaneEvent::Media(Event::Played(1, PlayId(1), end)) => Some(*end),
        _ => None,
    }
}

fn closed(event: &PlaneEvent) -> Option<media::LegStats> {
    match event {
        PlaneEvent::Closed { stats, .. } => Some((**stats).clone()),
        _ => None,
    }
}

fn record(recording: u128) -> PlaneCommand {
    let at = "2026-02-03T04:05:06Z".parse().expect("a time");
    PlaneCommand::Record {
        recording,
        at,
        left: 1,
        right: 2,
    }
}

#[test]
fn a_caller_hears_the_whole_prompt_in_order() {
    let mut stage = Stage::start(31_000..=31_009);
    let mut peer = Peer::new(1);
    let from = stage.connect(7, 1, &peer);
    stage.send(7, play(1, vec![SoundKey::RingBack], Some(1)));
    let heard = peer.listen(50);
    assert_eq!(heard.len(), 50, "one second");
    assert!(heard.iter().all(|heard| heard.from == from));
    let steps = heard
        .windows(2)
        .map(|pair| pair[1].sequence().wrapping_sub(pair[0].sequence()));
    assert!(steps.into_iter().all(|step| step == 1));
    assert!(tone::share(tone::middle(&audio(&heard)), CLIP) > 0.95);
    assert_eq!(
        stage.wait("the end of the playing", 7, play_end),
        PlayEnd::Done
    );
    stage.send(7, PlaneCommand::Close(1));
    assert_eq!(stage.wait("the figures", 7, closed).sent, 50);
}

#[test]
fn a_sound_that_is_not_in_memory_is_played_when_it_comes() {
    let mut stage = Stage::start(31_010..=31_019);
    let mut peer = Peer::new(1);
    stage.connect(7, 1, &peer);
    stage.send(7, play(1, vec![SoundKey::Clip([1; 32])], Some(1)));
    let heard = peer.listen(50);
    assert!(tone::share(tone::middle(&audio(&heard)), CLIP) > 0.95);
    assert_eq!(
        stage.wait("the end of the playing", 7, play_end),
        PlayEnd::Done
    );
}

#[test]
fn a_sound_that_nobody_supplies_ends_the_playing() {
    let mut stage = Stage::start(31_020..=31_029);
    let peer = Peer::new(1);
    stage.connect(7, 1, &peer);
    let text = SoundKey::Text {
        text: "hello".into(),
        voice: "en".into(),
    };
    stage.send(7, play(1, vec![text], Some(1)));
    assert_eq!(
        stage.wait("the end of the playing", 7, play_end),
        PlayEnd::Failed
    );
}

#[test]
fn a_key_of_the_caller_is_told_once() {
    let mut stage = Stage::start(31_030..=31_039);
    let mut peer = Peer::new(1);
    let to = stage.connect(7, 1, &peer);
    for duration in [160_u16, 320, 480] {
        let [high, low] = duration.to_be_bytes();
        peer.send(to, 101, 5_000, &[5, 10, high, low]);
    }
    (0..3).for_each(|_| peer.send(to, 101, 5_000, &[5, 0x8a, 3, 0x20]));
    let digit = |event: &PlaneEvent| match event {
        PlaneEvent::Media(Event::Digit(1, key)) => Some(*key),
        _ => None,
    };
    assert_eq!(stage.wait("the digit", 7, digit), '5');
    stage.send(7, PlaneCommand::Close(1));
    stage.wait("the end", 7, closed);
    assert!(!stage.heard(|event| digit(event).is_some()), "told twice");
}

#[test]
fn two_legs_hear_each_other_and_the_recording_holds_each_in_its_channel() {
    let mut stage = Stage::start(31_040..=31_049);
    let (mut caller, mut agent) = (Peer::new(1), Peer::new(2));
    let (to_caller, to_agent) = (stage.connect(7, 1, &caller), stage.connect(7, 2, &agent));
    stage.send(7, PlaneCommand::Bridge(1, 2));
    stage.send(7, record(99));
    let talking = std::thread::spawn(move || agent.talk(to_agent, 700.0, 150));
    let caller_heard = caller.talk(to_caller, 440.0, 150);
    let agent_heard = talking.join().expect("the agent talked");
    stage.send(7, PlaneCommand::StopRecording(99));
    let recorded = stage.wait("the recording", 7, |event| match event {
        PlaneEvent::Recording(RecordingEvent::Closed {
            file,
            duration_ms,
            bytes,
            ..
        }) => Some((file.clone(), *duration_ms, *bytes)),
        _ => None,
    });
    assert!(tone::share(tone::middle(&audio(&caller_heard)), 700.0) > 0.9);
    assert!(tone::share(tone::middle(&audio(&agent_heard)), 440.0) > 0.9);

    let (file, duration_ms, bytes) = recorded;
    assert!(
        file.starts_with("recordings/2026/02/03"),
        "{}",
        file.display()
    );
    assert!(
        (2_500..=4_500).contains(&duration_ms),
        "{duration_ms} ms of 3 s"
    );
    let wav = std::fs::read(stage.data.path().join(&file)).expect("the file");
    assert_eq!(wav.len() as u64, bytes);
    assert_eq!((bytes - 44) / 32, duration_ms);
    let channel = |left: usize| -> Vec<i16> {
        let frames = wav[44..].chunks_exact(4);
        frames
            .map(|frame| i16::from_le_bytes([frame[left], frame[left + 1]]))
            .collect()
    };
    assert!(
        tone::share(tone::middle(&channel(0)), 440.0) > 0.9,
        "left is the caller"
    );
    assert!(
        tone::share(tone::middle(&channel(2)), 700.0) > 0.9,
        "right is the agent"
    );
}

#[test]
fn packets_of_strangers_neither_enter_nor_move_nor_end_a_call() {
    let mut stage = Stage::start(31_050..=31_059);
    let mut peer = Peer::new(1);
    let to = stage.connect(7, 1, &peer);
    stage.send(7, play(1, vec![SoundKey::RingBack], None));
    peer.talk(to, 440.0, 10);
    // Another host of loopback, since the other side's host may move to another port.
    let stranger = UdpSocket::bind("127.0.0.2:0").expect("a socket");
    let rtcp = SocketAddr::new(to.ip(), to.port() + 1);
    for number in 0..1_000_u32 {
        let mut packet = vec![0x80, 8];
        packet.extend((number as u16).to_be_bytes());
        packet.extend([0; 168]);
        stranger.send_to(&packet, to).expect("sent");
        stranger
            .send_to(b"\x80\xcb\x00\x01\x00\x00\x00\x01", rtcp)
            .expect("sent");
        stranger
            .send_to(&vec![number as u8; number as usize], to)
            .expect("sent");
    }
    let heard = peer.talk(to, 440.0, 50);
    assert!(heard.len() >= 25, "{} packets of about 50", heard.len());
    stranger.set_nonblocking(true).expect("set");
    assert!(
        stranger.recv_from(&mut [0; 10]).is_err(),
        "nothing goes to the stranger"
    );
    stage.send(7, PlaneCommand::Close(1));
    let stats = stage.wait("the figures", 7, closed);
    assert_eq!(stats.source, Some(peer.address()));
    assert!(stats.received <= 60 && stats.drops.foreign > 0, "{stats:?}");
}

#[test]
fn legs_beyond_the_ports_fail_at_once_and_a_freed_port_is_usable_at_once() {
    let mut stage = Stage::start(31_060..=31_063);
    let first = stage.open(1, 1);
    stage.open(2, 1);
    let failed = |event: &PlaneEvent| match event {
        PlaneEvent::OpenFailed { leg: 1, exhausted } => Some(*exhausted),
        _ => None,
    };
    stage.send(3, PlaneCommand::Open(1, media::Family::V4));
    assert!(stage.wait("the failure", 3, failed));
    assert_eq!(stage.plane.stats().ports_exhausted, 1);
    assert_eq!(
        stage.plane.send(RoomId(3), PlaneCommand::Close(1)),
        Err(Refused::NoRoom)
    );
    stage.send(1, PlaneCommand::Close(1));
    stage.wait("the end", 1, closed);
    assert_eq!(stage.open(3, 1), first);
}

#[test]
fn a_port_that_somebody_else_has_is_passed_over() {
    let taken = UdpSocket::bind((LOCALHOST, 31_071)).expect("the RTCP port of the first pair");
    let mut stage = Stage::start(31_070..=31_073);
    assert_eq!(stage.open(1, 1).port(), 31_072);
    let stats = stage.plane.stats();
    assert_eq!((stats.ports_taken, stats.ports_quarantined), (1, 1));
    drop(taken);
}

#[test]
fn closing_the_last_leg_ends_its_recording() {
    let mut stage = Stage::start(31_080..=31_089);
    let (mut caller, agent) = (Peer::new(1), Peer::new(2));
    let to = stage.connect(7, 1, &caller);
    stage.connect(7, 2, &agent);
    stage.send(7, record(99));
    caller.talk(to, 440.0, 25);
    stage.send(7, PlaneCommand::Close(1));
    stage.send(7, PlaneCommand::Close(2));
    stage.wait("the recording", 7, |event| {
        matches!(
            event,
            PlaneEvent::Recording(RecordingEvent::Closed { recording: 99, .. })
        )
        .then_some(())
    });
}

#[test]
fn a_recording_of_a_leg_that_is_not_there_is_told_to_have_failed() {
    let mut stage = Stage::start(31_090..=31_099);
    stage.open(7, 1);
    stage.send(7, record(99));
    let why = stage.wait("the failure", 7, |event| match event {
        PlaneEvent::Recording(RecordingEvent::Failed { recording: 99, why }) => Some(*why),
        _ => None,
    });
    assert_eq!(why, RecordingFailure::NeverBegan);
}

/// A disk on which every write waits until the test is over.
struct Stuck(Arc<std::sync::Mutex<()>>);

impl Disk for Stuck {
    fn create(&self, _: &Path) -> io::Result<Box<dyn Tape>> {
        Ok(Box::new(Stuck(Arc::clone(&self.0))))
    }

    fn seal(&self, _: &[&Path]) -> io::Result<()> {
        Ok(())
    }
}

impl Tape for Stuck {
    fn write_at(&self, _: u64, _: &[u8]) -> io::Result<()> {
        drop(self.0.lock().expect("not poisoned"));
        Ok(())
    }

    fn sync(&self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_disk_that_hangs_disturbs_no_call_and_raises_an_alarm() {
    let gate = Arc::new(std::sync::Mutex::new(()));
    let disk = Arc::new(Stuck(Arc::clone(&gate)));
    let held = gate.lock().expect("not poisoned");
    let mut stage = Stage::with(
        31_100..=31_109,
        |settings| settings.audio = 20_000,
        move |_| disk,
    );
    let (mut caller, agent) = (Peer::new(1), Peer::new(2));
    let to = stage.connect(7, 1, &caller);
    stage.connect(7, 2, &agent);
    stage.send(7, play(1, vec![SoundKey::RingBack], None));
    stage.send(7, record(99));
    let start = Instant::now();
    let heard = caller.talk(to, 440.0, 150);
    assert!(
        heard.len() >= 100,
        "{} packets in {:?}",
        heard.len(),
        start.elapsed()
    );
    let why = stage.wait("the alarm", 7, |event| match event {
        PlaneEvent::Recording(RecordingEvent::Failed { recording: 99, why }) => Some(*why),
        _ => None,
    });
    assert_eq!(why, RecordingFailure::Gap);
    drop(held);
}

#[test]
fn rooms_are_spread_over_the_threads() {
    let mut stage = Stage::with(
        31_110..=31_129,
        |settings| settings.threads = 2,
        |data| Arc::new(wire::recorder::Folder::new(data)),
    );
    for room in 1..=4 {
        stage.open(room, 1);
    }
    let end = Instant::now() + PATIENCE;
    let spread = || {
        stage
            .plane
            .stats()
            .threads
            .iter()
            .map(|thread| thread.rooms)
            .collect()
    };
    while spread() != vec![2, 2] {
        let rooms: Vec<usize> = spread();
        assert!(Instant::now() < end, "{rooms:?}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_tone_is_found_and_another_is_not() {
    let tone = tone::samples(440.0, 4_000);
    assert!(tone::share(&tone, 440.0) > 0.99);
    assert!(tone::share(&tone, 880.0) < 0.01);
    assert_eq!(tone::share(&[0; 4_000], 440.0), 0.0);
}
