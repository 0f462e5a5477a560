use super::world::{World, good, missed, refused, seconds};
use crate::{Outcome, Saved};

const TICK: std::time::Duration = std::time::Duration::from_millis(10);

#[test]
fn after_a_crash_everything_arrives_that_had_not_and_little_comes_twice() {
    let mut world = World::of(1_000);
    world.run(std::time::Duration::from_millis(105), &mut good(TICK));
    let saved = world.queue.saved();
    let before = world.arrived.len();
    world.run(std::time::Duration::from_millis(155), &mut good(TICK));
    world.crash(saved, |place| place % 2 == 0);
    world.run(seconds(60), &mut good(TICK));
    assert_eq!(world.distinct().len(), 1_000);
    assert!(
        before > 0 && world.arrived.len() <= 1_000 + 6 * 32,
        "{}",
        world.arrived.len()
    );
}

#[test]
fn refusals_and_what_is_parked_are_known_after_a_restart() {
    let mut world = World::of(0);
    let mut receiver: super::world::Receiver = Box::new(|_, place, _| match place {
        5 | 6 => (TICK, refused()),
        7 => (TICK, missed()),
        _ => (TICK, Outcome::Taken),
    });
    for n in 1..=600 {
        world.journal.insert(n, n as u32);
        world.run(seconds(n), &mut receiver);
    }
    let saved = world.queue.saved();
    let json = serde_json::to_string(&saved).expect("JSON");
    assert_eq!(serde_json::from_str::<Saved>(&json).expect("JSON"), saved);
    assert_eq!(saved.open.keys().copied().collect::<Vec<_>>(), [5, 6, 7]);
    assert!(saved.open[&5] > 5 && saved.open[&7] == 0, "{saved:?}");
    world.crash(saved.clone(), |_| true);
    world.run(seconds(601), &mut receiver);
    assert!(world.queue.saved().open[&5] >= saved.open[&5]);
    assert_eq!(
        world.distinct().len(),
        597,
        "what had arrived is not sent again"
    );
    assert_eq!(world.arrived.len(), 597);
}

#[test]
fn what_the_journal_has_lost_is_counted_and_holds_up_nothing() {
    let saved = Saved {
        read: 10,
        open: [(3, 0), (4, 2)].into(),
        parked: [].into(),
    };
    let mut world = World::of(20);
    world.journal.remove(&4);
    world.queue = World::new(Default::default(), saved).queue;
    world.run(seconds(1), &mut good(TICK));
    assert_eq!(world.distinct(), [vec![3], (11..=20).collect()].concat());
    assert_eq!(world.counts().unreadable, 1);
}
