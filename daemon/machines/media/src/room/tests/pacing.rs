//! One packet each 20 ms, whatever the ticks do.

use std::sync::Arc;

use crate::testing::{Sent, World};
use crate::{Audio, Command, Event, PlayEnd, PlayId};

/// A sound whose octets count its frames.
fn counted(frames: u8) -> Arc<Audio> {
    let octets: Vec<u8> = (0..frames).flat_map(|n| [n; 160]).collect();
    Arc::new(Audio {
        alaw: octets.clone().into(),
        ulaw: octets.into(),
    })
}

fn play(frames: u8, times: Option<u32>) -> Command {
    Command::Play {
        leg: 1,
        play: PlayId(1),
        sounds: vec![Some(counted(frames))],
        times,
    }
}

/// Every number and timestamp follows the one before.
fn assert_continuous(sent: &[Sent]) {
    for pair in sent.windows(2) {
        let (one, two) = (pair[0].packet(), pair[1].packet());
        assert_eq!(two.sequence, one.sequence.wrapping_add(1));
        assert_eq!(two.timestamp, one.timestamp.wrapping_add(160));
        assert!(!two.marker);
    }
}

#[test]
fn a_prompt_leaves_at_once_and_then_each_20_ms_exactly() {
    let mut world = World::flowing(1);
    world.pass_millis(7);
    let start = world.now;
    world.command(play(100, Some(1)));
    world.pass_millis(5_000);
    let sent = world.sent(1);
    assert_eq!(sent.len(), 100);
    assert!(sent[0].packet().marker);
    assert_continuous(&sent);
    for (n, packet) in (0..).zip(&sent) {
        assert_eq!(packet.at.since(start).as_micros(), n * 20_000);
        assert_eq!(packet.packet().payload, [n as u8; 160]);
    }
    assert_eq!(world.events(), [Event::Played(1, PlayId(1), PlayEnd::Done)]);
}

#[test]
fn the_end_is_told_when_the_last_frame_has_been_heard() {
    let mut world = World::flowing(1);
    world.command(play(10, Some(1)));
    world.pass_millis(199);
    assert_eq!(world.events(), []);
    world.pass_millis(1);
    assert_eq!(world.events(), [Event::Played(1, PlayId(1), PlayEnd::Done)]);
}

#[test]
fn ten_minutes_of_music_does_not_drift() {
    let mut world = World::flowing(1);
    world.command(play(50, None));
    world.pass_millis(600_000);
    let sent = world.sent(1);
    assert_eq!(sent.len(), 30_001);
    assert_continuous(&sent);
    assert_eq!(sent[30_000].at.since(sent[0].at).as_millis(), 600_000);
}

#[test]
fn a_late_tick_sends_what_is_due_and_loses_nothing() {
    let mut world = World::flowing(1);
    world.command(play(100, Some(1)));
    world.pass_millis(90);
    world.oversleep(75);
    world.pass_millis(2_000);
    let sent = world.sent(1);
    assert_eq!(sent.len(), 100);
    assert_continuous(&sent);
    assert_eq!(
        sent.iter().filter(|packet| packet.at == sent[5].at).count(),
        4
    );
    // Back on the grid.
    assert_eq!(sent[99].at.since(sent[0].at).as_millis(), 99 * 20);
}

#[test]
fn a_very_late_tick_sends_a_few_and_goes_on_from_there_without_a_jump() {
    let mut world = World::flowing(1);
    world.command(play(100, Some(1)));
    world.oversleep(1_003);
    assert_eq!(world.sent(1).len(), 5);
    world.pass_millis(3_000);
    let rest = world.sent(1);
    assert_eq!(rest.len(), 95);
    assert_continuous(&rest);
    assert_eq!(rest[0].packet().payload, [5; 160]);
    // Still on the leg's own grid.
    assert_eq!(rest[0].at.as_micros() % 20_000, 1_000_000_000 % 20_000);
    assert_eq!(world.room.stats(1).unwrap().skipped, 46);
}

#[test]
fn a_prompt_after_a_pause_begins_a_talk_spurt_at_its_time() {
    let mut world = World::flowing(1);
    world.command(play(10, Some(1)));
    world.pass_millis(200);
    let first = world.sent(1);
    world.pass_millis(800);
    world.command(play(10, Some(1)));
    world.pass_millis(200);
    let second = world.sent(1);
    let (last, next) = (first[9].packet(), second[0].packet());
    assert!(next.marker);
    assert_eq!(next.sequence, last.sequence.wrapping_add(1));
    assert_eq!(
        next.timestamp.wrapping_sub(first[0].packet().timestamp),
        8_000
    );
}

#[test]
fn the_next_prompt_joins_the_one_before_without_a_mark() {
    let mut world = World::flowing(1);
    world.command(play(10, Some(1)));
    world.pass_millis(201);
    world.command(play(10, Some(1)));
    world.pass_millis(300);
    let sent = world.sent(1);
    assert_eq!(sent.len(), 20);
    assert_continuous(&sent);
}

#[test]
fn a_packet_time_of_40_ms_is_kept() {
    let mut world = World::flowing(1);
    let remote = crate::Remote {
        ptime_ms: 40,
        ..crate::testing::remote(1)
    };
    world.command(Command::Connect(1, remote));
    world.command(play(10, Some(1)));
    world.pass_millis(1_000);
    let sent: Vec<Sent> = world.sent(1).into_iter().take(5).collect();
    assert!(sent.iter().all(|sent| sent.packet().payload.len() == 320));
    assert_eq!(sent[4].at.since(sent[0].at).as_millis(), 160);
}

#[test]
fn a_leg_that_plays_nothing_is_sent_silence_until_it_speaks() {
    let mut world = World::with_legs(1);
    world.pass_millis(1_000);
    let sent = world.sent(1);
    assert_eq!(sent.len(), 5);
    assert_eq!(sent[0].packet().payload, [0xD5; 160]);
    let mut talker = crate::testing::Talker::new(crate::sdp::Codec::Pcma, 1, 440.0);
    world.receive(1, crate::testing::address(1), &talker.next());
    world.pass_millis(14_000);
    assert!(world.sent(1).len() <= 1);
}
