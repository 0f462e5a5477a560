use std::time::Duration;

use proptest::prelude::*;

use super::world::{Receiver, World, good, missed, refused, seconds};
use crate::{Input, Outcome, Saved};

/// What happens to a try: how long it takes, and how it ends.
fn fate() -> impl Strategy<Value = (u64, u8)> {
    (0..15_000_u64, any::<u8>())
}

fn receiver(fates: Vec<(u64, u8)>, until: Duration) -> Receiver {
    let mut fates = fates.into_iter().cycle();
    Box::new(move |_, _, at| {
        let (takes, ends) = fates.next().expect("a cycle");
        let takes = Duration::from_millis(takes);
        match ends {
            _ if at >= until => (takes, Outcome::Taken),
            0..60 => (takes, refused()),
            60..160 => (takes, missed()),
            _ => (takes, Outcome::Taken),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the receiver answers, how often the process dies, and what it had kept by then: at last
    /// everything has arrived, in the order of each call, which the world looks after.
    #[test]
    fn nothing_is_lost_whatever_happens(
        lines in prop::collection::vec(0..12_u32, 1..80),
        fates in prop::collection::vec(fate(), 1..100),
        crashes in prop::collection::vec((1..200_u64, any::<bool>()), 0..6),
    ) {
        let journal = lines.into_iter().enumerate().map(|(n, line)| (n as u64 + 1, line));
        let mut world = World::new(journal.collect(), Saved::default());
        let all = world.journal.len();
        let mut saved = Saved::default();
        let mut receiver = receiver(fates, seconds(1_200));
        for (after, fresh) in crashes {
            world.run(world.elapsed + seconds(after), &mut receiver);
            // What is kept may be of a while ago.
            if fresh {
                saved = world.queue.saved();
            }
            world.crash(saved.clone(), |place| place % 2 == 0);
        }
        world.run(seconds(1_200), &mut receiver);
        world.tell(Input::Unpark);
        world.run(seconds(3_600), &mut good(Duration::from_millis(5)));
        prop_assert_eq!(world.distinct().len(), all);
        prop_assert_eq!(world.counts().unreadable, 0);
        prop_assert_eq!(world.counts().open + world.counts().parked, 0);
    }

    /// Without a crash what arrives arrives once.
    #[test]
    fn nothing_that_arrived_is_sent_again(
        lines in prop::collection::vec(0..12_u32, 1..80),
        fates in prop::collection::vec(fate(), 1..100),
    ) {
        let journal = lines.into_iter().enumerate().map(|(n, line)| (n as u64 + 1, line));
        let mut world = World::new(journal.collect(), Saved::default());
        world.run(seconds(3_600), &mut receiver(fates, seconds(1_200)));
        world.tell(Input::Unpark);
        world.run(seconds(7_200), &mut good(Duration::from_millis(5)));
        prop_assert_eq!(world.arrived.len(), world.journal.len());
    }
}
