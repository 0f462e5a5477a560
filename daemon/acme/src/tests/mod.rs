//! Orders at an authority that does what it is told to do.

mod authority;
mod failures;
mod orders;
mod signed;
mod town;

use std::time::{Duration, Instant};

use authority::Mood;
use town::Town;

const PATIENCE: Duration = Duration::from_secs(30);

/// Waits until something is so.
fn eventually(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !is_so() {
        assert!(Instant::now() < end, "{what}: it never is so");
        std::thread::sleep(Duration::from_millis(10));
    }
}
