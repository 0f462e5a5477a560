//! Waiting: order, limits, music, announcements and the exits of a queue.

use model::config::{Speech, Transfer};
use model::record::{Cause, EventKind, QueueExit};
use model::state::Presence;
use model::{CallId, Span};

use super::setup::{name, sales, say, transfer};
use super::world::World;
use crate::{DialCause, LegEvent, Output, PlayEnd, Release, limits};

fn waits(change: impl FnOnce(&mut Transfer)) -> World {
    let mut queue = transfer("sales");
    change(&mut queue);
    World::staffed(sales(queue, &["amy"]))
}

/// A world whose only agent is talking, so that callers wait.
fn busy(change: impl FnOnce(&mut Transfer)) -> World {
    let mut world = waits(change);
    world.call();
    world.answer("2001");
    world.heard();
    world
}

fn exits(world: &World, call: CallId) -> Vec<QueueExit> {
    let left = |kind: &&EventKind| match kind {
        EventKind::Dequeued { exit, .. } => Some(*exit),
        _ => None,
    };
    world.events(call).iter().filter_map(left).collect()
}

#[test]
fn callers_are_served_in_the_order_in_which_they_came() {
    let mut world = busy(|_| {});
    let waiting: Vec<CallId> = (0..5).map(|_| world.call()).collect();
    for call in &waiting {
        world.at("2001", LegEvent::Gone(Release::HungUp));
        assert_eq!(world.ringing("2001").unwrap().call, *call);
        world.answer("2001");
    }
    let ahead: Vec<u32> = waiting
        .iter()
        .filter_map(|call| match world.events(*call)[3] {
            EventKind::Queued { ahead, .. } => Some(*ahead),
            _ => None,
        })
        .collect();
    assert_eq!(ahead, [0, 1, 2, 3, 4]);
    world.close();
}

#[test]
fn a_caller_who_hangs_up_while_waiting_is_103() {
    let mut world = busy(|_| {});
    let call = world.call();
    world.secs(9);
    world.hang_up(call);
    assert_eq!(world.status(call), 103);
    assert_eq!(world.record(call).durations.wait_ms, 9_000);
    assert_eq!(exits(&world, call), [QueueExit::Abandoned]);
    world.close();
}

#[test]
fn a_caller_who_hangs_up_while_an_agent_rings_is_104_and_the_ringing_ends() {
    let mut world = waits(|_| {});
    let call = world.call();
    world.at("2001", LegEvent::Ringing);
    world.secs(3);
    world.hang_up(call);
    assert_eq!(world.status(call), 104);
    assert_eq!(world.ringing("2001"), None);
    let agent = &world.record(call).participants[1];
    assert_eq!(agent.end_status.code(), 104);
    assert_eq!(world.record(call).durations.ring_ms, 3_000);
    world.close();
}

#[test]
fn a_device_that_is_called_but_does_not_ring_yet_leaves_it_at_103() {
    let mut world = waits(|_| {});
    let call = world.call();
    world.hang_up(call);
    assert_eq!(world.status(call), 103);
    world.close();
}

#[test]
fn the_longest_wait_takes_its_exit_even_while_somebody_rings() {
    let mut world = waits(|queue| {
        queue.timeout = Some(Span::seconds(10));
        queue.on_timeout = Some(name("after"));
    });
    let call = world.call();
    world.at("2001", LegEvent::Ringing);
    world.secs(10);
    assert_eq!(world.path(call), ["queue", "after"]);
    assert_eq!(world.ringing("2001"), None);
    assert_eq!(exits(&world, call), [QueueExit::Timeout]);
    world.played(call);
    // He has rung, and nobody has taken the call at last.
    let record = world.record(call);
    assert_eq!(record.end_status.code(), 17);
    assert_eq!(record.participants[1].end_status.code(), 17);
    world.close();
}

#[test]
fn a_call_whose_only_agent_had_a_broken_phone_is_211() {
    let mut world = waits(|queue| queue.timeout = Some(Span::seconds(4)));
    let call = world.call();
    world.at("2001", LegEvent::Ringing);
    world.at("2001", LegEvent::Failed(DialCause::Failed));
    world.secs(4);
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.cause),
        (211, Some(Cause::QueueExit))
    );
    assert_eq!(record.participants[1].end_status.code(), 211);
    world.close();
}

#[test]
fn the_longest_wait_without_an_exit_ends_the_call_by_the_queue() {
    let mut world = busy(|queue| queue.timeout = Some(Span::seconds(60)));
    let call = world.call();
    world.secs(60);
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.cause),
        (107, Some(Cause::QueueExit))
    );
    world.close();
}

#[test]
fn a_call_that_agents_let_pass_and_nobody_took_is_17_at_last() {
    let mut world = waits(|queue| queue.timeout = Some(Span::seconds(22)));
    let call = world.call();
    world.at("2001", LegEvent::Ringing);
    world.secs(22);
    let record = world.record(call);
    assert_eq!(
        (record.end_status.code(), record.cause),
        (17, Some(Cause::QueueExit))
    );
    assert_eq!(record.participants[1].end_status.code(), 17);
    world.close();
}

#[test]
fn a_full_queue_takes_its_exit_or_ends_the_call() {
    for exit in [None, Some("after")] {
        let mut queue = transfer("sales");
        queue.on_full = exit.map(name);
        let mut config = sales(queue, &["amy"]);
        config.skill_groups.get_mut("sales").unwrap().max_waiting = Some(1);
        let mut world = World::staffed(config);
        world.call();
        world.answer("2001");
        world.call();
        let call = world.call();
        assert_eq!(exits(&world, call), [QueueExit::Full]);
        match exit {
            Some(_) => assert_eq!(world.path(call), ["queue", "after"]),
            None => assert_eq!(world.record(call).cause, Some(Cause::QueueExit)),
        }
        assert_eq!(world.center.counters().queues_full, 1);
        world.close();
    }
}

#[test]
fn with_every_member_offline_or_on_a_break_the_call_is_105() {
    let mut world = World::new(sales(transfer("sales"), &["amy"]));
    let nobody = world.call();
    world.device("2001", crate::DeviceEvent::Reachable);
    world.set("amy", Presence::Break);
    let pausing = world.call();
    for call in [nobody, pausing] {
        assert_eq!(world.status(call), 105);
        assert_eq!(world.record(call).skill_group, Some(name("sales")));
    }
    world.close();
}

#[test]
fn nobody_online_takes_its_exit() {
    let mut queue = transfer("sales");
    queue.on_no_agent = Some(name("after"));
    let mut world = World::new(sales(queue, &["amy"]));
    let call = world.call();
    assert_eq!(world.path(call), ["queue", "after"]);
    world.close();
}

#[test]
fn with_a_member_not_ready_or_busy_the_caller_waits() {
    let mut world = waits(|_| {});
    world.set("amy", Presence::NotReady);
    let call = world.call();
    world.secs(3_600);
    assert!(world.is_up(call));
    world.set("amy", Presence::Idle);
    assert_eq!(world.ringing("2001").unwrap().call, call);
    world.close();
}

#[test]
fn callers_leave_when_the_last_member_goes() {
    let mut world = waits(|_| {});
    world.set("amy", Presence::NotReady);
    let calls = [world.call(), world.call()];
    world.set("amy", Presence::Offline);
    for call in calls {
        assert_eq!(world.status(call), 105);
        assert_eq!(exits(&world, call), [QueueExit::NoAgent]);
    }
    world.close();
}

#[test]
fn callers_stay_while_the_last_member_finishes_his_call() {
    let mut world = busy(|_| {});
    let call = world.call();
    world.set("amy", Presence::Offline);
    assert!(world.is_up(call));
    world.at("2001", LegEvent::Gone(Release::HungUp));
    assert_eq!(world.status(call), 105);
    world.close();
}

#[test]
fn the_place_that_is_announced_is_right_when_callers_ahead_leave() {
    let mut world = busy(|queue| queue.announce = Some(say("${WaitNo}")));
    let [first, second, third] = [world.call(), world.call(), world.call()];
    world.heard();
    world.secs(30);
    assert_eq!(world.heard(), ["0", "1", "2"]);
    world.hang_up(first);
    for call in [second, third] {
        world.played(call);
    }
    world.heard();
    world.secs(30);
    assert_eq!(world.heard(), ["0", "1"]);
    world.at("2001", LegEvent::Gone(Release::HungUp));
    world.answer("2001");
    world.played(third);
    world.heard();
    world.secs(30);
    assert_eq!(world.heard(), ["0"]);
    world.close();
}

#[test]
fn music_and_announcements_take_turns() {
    let mut world = busy(|queue| {
        queue.music = Some(say("music"));
        queue.announce = Some(say("${WaitNo} ahead"));
        queue.every = Span::seconds(30);
    });
    let (_, call) = (world.call(), world.call());
    world.heard();
    world.secs(29);
    assert!(world.heard().is_empty());
    world.secs(1);
    assert_eq!(world.heard(), ["0 ahead", "1 ahead"]);
    world.secs(4);
    world.played(call);
    assert_eq!(world.heard(), ["music"]);
    world.secs(30);
    assert_eq!(world.heard(), ["1 ahead"]);
    world.close();
}

#[test]
fn an_announcement_that_would_come_late_is_left_out_for_the_music() {
    let mut world = busy(|queue| {
        queue.music = Some(say("music"));
        queue.announce = Some(say("${WaitNo} ahead"));
    });
    let call = world.call();
    let told = |world: &World| -> Vec<_> {
        let told = world.outputs.iter().filter_map(|output| match output {
            Output::Play { by, .. } => Some(*by),
            _ => None,
        });
        told.collect()
    };
    assert_eq!(told(&world), [None], "music is never late");
    world.outputs.clear();
    world.secs(30);
    let by = world.now.mono + limits::LATE;
    assert_eq!(told(&world), [Some(by)]);
    assert_eq!(world.heard(), ["0 ahead"]);
    world.ended(call, PlayEnd::Failed);
    assert_eq!(world.heard(), ["music"]);
    world.secs(30);
    assert_eq!(world.heard(), ["0 ahead"]);
    world.close();
}

#[test]
fn without_music_the_caller_hears_the_ring_back_tone() {
    let mut world = busy(|_| {});
    world.call();
    assert_eq!(world.heard(), ["ring-back"]);
    let mut gone = busy(|queue| queue.music = Some(Speech::Prompt(name("gone"))));
    gone.call();
    assert_eq!(gone.heard(), ["ring-back"]);
    gone.close();
    world.close();
}

#[test]
fn music_that_fails_becomes_the_ring_back_tone_and_then_silence() {
    let mut world = busy(|queue| queue.music = Some(say("music")));
    let call = world.call();
    world.ended(call, PlayEnd::Failed);
    world.ended(call, PlayEnd::Failed);
    assert_eq!(world.heard(), ["music", "ring-back"]);
    assert!(world.is_up(call));
    world.close();
}

#[test]
fn keys_in_a_queue_are_ignored_and_counted() {
    let mut world = busy(|_| {});
    let call = world.call();
    world.press(call, '1');
    assert_eq!(world.center.counters().keys_ignored, 1);
    world.close();
}

#[test]
fn the_live_view_counts_who_waits_and_who_is_there() {
    let mut world = busy(|_| {});
    world.call();
    let queue = world.center.queues().next().unwrap();
    assert_eq!(
        (queue.waiting, queue.members, queue.online, queue.free),
        (1, 1, 1, 0)
    );
    world.close();
}
