//! Problems for programs.

use lang::{Mend, Problem, Severity};
use serde::Serialize;

use crate::failure::Failure;

#[derive(Serialize)]
struct Report<'a> {
    /// Whether the configuration can be applied as far as it can be told without a daemon.
    valid: bool,
    /// What was mended, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    mended: Option<&'a [Mend]>,
    problems: &'a [Problem],
}

/// One document with all problems.
pub fn text(problems: &[Problem], mended: Option<&[Mend]>) -> Result<String, Failure> {
    let valid = problems
        .iter()
        .all(|problem| problem.severity == Severity::Warning);
    let report = Report {
        valid,
        mended,
        problems,
    };
    serde_json::to_string_pretty(&report)
        .map(|text| text + "\n")
        .map_err(Failure::error)
}
