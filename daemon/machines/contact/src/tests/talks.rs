//! Talks: recording, hanging up, and what a broken device does.

use model::config::Transfer;
use model::record::{EventKind, HungUpBy};
use model::state::AgentState;

use super::setup::{name, sales, transfer};
use super::world::World;
use crate::{LegEvent, Output, Release};

fn team(change: impl FnOnce(&mut Transfer)) -> World {
    let mut queue = transfer("sales");
    change(&mut queue);
    World::staffed(sales(queue, &["amy", "ben"]))
}

#[test]
fn the_music_stops_and_the_two_hear_each_other() {
    let mut world = team(|_| {});
    world.call();
    world.outputs.clear();
    world.answer("2001");
    let stop = world
        .outputs
        .iter()
        .position(|it| matches!(it, Output::Stop(_)));
    let bridge = world
        .outputs
        .iter()
        .position(|it| matches!(it, Output::Bridge(..)));
    let record = world
        .outputs
        .iter()
        .position(|it| matches!(it, Output::Record { .. }));
    assert!(stop < bridge && bridge < record && stop.is_some());
    world.close();
}

#[test]
fn a_center_may_record_nothing() {
    let mut config = sales(transfer("sales"), &["amy"]);
    config.center.record = false;
    let mut world = World::staffed(config);
    let call = world.call();
    world.answer("2001");
    world.hang_up(call);
    assert!(world.record(call).recordings.is_empty());
    assert!(
        !world
            .outputs
            .iter()
            .any(|it| matches!(it, Output::Record { .. }))
    );
    world.close();
}

#[test]
fn when_the_agent_hangs_up_the_caller_goes_on() {
    let mut world = team(|queue| queue.then = Some(name("after")));
    let call = world.call();
    world.answer("2001");
    world.at("2001", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.path(call), ["queue", "after"]);
    world.hang_up(call);
    let record = world.record(call);
    assert_eq!(
        record.end_status.code(),
        1,
        "who has talked had a normal call"
    );
    assert_eq!(record.hung_up_by, HungUpBy::User);
    world.close();
}

#[test]
fn a_dropped_agent_does_not_drop_the_caller() {
    for event in [LegEvent::Gone(Release::Broken), LegEvent::NoMedia] {
        let mut world = team(|_| {});
        let (first, second) = (world.call(), world.call());
        world.answer("2001");
        world.answer("2002");
        let waiting = world.call();
        world.secs(8);
        world.at("2001", event);
        assert!(world.is_up(first));
        assert_eq!(world.state("amy"), AgentState::Idle);
        assert_eq!(
            world.ringing("2001"),
            None,
            "a broken device is left alone for a moment"
        );
        world.hang_up(second);
        assert_eq!(
            world.ringing("2002").unwrap().call,
            first,
            "ahead of who waited before"
        );
        assert!(world.devices(waiting).is_empty());
        world.answer("2002");
        world.secs(2);
        world.hang_up(first);
        let record = world.record(first);
        let codes: Vec<u16> = record
            .participants
            .iter()
            .map(|it| it.end_status.code())
            .collect();
        assert_eq!(codes, [1, 211, 1]);
        assert_eq!(
            (record.end_status.code(), record.agent.clone()),
            (1, Some(name("ben")))
        );
        assert_eq!(record.durations.talk_ms, 10_000);
        assert_eq!(record.recordings.len(), 2);
        world.close();
    }
}

#[test]
fn two_dropped_callers_are_both_ahead_of_the_others() {
    let mut world = team(|_| {});
    let dropped = [world.call(), world.call()];
    world.answer("2001");
    world.answer("2002");
    let third = world.call();
    world.at("2001", LegEvent::Gone(Release::Broken));
    world.at("2002", LegEvent::Gone(Release::Broken));
    world.secs(5);
    assert!(dropped.iter().all(|call| world.devices(*call).len() == 1));
    assert!(world.devices(third).is_empty());
    world.close();
}

#[test]
fn keys_in_a_talk_are_ignored_and_counted() {
    let mut world = team(|_| {});
    let call = world.call();
    world.answer("2001");
    world.press(call, '1');
    world.at("2001", LegEvent::Digit(super::setup::key('5')));
    assert_eq!(world.center.counters().keys_ignored, 2);
    world.close();
}

#[test]
fn the_events_of_a_talk_stand_in_the_journal_in_order() {
    let mut world = team(|_| {});
    let call = world.call();
    world.answer("2001");
    world.at("2001", LegEvent::Gone(Release::HungUp));
    let told: Vec<&str> = world
        .events(call)
        .into_iter()
        .map(|kind| match kind {
            EventKind::Arrived { .. } => "arrived",
            EventKind::Accepted => "accepted",
            EventKind::Entered { .. } => "entered",
            EventKind::Queued { .. } => "queued",
            EventKind::Offered { .. } => "offered",
            EventKind::Ringing { .. } => "ringing",
            EventKind::Dequeued { .. } => "dequeued",
            EventKind::Answered { .. } => "answered",
            EventKind::RecordingStarted { .. } => "recording",
            EventKind::RecordingStopped { .. } => "recorded",
            EventKind::Left { .. } => "left",
            EventKind::Ended { .. } => "ended",
            _ => "other",
        })
        .collect();
    assert_eq!(
        told,
        [
            "arrived",
            "accepted",
            "entered",
            "queued",
            "offered",
            "ringing",
            "dequeued",
            "answered",
            "recording",
            "recorded",
            "left",
            "ended"
        ]
    );
    world.close();
}
