//! What an office was like, beside what theory says of it.

use std::time::Duration;

use super::erlang::{Expected, Office};
use super::tally::Figure;

/// How far a mean and a share may be off.
const NEAR: f64 = 0.03;
/// The mean square spreads more; the wrong order of service changes it by half and more.
const NEAR_SQUARE: f64 = 0.15;

/// Why a figure does not agree.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is another, and no chance about it.
    Differs,
    /// Its interval is too wide.
    Uncertain,
}

/// What an office was like.
pub struct Found {
    calls: usize,
    waits: Figure,
    mean: Figure,
    square: Figure,
}

impl Found {
    /// From the waits of its callers alone. Those who came first found it emptier than it would be.
    pub fn of(waits: &[Duration]) -> Found {
        let waits = waits.get(waits.len() / 20..).unwrap_or_default();
        let figure = |of: fn(Duration) -> f64| Figure::of(waits.iter().map(|wait| of(*wait)));
        Found {
            calls: waits.len(),
            waits: figure(waited),
            mean: figure(seconds),
            square: figure(squared),
        }
    }

    /// From the waits of its callers beside those that the same callers would have where all is right:
    /// what they differ by, added to what is right on average.
    pub fn beside(waits: &[Duration], reckoned: &[Duration], right: &Expected) -> Found {
        let figure = |of: fn(Duration) -> f64, right: f64| {
            let pairs = waits.iter().zip(reckoned);
            Figure::of(pairs.map(|(wait, reckoned)| of(*wait) - of(*reckoned) + right))
        };
        Found {
            calls: waits.len(),
            waits: figure(waited, right.waits),
            mean: figure(seconds, right.mean),
            square: figure(squared, right.square),
        }
    }

    /// Which of its figures are not those of theory, or not certain enough to say so.
    pub fn wrong(&self, right: &Expected) -> Vec<(&'static str, Wrong)> {
        let figures = [
            ("share who wait", self.waits, right.waits, NEAR),
            ("mean wait", self.mean, right.mean, NEAR),
            ("mean square", self.square, right.square, NEAR_SQUARE),
        ];
        let wrong = figures
            .into_iter()
            .filter_map(|(name, found, right, near)| Some((name, judge(found, right, near)?)));
        wrong.collect()
    }

    /// A line of the table: what is right, what was found, its interval of 95 %, and the difference.
    pub fn line(&self, office: Office, what: &str) -> String {
        let right = office.expected();
        format!(
            "{what:>12} {:>2} agents, load {:.1}, {:>8} calls: waits {}, mean {} s, square {}",
            office.agents,
            office.load,
            self.calls,
            beside(self.waits, right.waits),
            beside(self.mean, right.mean),
            beside(self.square, right.square),
        )
    }
}

fn judge(found: Figure, right: f64, near: f64) -> Option<Wrong> {
    let (off, near) = ((found.mean - right).abs(), near * right);
    if off - found.within > near {
        Some(Wrong::Differs)
    } else if off > near || found.within > near {
        Some(Wrong::Uncertain)
    } else {
        None
    }
}

fn beside(found: Figure, right: f64) -> String {
    let percent = |part: f64| 100.0 * part / right;
    format!(
        "{right:.3} {:.3} ±{:.2}% {:+.2}%",
        found.mean,
        percent(found.within),
        percent(found.mean - right)
    )
}

fn waited(wait: Duration) -> f64 {
    f64::from(u8::from(!wait.is_zero()))
}

fn seconds(wait: Duration) -> f64 {
    wait.as_secs_f64()
}

fn squared(wait: Duration) -> f64 {
    wait.as_secs_f64().powi(2)
}
