//! Shows what is wrong with a configuration, all of it at once.

mod github;
mod human;
mod json;
mod snippet;
mod source;

use std::io::{self, IsTerminal};
use std::path::Path;

use clap::ValueEnum;
use lang::{Problem, Severity, Source};

use crate::failure::Failure;
use crate::printer;

/// How problems are shown.
#[derive(Copy, Clone, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// For people, on standard error: with the YAML around each place on a terminal, one line and
    /// its help elsewhere.
    Human,
    /// One JSON document on standard output.
    Json,
    /// Annotations of a pull request on GitHub, on standard output.
    Github,
}

/// Shows problems. Their paths come to stand below `directory`, as it was given.
pub fn show(
    form: Form,
    directory: &Path,
    sources: &[&Source],
    problems: &[Problem],
) -> Result<(), Failure> {
    let problems: Vec<_> = problems.iter().map(|one| below(directory, one)).collect();
    match form {
        Form::Json => printer::text(&json::text(&problems)?),
        Form::Github => printer::text(&github::text(&problems)),
        Form::Human if io::stderr().is_terminal() => {
            let place = |source: &&Source| path_below(directory, &source.path);
            let sources = sources
                .iter()
                .map(|source| (place(source), snippet::readable(&source.text)));
            printer::note(human::graphical(&sources.collect(), &problems).trim_end());
            Ok(())
        }
        Form::Human => {
            printer::note(human::plain(&problems).trim_end());
            Ok(())
        }
    }
}

/// How many errors and warnings there are, in words.
pub fn count(problems: &[Problem]) -> String {
    let errors = problems
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .count();
    let warnings = problems.len() - errors;
    let many = |number: usize, word: &str| match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    };
    match (errors, warnings) {
        (_, 0) => many(errors, "error"),
        (0, _) => many(warnings, "warning"),
        _ => format!("{}, {}", many(errors, "error"), many(warnings, "warning")),
    }
}

fn below(directory: &Path, problem: &Problem) -> Problem {
    let mut problem = problem.clone();
    for label in &mut problem.labels {
        label.path = path_below(directory, &label.path);
    }
    problem
}

/// What stands in brackets is no file: it names an option or a variable.
fn path_below(directory: &Path, path: &str) -> String {
    if path.starts_with('(') {
        return path.to_owned();
    }
    let directory = directory.strip_prefix(".").unwrap_or(directory);
    directory.join(path).display().to_string()
}
