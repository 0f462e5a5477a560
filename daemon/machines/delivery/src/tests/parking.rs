use std::time::Duration;

use super::world::{Receiver, World, good, missed, refused, seconds};
use crate::{Input, Limits, Outcome, Saved};

const TICK: Duration = Duration::from_millis(10);

/// Refuses those that a test says, takes the others.
fn refusing(which: fn(u64) -> bool) -> Receiver {
    Box::new(move |_, place, _| match which(place) {
        true => (TICK, refused()),
        false => (TICK, Outcome::Taken),
    })
}

/// One call ends each second.
fn day_of(world: &mut World, calls: u64, receiver: &mut Receiver) {
    for n in 1..=calls {
        world.journal.insert(n, n as u32);
        world.run(seconds(n), receiver);
    }
}

#[test]
fn what_is_refused_while_others_arrive_is_parked_after_twenty_refusals() {
    let mut world = World::of(0);
    day_of(&mut world, 7_200, &mut refusing(|place| place == 5));
    assert_eq!(
        world.queue.saved().parked.into_iter().collect::<Vec<_>>(),
        [5]
    );
    // Nothing else arrived before the first, which therefore does not count.
    assert_eq!(world.counts().refused, 21);
    assert_eq!(world.arrived.len(), 7_199);
}

#[test]
fn what_is_refused_holds_up_nobody() {
    let mut world = World::of(10_000);
    world.run(seconds(20), &mut refusing(|place| place % 100 == 5));
    assert_eq!(world.arrived.len(), 9_900);
}

#[test]
fn nothing_is_parked_where_nothing_arrives() {
    let mut world = World::of(50);
    world.run(seconds(48 * 3600), &mut refusing(|_| true));
    assert_eq!(world.counts().put_aside, 0);
    world.run(seconds(48 * 3600 + 310), &mut good(TICK));
    assert_eq!(world.distinct().len(), 50);
}

#[test]
fn no_answer_is_no_refusal_though_others_arrive() {
    let mut world = World::of(0);
    let mut one_is_missed: Receiver = Box::new(|_, place, _| match place == 5 {
        true => (TICK, missed()),
        false => (TICK, Outcome::Taken),
    });
    day_of(&mut world, 20_000, &mut one_is_missed);
    assert_eq!(world.counts().put_aside, 0);
    assert_eq!(world.counts().open, 1);
}

#[test]
fn what_is_parked_can_be_tried_again() {
    let mut world = World::of(0);
    day_of(&mut world, 7_200, &mut refusing(|place| place == 5));
    world.tell(Input::Unpark);
    world.run(seconds(7_201), &mut good(TICK));
    assert_eq!(world.distinct().len(), 7_200);
    assert_eq!(world.counts().parked, 0);
    assert_eq!(world.counts().unreadable, 0);
}

#[test]
fn where_too_much_is_refused_the_worst_is_parked_early_and_the_rest_goes_on() {
    let limits = Limits {
        missed: 10,
        ..Limits::default()
    };
    let journal = (1..=10_000).map(|n| (n, n as u32)).collect();
    let mut world = World::limited(journal, Saved::default(), limits);
    world.run(seconds(600), &mut refusing(|place| place % 10 == 5));
    assert_eq!(world.arrived.len(), 9_000);
    assert!(world.counts().parked > 900, "{:?}", world.counts());
}

#[test]
fn where_no_more_can_be_parked_it_is_tried_on() {
    let limits = Limits {
        parked: 1,
        ..Limits::default()
    };
    let mut world = World::limited(Default::default(), Saved::default(), limits);
    day_of(
        &mut world,
        7_200,
        &mut refusing(|place| place == 5 || place == 6),
    );
    assert_eq!(world.counts().parked, 1);
    assert_eq!(world.counts().open, 1);
    assert_eq!(world.arrived.len(), 7_198);
}
