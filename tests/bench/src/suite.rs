//! Every figure at the size that it is to reach.

use std::io;
use std::time::Duration;

use serde::Serialize;

use crate::daemon::Bench;
use crate::judge::Verdict;
use crate::registrations;
use crate::report::Report;
use crate::scenario::Scenario;
use crate::step::{self, Order, Outcome};
use crate::watchers;

/// Memory is looked at between these sizes.
const FEW: usize = 100;
const MANY: usize = 500;

/// How long a load is watched when only memory matters.
const GLANCE: Duration = Duration::from_secs(3);

/// Calls a second at which times are taken.
const TIMES_AT: usize = 100;

/// Those who watch, and the changes that they are told.
const WATCHERS: usize = 500;
const WATCHED: usize = 40;
/// Within so many milliseconds 99 of 100 events have to be read.
const TOLD_WITHIN: f64 = 200.0;

/// Phones, how often each registers, and what that may take of one core, in percent.
const PHONES: usize = 5_000;
const REGISTER_EVERY: Duration = Duration::from_secs(60);
const REGISTER_WITHIN: f64 = 5.0;

/// The loads that are to be carried.
const LOADS: [(Scenario, usize, &str); 8] = [
    (
        Scenario::Cps,
        1_000,
        "calls of one second set up each second",
    ),
    (Scenario::Ivr, 1_600, "calls at once that hear prompts"),
    (
        Scenario::Queue,
        800,
        "calls at once queued, answered, recorded",
    ),
    (
        Scenario::QueueUnrecorded,
        1_000,
        "the same without recording",
    ),
    (
        Scenario::BridgeUnrecorded,
        1_200,
        "calls at once of two legs in one codec",
    ),
    (Scenario::Bridge, 900, "the same, recorded"),
    (
        Scenario::BridgeOpus,
        150,
        "calls at once between A-law and Opus",
    ),
    (
        Scenario::BridgeG729,
        300,
        "calls at once between A-law and G.729",
    ),
];

/// What was measured.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Suite {
    /// Every figure.
    pub figures: Vec<Figure>,
    /// Every step behind them.
    pub steps: Vec<Outcome>,
}

/// One figure.
#[derive(Clone, Debug, Serialize)]
pub struct Figure {
    /// What was measured.
    pub what: String,
    /// What came of it; `None` if nothing did.
    pub measured: Option<f64>,
    /// What is to be reached, if something is.
    pub aim: Option<f64>,
    /// In what both are counted.
    pub unit: &'static str,
    /// Whether it was reached.
    pub verdict: Verdict,
    /// Why not, or a remark.
    pub remark: String,
}

/// Measures everything, with sizes in percent of what is to be reached.
///
/// # Errors
/// The daemon does not start or does not live.
pub fn run(
    bench: &Bench,
    times: usize,
    steady: Duration,
    scale: usize,
    report: &Report,
) -> io::Result<Suite> {
    let mut suite = Suite::default();
    let sized = |n: usize| (n * scale / 100).max(1);
    let order = |scenario, n, steady| Order {
        scenario,
        n: sized(n),
        steady,
        agents: 0,
    };
    let outcomes = runs(
        bench,
        order(Scenario::Latency, TIMES_AT, steady),
        times,
        report,
    )?;
    suite.take_times(&outcomes);
    suite.steps.extend(outcomes);
    suite.watch(bench, sized(WATCHERS), WATCHED)?;
    suite.register(bench, sized(PHONES), REGISTER_EVERY)?;
    for (scenario, n, what) in LOADS {
        let outcomes = runs(bench, order(scenario, n, steady), times, report)?;
        suite.take_load(&outcomes, sized(n), what);
        suite.steps.extend(outcomes);
    }
    for (scenario, aim, what) in [
        (Scenario::Ivr, 100.0, "memory of a call that hears prompts"),
        (
            Scenario::Bridge,
            300.0,
            "memory of a recorded call of two legs",
        ),
    ] {
        // Both sizes have the agents of the larger one, so that only calls differ; with an agent
        // for everybody each recorded call has two legs.
        let agents = scenario.shape(sized(MANY)).agents;
        let look = |n| {
            runs(
                bench,
                Order {
                    agents,
                    ..order(scenario, n, GLANCE)
                },
                1,
                report,
            )
        };
        let (few, many) = (look(FEW)?, look(MANY)?);
        suite.take_memory(&few, &many, aim, what);
        suite.steps.extend(few.into_iter().chain(many));
    }
    Ok(suite)
}

/// Runs a step so often, but not again after one that did not pass.
///
/// # Errors
/// Those of a step.
pub fn runs(
    bench: &Bench,
    order: Order,
    times: usize,
    report: &Report,
) -> io::Result<Vec<Outcome>> {
    let mut outcomes = Vec::new();
    for _ in 0..times {
        let outcome = step::run(bench, order)?;
        report.progress(&outcome);
        let goes_on = outcome.verdict == Verdict::Pass;
        outcomes.push(outcome);
        if !goes_on {
            break;
        }
    }
    Ok(outcomes)
}

impl Suite {
    /// Takes how soon so many who watch are told of so many changes.
    ///
    /// # Errors
    /// The daemon does not start or does not live.
    pub fn watch(&mut self, bench: &Bench, clients: usize, changes: usize) -> io::Result<()> {
        let heard = watchers::run(bench, clients, changes)?;
        let carried = if heard.missing == 0 {
            Verdict::Pass
        } else {
            Verdict::Fail
        };
        let half = heard.percentile(50).unwrap_or_default();
        let last = heard.delays_ms.last().copied().unwrap_or_default();
        let measured = heard.percentile(99);
        self.figures.push(Figure {
            what: format!("output to {clients} who watch, 99 of 100 events"),
            measured,
            aim: Some(TOLD_WITHIN),
            unit: "ms",
            verdict: at_most(measured, Some(TOLD_WITHIN), carried),
            remark: format!(
                "half within {half:.1} ms, the last after {last:.1} ms, {} missing",
                heard.missing
            ),
        });
        Ok(())
    }

    /// Takes what it costs that so many phones register within each such time.
    ///
    /// # Errors
    /// The daemon does not start, or a phone is not registered.
    pub fn register(&mut self, bench: &Bench, phones: usize, every: Duration) -> io::Result<()> {
        let measured = Some(registrations::run(bench, phones, every)?);
        self.figures.push(Figure {
            what: format!("{phones} phones that register every {} s", every.as_secs()),
            measured,
            aim: Some(REGISTER_WITHIN),
            unit: "% of a core",
            verdict: at_most(measured, Some(REGISTER_WITHIN), Verdict::Pass),
            remark: "each was asked for its password".to_owned(),
        });
        Ok(())
    }

    fn take_times(&mut self, outcomes: &[Outcome]) {
        let Some(last) = outcomes.last() else {
            return;
        };
        let times = &last.times_ms;
        let per_second = last.n;
        let rows = [
            ("INVITE to 200, half of the calls", times.answer_p50, None),
            (
                "INVITE to 200, 99 of 100 calls",
                times.answer_p99,
                Some(5.0),
            ),
            (
                "200 to the first audio, 99 of 100 calls",
                times.first_audio_p99,
                Some(40.0),
            ),
            (
                "key to the agent's INVITE, 99 of 100 calls",
                times.key_to_agent_p99,
                Some(10.0),
            ),
        ];
        for (what, measured, aim) in rows {
            self.figures.push(Figure {
                what: format!("{what}, at {per_second} calls a second"),
                measured,
                aim,
                unit: "ms",
                verdict: at_most(measured, aim, last.verdict),
                remark: last.reasons.join("; "),
            });
        }
    }

    fn take_load(&mut self, outcomes: &[Outcome], n: usize, what: &str) {
        let Some(last) = outcomes.last() else {
            return;
        };
        let passed = last.verdict == Verdict::Pass;
        let remark = if passed {
            let (cpu, each) = (
                last.daemon.cpu_percent,
                last.daemon.cpu_seconds_per_call_second * 1e3,
            );
            format!("{cpu:.0} % of a core, {each:.3} CPU ms for each second of a call")
        } else {
            last.reasons.join("; ")
        };
        self.figures.push(Figure {
            what: what.to_owned(),
            measured: passed.then_some(n as f64),
            aim: Some(n as f64),
            unit: "calls",
            verdict: last.verdict,
            remark,
        });
    }

    fn take_memory(&mut self, few: &[Outcome], many: &[Outcome], aim: f64, what: &str) {
        let (Some(few), Some(many)) = (few.last(), many.last()) else {
            return;
        };
        let grown = many.daemon.resident_kb as f64 - few.daemon.resident_kb as f64;
        let measured = Some(grown / (many.calls_up - few.calls_up).max(1.0));
        let carried = if few.verdict == Verdict::Pass {
            many.verdict
        } else {
            few.verdict
        };
        self.figures.push(Figure {
            what: what.to_owned(),
            measured,
            aim: Some(aim),
            unit: "kB",
            verdict: at_most(measured, Some(aim), carried),
            remark: format!(
                "{} kB with {:.0} calls, {} kB with {:.0}",
                few.daemon.resident_kb, few.calls_up, many.daemon.resident_kb, many.calls_up
            ),
        });
    }
}

/// A figure that must not exceed its aim; one that was taken from a step that did not pass is no pass.
fn at_most(measured: Option<f64>, aim: Option<f64>, step: Verdict) -> Verdict {
    match (measured, aim) {
        (None, _) => Verdict::Void,
        (Some(measured), Some(aim)) if measured > aim => Verdict::Fail,
        _ => step,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_reached_if_it_is_small_enough_and_its_step_passed() {
        assert_eq!(at_most(Some(4.0), Some(5.0), Verdict::Pass), Verdict::Pass);
        assert_eq!(at_most(Some(4.0), Some(5.0), Verdict::Fail), Verdict::Fail);
        assert_eq!(at_most(Some(6.0), Some(5.0), Verdict::Pass), Verdict::Fail);
        assert_eq!(at_most(None, Some(5.0), Verdict::Pass), Verdict::Void);
        assert_eq!(at_most(Some(9.0), None, Verdict::Pass), Verdict::Pass);
    }

    #[test]
    fn memory_is_the_growth_for_each_call_that_was_up() {
        let outcome = |calls_up: f64, resident_kb: u64| {
            let mut outcome = Outcome {
                calls_up,
                verdict: Verdict::Pass,
                ..Outcome::default()
            };
            outcome.daemon.resident_kb = resident_kb;
            [outcome]
        };
        let mut suite = Suite::default();
        suite.take_memory(
            &outcome(100.0, 50_000),
            &outcome(500.0, 90_000),
            120.0,
            "memory",
        );
        let figure = &suite.figures[0];
        assert_eq!(
            (figure.measured, figure.verdict),
            (Some(100.0), Verdict::Pass)
        );
    }
}
