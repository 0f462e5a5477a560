//! The report of a test run.

use std::io::{self, Write};
use std::path::Path;

use super::outcome::TestOutcome;
use crate::moment::length;
use crate::printer::clean;
use crate::printer::style::{Style, styled};

/// The lines of a story that are shown from its beginning, and from its end.
const BEGINNING: usize = 40;
const END: usize = 20;

/// Writes a line for each test, what went wrong below it, and a summary.
pub fn write(out: &mut impl Write, directory: &Path, outcomes: &[TestOutcome]) -> io::Result<()> {
    for outcome in outcomes {
        one(out, directory, outcome)?;
    }
    let failed = outcomes
        .iter()
        .filter(|outcome| !outcome.failures.is_empty())
        .count();
    let verdict = if failed == 0 {
        styled(Style::Good, "passed")
    } else {
        styled(Style::Bad, "failed")
    };
    writeln!(out, "\n{verdict}: {}", tally(failed, outcomes.len()))
}

/// How many of the tests the verdict is of.
fn tally(failed: usize, all: usize) -> String {
    match (failed, all) {
        (_, 1) => "1 test".to_owned(),
        (0, all) => format!("{all} tests"),
        (failed, all) => format!("{failed} of {all} tests"),
    }
}

fn one(out: &mut impl Write, directory: &Path, outcome: &TestOutcome) -> io::Result<()> {
    let (name, took) = (&outcome.name, length(outcome.took_ms));
    if outcome.failures.is_empty() {
        return writeln!(
            out,
            "{}  {name} (a call of {took})",
            styled(Style::Good, "ok  ")
        );
    }
    let place = directory.join(&*outcome.place.file);
    let place = format!(
        "{}:{}:{}",
        place.display(),
        outcome.place.line,
        outcome.place.column
    );
    writeln!(out, "{}  {name} ({place})", styled(Style::Bad, "FAIL"))?;
    for failure in &outcome.failures {
        writeln!(out, "      {}", clean(failure))?;
    }
    if !outcome.story.is_empty() {
        writeln!(out, "      the call:")?;
    }
    story(out, &outcome.story)
}

/// What happened; of a long story the beginning and the end.
fn story(out: &mut impl Write, lines: &[String]) -> io::Result<()> {
    let left_out = lines.len().saturating_sub(BEGINNING + END);
    for (number, line) in lines.iter().enumerate() {
        if left_out > 1 && number == BEGINNING {
            writeln!(out, "        … {left_out} lines …")?;
        }
        if left_out <= 1 || number < BEGINNING || number >= BEGINNING + left_out {
            writeln!(out, "        {}", clean(line))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use model::{Name, Place};

    use super::*;

    #[test]
    fn a_long_story_is_told_from_its_beginning_and_its_end() {
        let told = |count: usize| {
            let lines: Vec<_> = (1..=count).map(|number| number.to_string()).collect();
            let mut out = Vec::new();
            story(&mut out, &lines).expect("written");
            let text = String::from_utf8(out).expect("text");
            let lines: Vec<_> = text.lines().map(|line| line.trim().to_owned()).collect();
            lines
        };
        assert_eq!(told(61).len(), 61);
        let long = told(300);
        assert_eq!(long.len(), 61);
        assert_eq!(long[39..=41], ["40", "… 240 lines …", "281"]);
        assert_eq!(long[60], "300");
    }

    #[test]
    fn the_verdict_counts_those_that_failed_or_else_all() {
        assert_eq!(tally(0, 1), "1 test");
        assert_eq!(tally(0, 3), "3 tests");
        assert_eq!(tally(1, 1), "1 test");
        assert_eq!(tally(2, 3), "2 of 3 tests");
    }

    #[test]
    fn a_failure_says_where_it_is_written_and_what_happened() {
        let outcome = |name: &str, failures: &[&str], story: &[&str]| TestOutcome {
            name: Name::new(name).expect("a name"),
            place: Place {
                file: "tests.yaml".into(),
                line: 4,
                column: 3,
            },
            took_ms: 21_500,
            entered: Vec::new(),
            failures: failures.iter().map(ToString::to_string).collect(),
            story: story.iter().map(ToString::to_string).collect(),
        };
        let outcomes = [
            outcome("hours", &[], &["0s dials"]),
            outcome(
                "sales",
                &["end_status is ivrEnd, not ok"],
                &["0s dials 02160001000"],
            ),
        ];
        let mut out = Vec::new();
        write(&mut out, Path::new("center"), &outcomes).expect("written");
        assert_eq!(
            String::from_utf8(out).expect("text"),
            "ok    hours (a call of 21s)\n\
             FAIL  sales (center/tests.yaml:4:3)\n      \
             end_status is ivrEnd, not ok\n      \
             the call:\n        \
             0s dials 02160001000\n\
             \nfailed: 1 of 2 tests\n"
        );
    }
}
