use super::world::{Receiver, World, good, missed, seconds};
use crate::{Outcome, Saved};

const TICK: std::time::Duration = std::time::Duration::from_millis(10);

#[test]
fn what_belongs_to_one_call_arrives_in_its_order_and_others_do_not_wait() {
    let journal = [(1, 9), (2, 1), (3, 9), (4, 2), (5, 9)].into();
    let mut world = World::new(journal, Saved::default());
    let mut first_fails_twice: Receiver = Box::new(|world, place, _| {
        let before = world.tries.iter().filter(|(_, it)| *it == place).count();
        match place == 1 && before < 3 {
            true => (TICK, missed()),
            false => (TICK, Outcome::Taken),
        }
    });
    world.run(seconds(60), &mut first_fails_twice);
    assert_eq!(world.arrived, [2, 4, 1, 3, 5]);
}

#[test]
fn one_of_a_call_is_under_way_at_a_time() {
    let journal = (1..=50).map(|n| (n, 9)).collect();
    let mut world = World::new(journal, Saved::default());
    world.run(seconds(49), &mut good(seconds(1)));
    assert_eq!(world.arrived, (1..=49).collect::<Vec<_>>());
}
