//! How fast work grows. Time is that of the processor for this thread, so that a busy machine changes nothing of
//! it.

use std::fs;

/// How much more there is, and how much more time it may take: of a square law that would be 64 times.
const MORE: usize = 8;
const MOST: f64 = 16.0;
/// Nanoseconds that are measured at least: the system counts in steps of some milliseconds.
const LEAST: u64 = 10_000_000;

/// Nanoseconds that this thread has had (proc_pid_schedstat(5)).
fn used() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux");
    let first = text.split(' ').next().expect("a number");
    first.parse().expect("nanoseconds")
}

/// The least of three measurements, since nothing makes one of them faster than it is.
fn cost(work: &dyn Fn()) -> f64 {
    let costs = (0..3).map(|_| {
        let (began, mut times) = (used(), 0);
        while used() - began < LEAST {
            work();
            times += 1;
        }
        (used() - began) as f64 / f64::from(times)
    });
    costs.fold(f64::INFINITY, f64::min)
}

/// Fails if work grows much faster than what it is done on, which is made in a size and in one that is eight
/// times as large.
pub fn grows<T>(what: &str, size: usize, made: impl Fn(usize) -> T, work: impl Fn(&T)) {
    grows_at_most(MOST, what, size, made, work);
}

/// The same with so many times as long at most.
pub fn grows_at_most<T>(
    most: f64,
    what: &str,
    size: usize,
    made: impl Fn(usize) -> T,
    work: impl Fn(&T),
) {
    let [short, long] = [size, size * MORE].map(&made);
    let (small, large) = (cost(&|| work(&short)), cost(&|| work(&long)));
    let times = large / small;
    assert!(
        times < most,
        "{what}: {times:.1} times as long as {:.2} ms",
        small / 1e6
    );
}
