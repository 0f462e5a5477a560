//! That every row of docs/trust.md names tests that are there, each as `` `path#name` ``.

use crate::house::Source;
use crate::invariants::is_there;

/// Complains about rows that nothing shows, and about tests that are gone.
pub fn complaints(document: &str, sources: &[Source]) -> Vec<String> {
    let rows = rows(document);
    if rows.is_empty() {
        return vec!["there is no row".to_owned()];
    }
    let of = |row: &&str| {
        let tests: Vec<_> = tests(row).collect();
        let start: String = row.chars().take(60).collect();
        if tests.is_empty() {
            return vec![format!("nothing shows: {start}")];
        }
        let gone = tests
            .into_iter()
            .filter(|(path, name)| !is_there(sources, path, name));
        gone.map(|(path, name)| format!("{path} does not have `{name}`, which shows: {start}"))
            .collect()
    };
    rows.iter().flat_map(of).collect()
}

/// The rows of all tables, without their heads.
fn rows(document: &str) -> Vec<&str> {
    let lines: Vec<&str> = document.lines().collect();
    let is_rule = |line: Option<&&str>| line.is_some_and(|line| line.starts_with("|---"));
    let rows = lines.iter().enumerate().filter(|(number, line)| {
        let head = is_rule(lines.get(number + 1));
        line.starts_with('|') && !head && !is_rule(Some(line))
    });
    rows.map(|(_, line)| *line).collect()
}

/// What stands in backticks and has a `#`.
fn tests(row: &str) -> impl Iterator<Item = (&str, &str)> {
    let quoted = row.split('`').skip(1).step_by(2);
    quoted.filter_map(|text| text.split_once('#'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(row: &str) -> usize {
        let tree = [Source::new("a.rs", "#[test]\nfn holds() {}\n")];
        complaints(&format!("| A | B |\n|---|---|\n{row}\n"), &tree).len()
    }

    #[test]
    fn a_row_is_shown_by_tests_that_are_there() {
        assert_eq!(told("| One, with `a_figure`. | `a.rs#holds` |"), 0);
        assert_eq!(told("| One | `a.rs#gone`, `a.rs#holds` |"), 1);
        assert_eq!(told("| One | `b.rs#holds` |"), 1);
        assert_eq!(told("| One | nothing |"), 1);
        assert_eq!(told(""), 1, "a document without a row shows nothing");
    }
}
