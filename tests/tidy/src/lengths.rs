//! How long a file of Rust may be.

use crate::house::Source;

/// The limit in lines.
pub const LIMIT: usize = 600;

/// Files that are longer, with the length that they must not exceed. Rows are taken away and lengths
/// lowered, never the other way.
pub const LONGER: &[(&str, usize)] = &[];

/// Complains about files above the limit and about rows that have become needless.
pub fn complaints(sources: &[Source], longer: &[(&str, usize)]) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources.iter().filter(|source| source.is(".rs")) {
        let lines = source.text.lines().count();
        let row = longer.iter().find(|row| row.0 == source.path);
        let limit = row.map_or(LIMIT, |row| row.1);
        if lines > limit {
            complaints.push(format!("{} has {lines} lines of {limit}", source.path));
        }
        if row.is_some() && lines <= LIMIT {
            complaints.push(format!(
                "{} is short enough: take its row away",
                source.path
            ));
        }
    }
    let gone = longer
        .iter()
        .filter(|row| !sources.iter().any(|it| it.path == row.0));
    complaints.extend(gone.map(|row| format!("{} is gone: take its row away", row.0)));
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, lines: usize) -> Source {
        Source::new(path, "\n".repeat(lines))
    }

    #[test]
    fn a_long_file_is_told_and_one_at_the_limit_is_not() {
        let sources = [
            file("a.rs", LIMIT),
            file("b.rs", LIMIT + 1),
            file("c.md", 9999),
        ];
        assert_eq!(complaints(&sources, &[]), ["b.rs has 601 lines of 600"]);
    }

    #[test]
    fn a_listed_file_may_not_grow() {
        let sources = [file("a.rs", 701)];
        assert_eq!(complaints(&sources, &[("a.rs", 701)]), Vec::<String>::new());
        assert_eq!(complaints(&sources, &[("a.rs", 700)]).len(), 1);
    }

    #[test]
    fn the_list_only_shrinks() {
        assert_eq!(complaints(&[file("a.rs", 3)], &[("a.rs", 700)]).len(), 1);
        assert_eq!(complaints(&[], &[("a.rs", 700)]).len(), 1);
    }
}
