//! What it costs to change a large center: from `ccctl validate` to the call that meets the edit.
//!
//! Every command is run as an admin would run it. Prompts are spoken before anything is measured.

mod caller;
pub mod center;
mod command;
mod figures;
mod stage;
mod terraform;
mod watch;

use std::io;
use std::time::Duration;

use crate::daemon::Bench;
use crate::judge::Verdict;
use crate::scenario::Scenario;
use crate::step::{self, Order};
pub use figures::Figure;
use figures::Unit;
use stage::{Stage, Times};

/// Resources of each center, if nobody says otherwise.
pub const SIZES: [u32; 3] = [1_000, 10_000, 100_000];
/// The center for which the aims are.
const AIMED: usize = 10_000;
/// From here on everything is done once: it takes long enough to be steady.
const LARGE: usize = 50_000;
/// Calls a second while something is applied every second.
const CALLS: usize = 200;
/// By how much a cost may grow beyond what it would if it were linear.
const LINEAR: f64 = 1.5;

/// Measures centers of these sizes, each `runs` times; with that of the aims also changes under load, and
/// Terraform where it is installed.
///
/// # Errors
/// A program does not start or fails.
pub fn run(
    bench: &Bench,
    sizes: &[u32],
    runs: usize,
    mut told: impl FnMut(&Figure),
) -> io::Result<Vec<Figure>> {
    let mut all = Vec::new();
    let mut tell = |figures: Vec<Figure>| {
        figures.iter().for_each(&mut told);
        all.extend(figures);
    };
    let mut before: Option<Times> = None;
    for size in sizes {
        let size = *size as usize;
        let times = Stage::open(bench, size)?.measure(if size < LARGE { runs } else { 1 })?;
        tell(figures(&times));
        tell(
            before
                .iter()
                .flat_map(|before| growth(before, &times))
                .collect(),
        );
        before = Some(times);
    }
    if sizes.iter().any(|size| *size as usize == AIMED) {
        tell(under_load(bench)?);
        tell(terraform::measure(AIMED)?);
    }
    Ok(all)
}

/// What it does to calls when something is applied every second for a minute.
fn under_load(bench: &Bench) -> io::Result<Vec<Figure>> {
    let order = Order {
        scenario: Scenario::Applies,
        n: CALLS,
        steady: Duration::from_secs(60),
        agents: 0,
    };
    let outcome = step::run(bench, order)?;
    let what = |what: &str| format!("{what}, {CALLS} calls a second, an apply a second");
    let audio = &outcome.audio;
    // A generator that was late has measured itself.
    let valid = |value: f64| match outcome.verdict {
        Verdict::Void => f64::NAN,
        _ => value,
    };
    Ok(vec![
        Figure::aimed(
            what("calls dropped"),
            valid(outcome.failed as f64),
            0.0,
            Unit::Calls,
        ),
        Figure::aimed(
            what("audio lost"),
            valid(audio.lost_percent),
            0.1,
            Unit::Percent,
        ),
        Figure::aimed(
            what("audio holes"),
            valid(audio.holes_percent),
            0.1,
            Unit::Percent,
        ),
        Figure::seen(
            what(&outcome.reasons.join("; ")),
            outcome.good as f64,
            Unit::Calls,
        ),
    ])
}

/// The figures of one center.
fn figures(times: &Times) -> Vec<Figure> {
    let resources = times.resources;
    let figure = |what: &str, measured: f64, aim: f64, unit: Unit| {
        let what = format!("{what}, {resources} resources");
        match resources == AIMED {
            true => Figure::aimed(what, measured, aim, unit),
            false => Figure::seen(what, measured, unit),
        }
    };
    let seen = |what: &str, measured: f64, unit: Unit| {
        Figure::seen(format!("{what}, {resources} resources"), measured, unit)
    };
    vec![
        figure("validate", times.validate, 0.25, Unit::Seconds),
        figure("first apply", times.first_apply, 3.0, Unit::Seconds),
        figure("plan of no change", times.no_change, 0.5, Unit::Seconds),
        figure(
            "plan of no change: memory",
            times.memory,
            100.0,
            Unit::Megabytes,
        ),
        seen("plan of one edit", times.one_edit, Unit::Seconds),
        figure("plan of one edit: lines", times.lines, 20.0, Unit::Lines),
        seen("apply of one edit", times.edit_applied, Unit::Seconds),
        figure(
            "edit to the call that meets it",
            times.seen_after,
            100.0,
            Unit::Milliseconds,
        ),
        seen(
            "longest answer to a call meanwhile",
            times.slowest_answer,
            Unit::Milliseconds,
        ),
    ]
}

/// How much more a larger center takes.
fn growth(small: &Times, large: &Times) -> Vec<Figure> {
    let ratio = large.resources as f64 / small.resources as f64;
    let costs = [
        ("validate", small.validate, large.validate),
        ("first apply", small.first_apply, large.first_apply),
        ("plan of no change", small.no_change, large.no_change),
        ("plan of one edit", small.one_edit, large.one_edit),
    ];
    let figure = |(what, small_cost, large_cost): (&str, f64, f64)| {
        let what = format!(
            "{what}, from {} to {} resources",
            small.resources, large.resources
        );
        Figure::aimed(what, large_cost / small_cost, ratio * LINEAR, Unit::Times)
    };
    costs.map(figure).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(resources: usize, cost: f64) -> Times {
        Times {
            resources,
            validate: cost,
            first_apply: cost,
            no_change: cost,
            one_edit: cost,
            ..Times::default()
        }
    }

    #[test]
    fn aims_are_for_ten_thousand_resources() {
        let aimed = |resources| {
            let figures = figures(&times(resources, 9.0)).into_iter();
            figures.filter(|it| !it.passes()).count()
        };
        assert_eq!((aimed(1_000), aimed(10_000)), (0, 3));
    }

    #[test]
    fn what_grows_faster_than_the_center_fails() {
        let fails = |cost| {
            growth(&times(10_000, 1.0), &times(100_000, cost))
                .iter()
                .any(|it| !it.passes())
        };
        assert!(!fails(14.0));
        assert!(fails(16.0));
    }
}
