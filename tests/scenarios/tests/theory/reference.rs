//! Who waits how long, worked out caller by caller without any center (Kiefer and Wolfowitz, 1955).

use std::time::Duration;

use kernel::Mono;

use super::office::Caller;

/// The wait of each caller if they are served in their order by whoever is free first.
pub fn waits(agents: u16, callers: impl Iterator<Item = Caller>) -> impl Iterator<Item = Duration> {
    let mut free = vec![Mono::ZERO; usize::from(agents)];
    callers.map(move |caller| {
        let first = free.iter_mut().min().expect("an agent");
        let begins = caller.arrives.max(*first);
        *first = begins + caller.talks;
        begins.since(caller.arrives)
    })
}
