//! Shows what is wrong with a configuration, all of it at once.

pub mod github;
mod human;
mod json;
mod snippet;
mod source;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;

use clap::ValueEnum;
use lang::{Code, Mend, Problem, Severity, Source};

use crate::failure::Failure;
use crate::printer;

/// Codes that are named where it is said that there is more about them.
const NAMED: usize = 8;

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
    show_after(form, directory, sources, problems, None)
}

/// The same after `mended` was mended.
pub fn show_after(
    form: Form,
    directory: &Path,
    sources: &[&Source],
    problems: &[Problem],
    mended: Option<&[Mend]>,
) -> Result<(), Failure> {
    let problems: Vec<_> = problems.iter().map(|one| below(directory, one)).collect();
    let mended = mended.map(|mends| mends.iter().map(|one| mend_below(directory, one)));
    let mended: Option<Vec<_>> = mended.map(Iterator::collect);
    let mends = mended.as_deref().unwrap_or_default();
    match form {
        Form::Json => printer::text(&json::text(&problems, mended.as_deref())?),
        Form::Github => printer::text(&(github::mended(mends) + &github::text(&problems))),
        Form::Human => {
            printer::text(&human::mended(mends))?;
            for_people(directory, sources, &problems);
            Ok(())
        }
    }
}

fn for_people(directory: &Path, sources: &[&Source], problems: &[Problem]) {
    if problems.is_empty() {
        return;
    }
    if !io::stderr().is_terminal() {
        return printer::note(human::plain(problems).trim_end());
    }
    let place = |source: &&Source| path_below(directory, &source.path);
    let sources = sources
        .iter()
        .map(|source| (place(source), snippet::readable(&source.text)));
    printer::note(human::graphical(&sources.collect(), problems).trim_end());
}

/// Says to people where there is more about these problems; once, behind all of them.
pub fn more(form: Form, codes: impl IntoIterator<Item = Code>) {
    let told = pointer(&codes.into_iter().collect());
    if let Some(told) = told.filter(|_| form == Form::Human) {
        printer::note(told);
    }
}

fn pointer(codes: &BTreeSet<Code>) -> Option<String> {
    let named: Vec<&str> = codes.iter().take(NAMED).map(|code| code.as_str()).collect();
    let all = named.join(", ");
    match (named.as_slice(), codes.len() - named.len()) {
        ([], _) => None,
        ([code], _) => Some(format!("`ccctl explain {code}` says more")),
        (_, 0) => Some(format!("`ccctl explain CODE` says more: {all}")),
        (_, others) => Some(format!(
            "`ccctl explain CODE` says more: {all} and {others} others"
        )),
    }
}

/// How many errors and warnings there are, in words.
pub fn count(problems: &[Problem]) -> String {
    let errors = problems
        .iter()
        .filter(|one| one.severity == Severity::Error)
        .count();
    let warnings = problems.len() - errors;
    match (errors, warnings) {
        (_, 0) => many(errors, "error"),
        (0, _) => many(warnings, "warning"),
        _ => format!("{}, {}", many(errors, "error"), many(warnings, "warning")),
    }
}

/// So many of something.
pub fn many(number: usize, word: &str) -> String {
    match number {
        1 => format!("1 {word}"),
        _ => format!("{number} {word}s"),
    }
}

fn below(directory: &Path, problem: &Problem) -> Problem {
    let mut problem = problem.clone();
    for label in &mut problem.labels {
        label.path = path_below(directory, &label.path);
    }
    problem.mend = problem.mend.map(|mend| mend_below(directory, &mend));
    problem
}

fn mend_below(directory: &Path, mend: &Mend) -> Mend {
    Mend {
        path: path_below(directory, &mend.path),
        ..mend.clone()
    }
}

/// What stands in brackets is no file: it names an option or a variable.
fn path_below(directory: &Path, path: &str) -> String {
    if path.starts_with('(') {
        return path.to_owned();
    }
    let directory = directory.strip_prefix(".").unwrap_or(directory);
    directory.join(path).display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pointer_at(number: usize) -> Option<String> {
        pointer(&Code::ALL.iter().copied().take(number).collect())
    }

    #[test]
    fn so_many_codes_are_named_as_somebody_reads() {
        let told = [0, 1, 2, 10].map(pointer_at);
        let told = told.map(Option::unwrap_or_default);
        assert_eq!(
            told,
            [
                "",
                "`ccctl explain CC0101` says more",
                "`ccctl explain CODE` says more: CC0101, CC0102",
                "`ccctl explain CODE` says more: CC0101, CC0102, CC0103, CC0104, CC0105, CC0106, CC0107, CC0108 and 2 others",
            ]
        );
    }
}
