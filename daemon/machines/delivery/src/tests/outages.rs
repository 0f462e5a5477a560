use super::world::{Receiver, World, good, missed, seconds};
use crate::{Input, Outcome};

const DAY: u64 = 24 * 3600;
const TICK: std::time::Duration = std::time::Duration::from_millis(10);

fn down_until(end: u64) -> Receiver {
    Box::new(move |_, _, at| match at < seconds(end) {
        true => (TICK, missed()),
        false => (TICK, Outcome::Taken),
    })
}

#[test]
fn after_a_day_without_a_receiver_all_arrives_once_and_fast() {
    let mut world = World::of(20_000);
    let mut receiver = down_until(DAY);
    world.run(seconds(DAY), &mut receiver);
    assert!(world.arrived.is_empty());
    let tries = world.tries.len();
    assert!((288..700).contains(&tries), "{tries} tries in a day");
    assert_eq!(
        world.queue.failing_since(),
        Some(jiff::Timestamp::UNIX_EPOCH + TICK)
    );
    world.run(seconds(DAY + 300 + 10), &mut receiver);
    assert_eq!(world.distinct().len(), 20_000);
    assert_eq!(world.arrived.len(), 20_000, "none arrives twice");
    assert_eq!(world.queue.failing_since(), None);
    assert_eq!(world.counts().open, 0);
}

#[test]
fn little_is_in_hand_while_nothing_arrives() {
    let mut world = World::of(20_000);
    world.run(seconds(DAY), &mut down_until(DAY));
    let counts = world.counts();
    assert!(counts.open < 2_256, "{counts:?}");
    assert_eq!(counts.put_aside, 0, "no answer is no refusal");
}

#[test]
fn a_receiver_that_is_gone_is_asked_with_one_parcel_at_a_time_and_never_more_often_than_each_second()
 {
    let mut world = World::of(500);
    world.run(seconds(3600), &mut down_until(3600));
    let after_the_first = world.tries.iter().filter(|(at, _)| *at > seconds(1));
    let moments: Vec<_> = after_the_first.map(|(at, _)| *at).collect();
    for pair in moments.windows(2) {
        let apart = pair[1] - pair[0];
        assert!((seconds(1)..=seconds(301)).contains(&apart), "{apart:?}");
    }
}

#[test]
fn a_receiver_that_hangs_ends_nothing() {
    let mut world = World::of(100);
    let mut hangs: Receiver = Box::new(|_, _, at| match at < seconds(600) {
        true => (seconds(10), missed()),
        false => (TICK, Outcome::Taken),
    });
    world.run(seconds(1_000), &mut hangs);
    assert_eq!(world.distinct().len(), 100);
}

#[test]
fn what_is_changed_is_tried_at_once() {
    let mut world = World::of(100);
    world.run(seconds(3_600), &mut down_until(DAY));
    world.tell(Input::Changed);
    world.run(seconds(3_601), &mut good(TICK));
    assert_eq!(world.distinct().len(), 100);
}

#[test]
fn whoever_says_that_it_is_mended_has_one_tried_at_once_and_all_when_that_is_taken() {
    let mut world = World::of(100);
    world.run(seconds(3_600), &mut down_until(DAY));
    let tried = world.tries.len();
    world.tell(Input::Unpark);
    world.run(seconds(3_600), &mut down_until(DAY));
    assert_eq!(world.tries.len(), tried + 1, "it is still away");
    world.run(seconds(3_610), &mut down_until(DAY));
    world.tell(Input::Unpark);
    world.run(seconds(3_611), &mut good(TICK));
    assert_eq!(world.distinct().len(), 100);
}

#[test]
fn waits_are_cut_short_every_ten_seconds_at_most_and_that_is_counted() {
    let mut world = World::of(100);
    world.run(seconds(3_600), &mut down_until(DAY));
    let tried = world.tries.len();
    for tenth in 1..=200_u32 {
        world.tell(Input::Unpark);
        let now = seconds(3_600) + TICK * 10 * tenth;
        world.run(now, &mut down_until(DAY));
    }
    assert!(
        world.tries.len() <= tried + 3,
        "{:?}",
        &world.tries[tried..]
    );
    let counts = world.counts();
    assert_eq!((counts.hurried, counts.too_soon), (2, 198));
}
