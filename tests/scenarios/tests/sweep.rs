//! Many runs of the whole center, each from a seed, each with everything that can go wrong.
//!
//! `SEEDS` says how many, `SEED` plays one alone: what a failure prints. `BUG` plants a bug in all of
//! them, to see what its failure looks like.

#![allow(clippy::expect_used, reason = "a test may stop where it stands")]

use std::env;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use sim::report::Report;
use sim::saboteur::Bug;
use sim::sweep::{self, EXPECTED};

const SEEDS: u64 = 256;

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok()?.parse().ok()
}

/// The bug that `BUG` names.
fn bug() -> Option<Bug> {
    let name = env::var("BUG").ok().filter(|name| !name.is_empty())?;
    Some(Bug::named(&name).expect("BUG is one of those in saboteur.rs"))
}

/// What plays a seed again.
fn command(seed: u64) -> String {
    match bug() {
        Some(bug) => format!("make replay SEED={seed} BUG={bug:?}"),
        None => format!("make replay SEED={seed}"),
    }
}

/// What a seed came to, or why it is a failure.
fn judged(seed: u64) -> Result<Report, String> {
    let report = sweep::sabotaged(seed, bug());
    let mut problems: Vec<String> = report.violations.iter().map(ToString::to_string).collect();
    for (what, least) in [("calls", 50), ("applies", 3), ("crashes", 1)] {
        if report.of(what) < least {
            problems.push(format!("{} {what}, not {least}", report.of(what)));
        }
    }
    if problems.is_empty() {
        Ok(report)
    } else {
        let problems = problems.join("\n  ");
        let command = command(seed);
        Err(format!(
            "seed {seed}: replay with `{command}`\n  {problems}"
        ))
    }
}

/// Runs `seeds` on all cores; the sum of what happened and every failure.
fn sweep(seeds: u64) -> (Report, Vec<String>) {
    let next = AtomicU64::new(0);
    let sum = Mutex::new((Report::default(), Vec::new()));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= seeds {
                        return;
                    }
                    let judged = judged(seed);
                    let mut sum = sum.lock().expect("no panic elsewhere");
                    match judged {
                        Ok(report) => sum.0.merge(&report),
                        Err(failure) => sum.1.push(failure),
                    }
                }
            });
        }
    });
    sum.into_inner().expect("no panic elsewhere")
}

#[test]
fn sweep_of_256_seeds() {
    let (sum, failures) = sweep(number("SEEDS").unwrap_or(SEEDS));
    // Past the harness, which keeps what a test prints to itself as long as it passes.
    writeln!(std::io::stderr(), "{}", sum.table(EXPECTED)).expect("a place to print");
    let shown: Vec<&str> = failures.iter().take(5).map(String::as_str).collect();
    let count = failures.len();
    assert!(count == 0, "{count} seeds failed\n{}", shown.join("\n"));
    let never: Vec<&&str> = EXPECTED.iter().filter(|what| sum.of(what) == 0).collect();
    assert!(never.is_empty(), "this never happened: {never:?}");
}

#[test]
fn a_seed_repeats_itself() {
    let seed = number("SEED").unwrap_or(1);
    let (one, other) = (sweep::run(seed), sweep::run(seed));
    assert_eq!(one.counts, other.counts);
    assert_eq!(one.violations, other.violations);
}

#[test]
#[ignore = "plays the seed that SEED names"]
fn replay() {
    let seed = number("SEED").expect("SEED is a number");
    match judged(seed) {
        Ok(report) => println!("{}", report.table(&[])),
        Err(failure) => panic!("{failure}"),
    }
}
