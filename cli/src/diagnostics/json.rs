//! Problems for programs.

use lang::{Problem, Severity};
use serde::Serialize;

use crate::failure::Failure;

#[derive(Serialize)]
struct Report<'a> {
    /// Whether the configuration can be applied as far as it can be told without a daemon.
    valid: bool,
    problems: &'a [Problem],
}

/// One document with all problems.
pub fn text(problems: &[Problem]) -> Result<String, Failure> {
    let valid = problems
        .iter()
        .all(|problem| problem.severity == Severity::Warning);
    let report = Report { valid, problems };
    serde_json::to_string_pretty(&report)
        .map(|text| text + "\n")
        .map_err(Failure::error)
}
