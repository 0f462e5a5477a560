//! That every row of the interop table names a peer whose version is known and a test that is there.
//!
//! The table is the one whose last column is `Test`; what stands there in backticks is a module and a test
//! of the suite with peers, as cargo names them. The versions are those of the table with the column
//! `Version`.

use crate::house::Source;
use crate::invariants::is_test;

/// Where the tests with peers lie.
const SUITE: &str = "tests/e2e/tests/wire";

/// Complains about rows without a peer or a test.
pub fn complaints(document: &str, sources: &[Source]) -> Vec<String> {
    let rows = rows(document, |head| head.last() == Some(&"Test"));
    let peers = peers(document);
    if rows.is_empty() || peers.is_empty() {
        return vec!["there is no table of peers or none of what was tested".to_owned()];
    }
    let of = |row: &Vec<&str>| complaints_of(row, &peers, sources);
    rows.iter().flat_map(of).collect()
}

fn complaints_of(row: &[&str], peers: &[&str], sources: &[Source]) -> Vec<String> {
    let [behaviour, peer, result, tests] = row else {
        return vec![format!("{row:?} does not have four columns")];
    };
    let mut complaints = Vec::new();
    for unknown in peer.split(", ").filter(|it| !peers.contains(it)) {
        complaints.push(format!(
            "{behaviour}: the version of `{unknown}` is not named"
        ));
    }
    if result.is_empty() {
        complaints.push(format!("{behaviour}: it says not what came of it"));
    }
    let names: Vec<_> = tests.split('`').skip(1).step_by(2).collect();
    if names.is_empty() {
        complaints.push(format!("{behaviour}: no test shows it"));
    }
    let missing = names.into_iter().filter(|name| !is_there(sources, name));
    complaints.extend(missing.map(|name| format!("{behaviour}: there is no test `{name}`")));
    complaints
}

/// Those whose version is named.
fn peers(document: &str) -> Vec<&str> {
    let rows = rows(document, |head| head.get(1) == Some(&"Version"));
    let named = rows
        .iter()
        .filter(|row| row.get(1).is_some_and(|it| !it.is_empty()));
    named.filter_map(|row| row.first().copied()).collect()
}

/// The rows of the tables whose head is one of the wanted.
fn rows(document: &str, wanted: impl Fn(&[&str]) -> bool) -> Vec<Vec<&str>> {
    let mut found = Vec::new();
    let mut table: Option<bool> = None;
    for line in document.lines() {
        let Some(row) = cells(line) else {
            table = None;
            continue;
        };
        match table {
            None => table = Some(wanted(&row)),
            Some(true) if !row.iter().all(|cell| cell.starts_with("---")) => found.push(row),
            Some(_) => {}
        }
    }
    found
}

fn cells(line: &str) -> Option<Vec<&str>> {
    let inner = line.strip_prefix('|')?.trim_end().strip_suffix('|')?;
    Some(inner.split('|').map(str::trim).collect())
}

fn is_there(sources: &[Source], name: &str) -> bool {
    let Some((module, test)) = name.split_once("::") else {
        return false;
    };
    let path = format!("{SUITE}/{module}.rs");
    let source = sources.iter().find(|source| source.path == path);
    source.is_some_and(|source| is_test(&source.text, test))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree() -> Vec<Source> {
        let code = "#[test]\nfn holds() {}\nfn helper() {}\n";
        vec![Source::new("tests/e2e/tests/wire/a.rs", code)]
    }

    fn document(row: &str) -> String {
        format!(
            "| Peer | Version |\n|---|---|\n| SIPp | 3.6 |\n\n\
             | Behaviour | Peer | Result | Test |\n|---|---|---|---|\n{row}\n"
        )
    }

    #[test]
    fn a_row_with_a_known_peer_and_a_test_that_is_there_is_fine() {
        let text = document("| It holds | SIPp | works | `a::holds` |");
        assert_eq!(complaints(&text, &tree()), Vec::<String>::new());
    }

    #[test]
    fn a_row_with_neither_is_told() {
        for row in [
            "| It holds | SIPp | works | `a::gone` |",
            "| It holds | SIPp | works | `b::holds` |",
            "| It holds | SIPp | works | `a::helper` |",
            "| It holds | SIPp | works | |",
            "| It holds | SIPp | | `a::holds` |",
            "| It holds | other | works | `a::holds` |",
            "| It holds | works | `a::holds` |",
        ] {
            assert_eq!(complaints(&document(row), &tree()).len(), 1, "{row}");
        }
        assert_eq!(complaints("nothing", &tree()).len(), 1);
    }
}
