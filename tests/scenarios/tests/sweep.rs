//! Many runs of the whole center, each from a seed, each with everything that can go wrong.
//!
//! `SEEDS` says how many, `SEED` plays one alone: what a failure prints. `BUG` plants a bug in all of
//! them, to see what its failure looks like. `CALLS` plays until there were so many calls, from the seed
//! `FROM` on.

#![allow(clippy::expect_used, reason = "a test may stop where it stands")]

mod many;

use std::env;
use std::io::Write;

use many::{Plan, Sum};
use sim::report::Report;
use sim::saboteur::Bug;
use sim::sweep::{self, EXPECTED};

const SEEDS: u64 = 256;
const CALLS: u64 = 1_000_000;
/// What goes wrong in a sweep by no doing of the center or of those who use it.
const FAULTS: [&str; 12] = [
    "crashes",
    "disk actions failed",
    "disk slow",
    "packets lost",
    "packets doubled",
    "packets reordered",
    "ACKs lost",
    "phones moved",
    "phones unplugged",
    "playings failed",
    "registrations expired",
    "ends of the day",
];

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

/// Past the harness, which keeps what a test prints to itself as long as it passes.
fn tell(text: &str) {
    writeln!(std::io::stderr(), "{text}").expect("a place to print");
}

fn nothing_failed(sum: &Sum) {
    let shown: Vec<&str> = sum.failures.iter().take(5).map(String::as_str).collect();
    let count = sum.failed;
    assert!(count == 0, "{count} seeds failed\n{}", shown.join("\n"));
    let never: Vec<&&str> = EXPECTED
        .iter()
        .filter(|what| sum.report.of(what) == 0)
        .collect();
    assert!(never.is_empty(), "this never happened: {never:?}");
}

#[test]
fn sweep_of_256_seeds() {
    let plan = Plan {
        from: 0,
        seeds: number("SEEDS").unwrap_or(SEEDS),
        calls: u64::MAX,
        tell_every: 0,
    };
    let sum = plan.play(judged);
    tell(&sum.report.table(EXPECTED));
    nothing_failed(&sum);
}

#[test]
#[ignore = "plays CALLS calls from the seed FROM on"]
fn as_many_calls_as_wanted() {
    let plan = Plan {
        from: number("FROM").unwrap_or(0),
        seeds: u64::MAX,
        calls: number("CALLS").unwrap_or(CALLS),
        tell_every: 256,
    };
    let sum = plan.play(judged);
    tell(&sum.report.table(EXPECTED));
    tell(&tally(&sum.report));
    tell(&sum.progress());
    nothing_failed(&sum);
}

/// The counts that matter most, in few lines.
fn tally(report: &Report) -> String {
    let all = |prefix: &str| -> u64 {
        let counts = report.counts.iter();
        counts
            .filter(|it| it.0.starts_with(prefix))
            .map(|it| it.1)
            .sum()
    };
    let faults = FAULTS.map(|what| format!("  {} {what}", report.of(what)));
    format!(
        "{} calls, {} records on the disk, {} offers that ended otherwise, {} talks\n\
         {} looks at what must be so\n\
         faults:\n{}",
        report.of("calls"),
        report.of("records on the disk"),
        all("offer "),
        report.of("talks"),
        report.checks,
        faults.join("\n"),
    )
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
