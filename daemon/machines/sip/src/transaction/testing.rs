//! What the tests of the four machines share.

use kernel::Mono;

use super::{Effect, Step};

/// The point so many milliseconds after the start.
pub(crate) fn millis(millis: u64) -> Mono {
    Mono::from_micros(millis * 1000)
}

/// Wakes `state` at each of its deadlines until it is over: when it resent, and when and how it
/// ended (`None` if it waits for ever).
pub(crate) fn life<S: Copy>(
    mut state: S,
    deadline: impl Fn(&S) -> Option<Mono>,
    expired: impl Fn(S, Mono) -> Step<S>,
) -> (Vec<Mono>, Option<(Mono, Effect)>) {
    let mut resends = Vec::new();
    for _ in 0..100 {
        let Some(now) = deadline(&state) else {
            return (resends, None);
        };
        let step = expired(state, now);
        match step.next {
            Some(next) => state = next,
            None => return (resends, Some((now, step.effect))),
        }
        if step.effect == Effect::Resend {
            resends.push(now);
        }
    }
    panic!("the state never comes to an end");
}
