//! The contact machine against queueing theory: with exponential gaps and talks and nobody who hangs
//! up, callers wait as long as Erlang's C says; in an office in disorder they do not.
//!
//! Of a busy office millions of calls are wanted until its mean wait is certain to 3 %: `make theory`
//! plays them. Every run of the tests plays fewer and takes what chance did to its callers out of the
//! figure: by how much those same callers, served as Kiefer and Wolfowitz work it out, wait more or less
//! than theory says (the reference is a control variate, and its own agreement with theory is a test).

#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test may stop where it stands"
)]

mod discipline;
mod erlang;
mod found;
mod office;
mod reference;
mod tally;

use std::io::Write;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use discipline::Discipline;
use erlang::Office;
use found::{Found, Wrong};

/// The mean talk, in seconds.
const TALK: f64 = 30.0;
/// Calls of an office in each run of the tests.
const CALLS: usize = 30_000;

/// Offices, and millions of calls after which the mean wait is certain to 2 %.
const OFFICES: [(u16, f64, usize); 6] = [
    (1, 0.7, 1),
    (5, 0.7, 2),
    (20, 0.7, 10),
    (1, 0.9, 4),
    (5, 0.9, 6),
    (20, 0.9, 10),
];

fn offices() -> impl Iterator<Item = (Office, usize)> {
    OFFICES.into_iter().map(|(agents, load, millions)| {
        let talk = TALK;
        (Office { agents, load, talk }, millions * 1_000_000)
    })
}

fn seed(office: Office) -> u64 {
    u64::from(office.agents)
}

/// How long callers wait in an office.
fn served(office: Office, discipline: Discipline, calls: usize) -> Vec<Duration> {
    let callers = office::callers(office, seed(office), calls);
    office::Office::new(office.agents, discipline).serve(callers)
}

/// How long the same callers wait where all is right.
fn reckoned(office: Office, calls: usize) -> Vec<Duration> {
    let callers = office::callers(office, seed(office), calls);
    reference::waits(office.agents, callers).collect()
}

/// What those callers say of the office once their luck is taken out.
fn controlled(office: Office, discipline: Discipline, calls: usize) -> Found {
    let waits = served(office, discipline, calls);
    Found::beside(&waits, &reckoned(office, calls), &office.expected())
}

/// Past the harness, which keeps to itself what a test prints.
fn tell(line: &str) {
    writeln!(std::io::stderr(), "{line}").expect("a place to print");
}

#[test]
fn every_caller_waits_exactly_as_long_as_he_would_where_all_is_right() {
    for (office, _) in offices() {
        let found = served(office, Discipline::Right, CALLS);
        let mut pairs = found.iter().zip(reckoned(office, CALLS)).enumerate();
        let wrong = pairs.find(|(_, (found, right))| *found != right);
        assert_eq!(wrong, None, "{office:?}: the first with another wait");
    }
}

#[test]
fn the_reference_waits_as_long_as_erlang_says() {
    for (office, calls) in offices() {
        let found = Found::of(&reckoned(office, calls / 4 * 3));
        tell(&found.line(office, "reckoned"));
        let wrong = found.wrong(&office.expected());
        assert!(wrong.is_empty(), "{office:?}: {wrong:?}");
    }
}

#[test]
fn callers_wait_as_long_as_erlang_says() {
    for (office, _) in offices() {
        let found = controlled(office, Discipline::Right, CALLS);
        tell(&found.line(office, "served"));
        let wrong = found.wrong(&office.expected());
        assert!(wrong.is_empty(), "{office:?}: {wrong:?}");
    }
}

/// Each with the figure that gives it away.
#[test]
fn an_office_in_disorder_is_told_from_theory() {
    let disorders = [
        (Discipline::LastFirst, "mean square"),
        (Discipline::AnyOrder, "mean square"),
        (Discipline::IdleAgent, "mean wait"),
        (Discipline::SkippedAgent, "mean wait"),
        (Discipline::WrapUp, "mean wait"),
    ];
    for (office, _) in offices().filter(|(office, _)| office.load > 0.8) {
        for (discipline, figure) in disorders {
            let found = controlled(office, discipline, CALLS);
            tell(&found.line(office, &format!("{discipline:?}")));
            let wrong = found.wrong(&office.expected());
            assert!(
                wrong.contains(&(figure, Wrong::Differs)),
                "{office:?} {discipline:?}: {wrong:?}"
            );
        }
    }
}

/// Nothing but calls: no reference, no luck taken out.
#[test]
#[ignore = "plays more than thirty million calls: `make theory`"]
fn calls_alone_agree_with_erlang() {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let next = Mutex::new(offices());
    thread::scope(|scope| {
        for _ in 0..cores {
            scope.spawn(|| {
                while let Some((office, calls)) = take(&next) {
                    let found = Found::of(&served(office, Discipline::Right, calls));
                    tell(&found.line(office, "calls alone"));
                    let wrong = found.wrong(&office.expected());
                    assert!(wrong.is_empty(), "{office:?}: {wrong:?}");
                }
            });
        }
    });
}

fn take<T>(next: &Mutex<impl Iterator<Item = T>>) -> Option<T> {
    next.lock().expect("no panic elsewhere").next()
}
