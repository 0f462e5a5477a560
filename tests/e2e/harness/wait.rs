//! Waiting with an end.

use std::time::{Duration, Instant};

const LOOK: Duration = Duration::from_millis(50);

/// Looks until there is something, for at most `seconds`.
///
/// # Panics
/// With `what` when the time is over.
#[track_caller]
pub fn eventually<T>(seconds: u64, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let end = Instant::now() + Duration::from_secs(seconds);
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < end, "not within {seconds} s: {what}");
        std::thread::sleep(LOOK);
    }
}

/// Checks for so many milliseconds that it stays so.
///
/// # Panics
/// With `what` as soon as it does not.
#[track_caller]
pub fn stays(millis: u64, what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_millis(millis);
    while Instant::now() < end {
        assert!(holds(), "{what}");
        std::thread::sleep(LOOK);
    }
}
