//! What happened in a run, counted, and what must not have happened.

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

/// Something that must never be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// When, in virtual time.
    pub at: Duration,
    /// Which rule it breaks.
    pub rule: &'static str,
    /// What was seen.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let at = self.at.as_secs_f64();
        write!(f, "{at:.3}s {}: {}", self.rule, self.what)
    }
}

/// What a run, or many of them, came to.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// How often each thing happened.
    pub counts: BTreeMap<String, u64>,
    /// How often something that must be so was looked at.
    pub checks: u64,
    /// What must never be; the first ones.
    pub violations: Vec<Violation>,
}

/// Violations that are kept.
const KEPT: usize = 6;

impl Report {
    /// Counts one.
    pub fn count(&mut self, what: &str) {
        self.add(what, 1);
    }

    /// Counts some.
    pub fn add(&mut self, what: &str, number: u64) {
        match self.counts.get_mut(what) {
            Some(count) => *count += number,
            None => {
                self.counts.insert(what.to_owned(), number);
            }
        }
    }

    /// Something that must be so is looked at.
    pub fn checked(&mut self) {
        self.checks += 1;
    }

    /// How often something happened.
    pub fn of(&self, what: &str) -> u64 {
        self.counts.get(what).copied().unwrap_or(0)
    }

    /// Keeps a violation.
    pub fn violated(&mut self, at: Duration, rule: &'static str, what: String) {
        self.count("violations");
        if self.violations.len() < KEPT {
            self.violations.push(Violation { at, rule, what });
        }
    }

    /// Adds the counts of another run.
    pub fn merge(&mut self, other: &Report) {
        for (what, number) in &other.counts {
            self.add(what, *number);
        }
        self.checks += other.checks;
    }

    /// The counts as a table, those of `expected` that never happened with a zero.
    pub fn table(&self, expected: &[&str]) -> String {
        let mut counts = self.counts.clone();
        counts.insert("looks at what must be so".to_owned(), self.checks);
        for what in expected {
            counts.entry((*what).to_owned()).or_default();
        }
        let lines = counts
            .iter()
            .map(|(what, number)| format!("{number:>9}  {what}\n"));
        lines.collect()
    }
}
